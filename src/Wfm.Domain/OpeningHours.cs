using NodaTime;

namespace Wfm.Domain;

/// <summary>When a queue takes contacts, by weekday, with a history of changes.</summary>
/// <param name="Periods">All rules; several on one weekday mean several openings that day. None means that nobody has said.</param>
public sealed record OpeningHours(IReadOnlyList<OpeningPeriod> Periods)
{
    /// <summary>Open around the clock, every day.</summary>
    public static OpeningHours Always { get; } = new(
        [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
            .Select(day => new OpeningPeriod(day, LocalTime.Midnight, LocalTime.Midnight, null, null))]);

    /// <summary>Nobody has said; a forecast learns them from history.</summary>
    public static OpeningHours Unknown { get; } = new([]);

    /// <summary>Whether anybody has said when the queue is open.</summary>
    public bool IsKnown => Periods.Count > 0;

    /// <summary>The openings of one local day, in order, as half-open intervals; empty on a closed day.</summary>
    /// <param name="day">The day on the wall calendar.</param>
    /// <param name="zone">Whose clock it is.</param>
    /// <remarks>A wall time the clock skips is moved past the gap; one that comes twice opens at the first and closes at the last.</remarks>
    public IReadOnlyList<Interval> On(LocalDate day, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return [.. Periods.Where(period => period.AppliesOn(day)).OrderBy(period => period.Opens)
            .Select(period => period.On(day, zone)).Where(opening => opening.Start < opening.End)];
    }

    /// <summary>Whether the queue takes contacts at an instant.</summary>
    /// <param name="at">The moment asked about.</param>
    /// <param name="zone">Whose clock it is.</param>
    public bool IsOpen(Instant at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return On(at.InZone(zone).Date, zone).Any(opening => opening.Contains(at));
    }
}

/// <summary>One opening on one weekday.</summary>
/// <param name="Weekday">The weekday it applies to.</param>
/// <param name="Opens">First moment open.</param>
/// <param name="Closes">First moment closed again; midnight means the end of the day.</param>
/// <param name="ValidFrom">First day the rule applies; empty means since ever.</param>
/// <param name="ValidTo">Last day the rule applies; empty means until further notice.</param>
public sealed record OpeningPeriod(
    IsoDayOfWeek Weekday, LocalTime Opens, LocalTime Closes, LocalDate? ValidFrom, LocalDate? ValidTo)
{
    /// <summary>Whether the rule applies on a day.</summary>
    /// <param name="day">The day asked about.</param>
    public bool AppliesOn(LocalDate day) =>
        day.DayOfWeek == Weekday && (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);

    /// <summary>The opening on one day, as instants.</summary>
    /// <param name="day">A day of this weekday.</param>
    /// <param name="zone">Whose clock it is.</param>
    /// <returns>An empty interval where the clock skips the whole opening.</returns>
    public Interval On(LocalDate day, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Instant opens = day.At(Opens).InZone(zone, WallClock.Earliest).ToInstant();
        Instant closes = Closes == LocalTime.Midnight
            ? zone.AtStartOfDay(day.PlusDays(1)).ToInstant()
            : day.At(Closes).InZone(zone, WallClock.Latest).ToInstant();
        return new Interval(Instant.Min(opens, closes), closes);
    }
}
