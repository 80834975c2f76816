using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Rules;

/// <summary>The instants at which a 24-hour period of the daily rest begins (dygnsbryt).</summary>
internal static class DayBreaks
{
    /// <summary>The last break point not after an instant.</summary>
    public static Instant LastAtOrBefore(DateTimeZone zone, LocalTime dayBreak, Instant instant)
    {
        LocalDate date = instant.InZone(zone).Date;
        Instant today = At(zone, dayBreak, date);
        return today <= instant ? today : At(zone, dayBreak, date.PlusDays(-1));
    }

    /// <summary>The break point of the next day.</summary>
    public static Instant Next(DateTimeZone zone, LocalTime dayBreak, Instant breakPoint) =>
        At(zone, dayBreak, breakPoint.InZone(zone).Date.PlusDays(1));

    private static Instant At(DateTimeZone zone, LocalTime time, LocalDate date) =>
        (date + time).InZone(zone, WallClock.Earliest).ToInstant();
}
