using NodaTime;

namespace Wfm.Domain;

/// <summary>The fewest people a queue has at a time of day, such as two at the switchboard from 07 to 17, however few call.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Weekday">The weekday it applies to; empty means every day the queue is open.</param>
/// <param name="From">First moment.</param>
/// <param name="To">First moment it no longer applies; midnight means the end of the day.</param>
/// <param name="People">Fewest people, lunch and breaks not counted; one or more.</param>
/// <param name="ValidFrom">First day the rule applies; empty means since ever.</param>
/// <param name="ValidTo">Last day the rule applies; empty means until further notice.</param>
public sealed record MinimumPost(
    QueueId Queue, IsoDayOfWeek? Weekday, LocalTime From, LocalTime To, int People, LocalDate? ValidFrom, LocalDate? ValidTo)
{
    /// <summary>Whether it applies on a day.</summary>
    /// <param name="day">The day asked about.</param>
    public bool AppliesOn(LocalDate day) =>
        (Weekday is null || day.DayOfWeek == Weekday) && (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);

    /// <summary>Its time on one day, as instants.</summary>
    /// <param name="day">A day on which it applies.</param>
    /// <param name="zone">Whose clock it is.</param>
    /// <returns>An empty interval where the clock skips all of it.</returns>
    public Interval On(LocalDate day, DateTimeZone zone) => new OpeningPeriod(day.DayOfWeek, From, To, ValidFrom, ValidTo).On(day, zone);

    /// <summary>Whether both ask for people of the same queue at the same time.</summary>
    /// <param name="other">Another one.</param>
    public bool Overlaps(MinimumPost other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Queue == other.Queue && (Weekday is null || other.Weekday is null || Weekday == other.Weekday)
            && AreOfSameDays(other.ValidFrom, other.ValidTo) && From < EndOf(other.To) && other.From < EndOf(To);
    }

    /// <summary>The weekdays on which it asks for people while the queue is closed; none where nobody has said when it is open.</summary>
    /// <param name="hours">When the queue is open.</param>
    public IReadOnlyList<IsoDayOfWeek> WeekdaysOutside(OpeningHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        ILookup<IsoDayOfWeek, OpeningPeriod> openings = hours.Periods.Where(period => AreOfSameDays(period.ValidFrom, period.ValidTo)).ToLookup(period => period.Weekday);
        IEnumerable<IsoDayOfWeek> asked = Weekday is { } day ? [day] : openings.Select(opening => opening.Key);
        return hours.IsKnown ? [.. asked.Where(weekday => !IsWithin(openings[weekday])).Order()] : [];
    }

    private bool IsWithin(IEnumerable<OpeningPeriod> openings)
    {
        LocalTime reached = From;
        foreach (OpeningPeriod opening in openings.OrderBy(opening => opening.Opens).Where(opening => opening.Opens <= reached))
        {
            reached = LocalTime.Max(reached, EndOf(opening.Closes));
        }

        return reached >= EndOf(To);
    }

    private bool AreOfSameDays(LocalDate? from, LocalDate? to) => !(ValidTo < from) && !(to < ValidFrom);

    // The last nanosecond stands for midnight at the end of the day.
    private static LocalTime EndOf(LocalTime time) => time == LocalTime.Midnight ? LocalTime.MaxValue : time;
}
