using NodaTime;

namespace Wfm.Exchange;

/// <summary>Time worked in unsocial hours by one person in one calendar month.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Year">The year of the month.</param>
/// <param name="Month">The month in which the time was worked, also where the shift began in the one before; 1 to 12.</param>
/// <param name="Kind">Which hours.</param>
/// <param name="Time">How long, elapsed: the night that summer time ends is an hour longer.</param>
public sealed record UnsocialTime(AgentId Agent, int Year, int Month, UnsocialHours Kind, Duration Time)
{
    /// <summary>Sums what shifts have in unsocial hours. Lunch and absence are not worked.</summary>
    /// <param name="shifts">The shifts.</param>
    /// <param name="zone">The clock of the centre.</param>
    /// <param name="calendar">Its public holidays.</param>
    /// <param name="rules">When unsocial hours are.</param>
    /// <returns>By person, month and kind, in order; nothing where there was none.</returns>
    public static IReadOnlyList<UnsocialTime> Of(IReadOnlyCollection<Shift> shifts, DateTimeZone zone, SpecialDayCalendar calendar, UnsocialHourRules rules)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(rules);
        if (shifts.Count == 0)
        {
            return [];
        }

        UnsocialClock clock = new(zone, calendar.Between(shifts.Min(shift => shift.Date).PlusDays(-2), shifts.Max(shift => shift.Date).PlusDays(4)), rules);
        Dictionary<(AgentId Agent, int Year, int Month, UnsocialHours Kind), Duration> sums = [];
        foreach (Shift shift in shifts)
        {
            foreach (ShiftActivity piece in shift.Activities.Where(piece => piece.Kind is not (ActivityKind.Lunch or ActivityKind.Absence)))
            {
                foreach ((LocalDate day, UnsocialHours kind, Duration time) in clock.Cut(piece.Span))
                {
                    (AgentId, int, int, UnsocialHours) key = (shift.Agent, day.Year, day.Month, kind);
                    sums[key] = sums.GetValueOrDefault(key) + time;
                }
            }
        }

        return
        [
            .. sums.Select(sum => new UnsocialTime(sum.Key.Agent, sum.Key.Year, sum.Key.Month, sum.Key.Kind, sum.Value))
                .OrderBy(time => time.Agent.Value, StringComparer.Ordinal).ThenBy(time => time.Year).ThenBy(time => time.Month).ThenBy(time => time.Kind),
        ];
    }
}

/// <summary>Cuts time at the moments where its kind of hours changes.</summary>
internal sealed class UnsocialClock
{
    private readonly DateTimeZone _zone;
    private readonly UnsocialHourRules _rules;
    private readonly Dictionary<LocalDate, SpecialDay> _special;
    private readonly LocalTime[] _edges;

    public UnsocialClock(DateTimeZone zone, IEnumerable<SpecialDay> special, UnsocialHourRules rules)
    {
        (_zone, _rules, _special) = (zone, rules, special.ToDictionary(day => day.Date));
        LocalTime?[] edges =
        [
            LocalTime.Midnight, rules.EveningFrom, rules.NightFrom, rules.NightTo, rules.WeekendFromOnTheDayBefore, rules.WeekendToOnTheDayAfter,
            rules.MajorFromOnTheDayBefore, rules.MajorToOnTheDayAfter,
        ];
        _edges = [.. edges.OfType<LocalTime>().Distinct()];
    }

    public IEnumerable<(LocalDate Day, UnsocialHours Kind, Duration Time)> Cut(Interval span)
    {
        for (Instant at = span.Start; at < span.End;)
        {
            LocalDateTime local = at.InZone(_zone).LocalDateTime;
            Instant next = Instant.Min(span.End, NextEdge(at, local.Date));
            if (KindAt(local) is { } kind)
            {
                yield return (local.Date, kind, next - at);
            }

            at = next;
        }
    }

    public UnsocialHours? KindAt(LocalDateTime time) =>
        Holds(time, IsMajor, _rules.MajorFromOnTheDayBefore, _rules.MajorToOnTheDayAfter) ? UnsocialHours.MajorHoliday
        : Holds(time, IsFree, _rules.WeekendFromOnTheDayBefore, _rules.WeekendToOnTheDayAfter) ? UnsocialHours.Weekend
        : time.TimeOfDay >= _rules.NightFrom || time.TimeOfDay < _rules.NightTo ? UnsocialHours.Night
        : time.TimeOfDay >= _rules.EveningFrom ? UnsocialHours.Evening
        : null;

    private static bool Holds(LocalDateTime time, Func<LocalDate, bool> isDay, LocalTime? fromBefore, LocalTime toAfter) =>
        isDay(time.Date)
        || (time.TimeOfDay >= fromBefore && isDay(time.Date.PlusDays(1)))
        || (time.TimeOfDay < toAfter && isDay(time.Date.PlusDays(-1)));

    private bool IsMajor(LocalDate day) => _special.GetValueOrDefault(day) is { } special && _rules.MajorDays.Contains(special.Name);

    private bool IsFree(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
        || _special.GetValueOrDefault(day)?.Kind == SpecialDayKind.PublicHoliday;

    // The clock change is an edge too: a doubled hour may begin a kind of hours a second time.
    private Instant NextEdge(Instant at, LocalDate day)
    {
        Instant next = _zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
        next = _zone.GetZoneInterval(at) is { HasEnd: true } stretch ? Instant.Min(next, stretch.End) : next;
        foreach (LocalTime edge in _edges)
        {
            foreach (Instant moment in new[] { _zone.ResolveLocal(day.At(edge), WallClock.Earliest), _zone.ResolveLocal(day.At(edge), WallClock.Latest) }
                .Select(zoned => zoned.ToInstant()))
            {
                next = moment > at ? Instant.Min(next, moment) : next;
            }
        }

        return next;
    }
}
