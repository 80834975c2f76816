using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Wfm.Server.Api;

/// <summary>A day in a query, such as <c>?from=2026-01-05</c>.</summary>
/// <param name="Value">The day.</param>
public readonly record struct LocalDateText(LocalDate Value)
{
    /// <summary>Reads a day; an unreadable one is answered 400.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="result">The day.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out LocalDateText result)
    {
        ParseResult<LocalDate> parsed = LocalDatePattern.Iso.Parse(text ?? "");
        result = new LocalDateText(parsed.Success ? parsed.Value : default);
        return parsed.Success;
    }
}
