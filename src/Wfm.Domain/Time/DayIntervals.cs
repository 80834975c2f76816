using NodaTime;

namespace Wfm.Domain;

/// <summary>The intervals of a local day, as instants: 92, 96 or 100 quarters, depending on the clock change.</summary>
public static class DayIntervals
{
    /// <summary>Starts of all intervals of a local day, strictly increasing.</summary>
    /// <param name="day">The day on the wall calendar.</param>
    /// <param name="zone">Whose clock it is.</param>
    /// <param name="length">Interval length; divides an hour.</param>
    /// <returns>One instant per interval from the day's first moment up to, not including, the next day's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length does not divide an hour.</exception>
    public static IReadOnlyList<Instant> StartsOf(LocalDate day, DateTimeZone zone, Duration length)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ThrowUnlessDividesHour(length);
        Interval span = Of(day, zone);
        List<Instant> starts = [];
        for (Instant start = span.Start; start < span.End; start += length)
        {
            starts.Add(start);
        }

        return starts;
    }

    /// <summary>The whole local day as a half-open interval of instants: 23, 24 or 25 hours.</summary>
    /// <param name="day">The day on the wall calendar.</param>
    /// <param name="zone">Whose clock it is.</param>
    public static Interval Of(LocalDate day, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return new Interval(zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
    }

    /// <summary>Guards an interval length: positive and dividing an hour without remainder.</summary>
    /// <param name="length">The length to check.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive or does not divide an hour.</exception>
    public static void ThrowUnlessDividesHour(Duration length)
    {
        if (length <= Duration.Zero || Duration.FromHours(1).BclCompatibleTicks % length.BclCompatibleTicks != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, "An interval divides an hour: 5, 6, 10, 12, 15, 20, 30 or 60 minutes.");
        }
    }
}
