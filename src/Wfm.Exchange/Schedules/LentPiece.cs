using System.Globalization;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Part of a shift somebody spends on queues of another group.</summary>
/// <param name="Span">When.</param>
/// <param name="Queues">The names of the queues, such as <c>Bygglov, Avfall</c>.</param>
public sealed record LentPiece(Interval Span, string Queues)
{
    /// <summary>Reads like: <c>10:00–11:00 Utlånad: Bygglov</c>.</summary>
    /// <param name="zone">The clock on the wall.</param>
    /// <param name="language">The language.</param>
    public string Words(DateTimeZone zone, TextLanguage language)
    {
        ZonedDateTime start = Span.Start.InZone(zone), end = Span.End.InZone(zone);
        return string.Create(CultureInfo.InvariantCulture, $"{start:HH:mm}–{end:HH:mm} {(language == TextLanguage.Swedish ? "Utlånad" : "Lent")}: {Queues}");
    }
}
