using System.Globalization;
using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>Nobody starts a shift before resting for <paramref name="minimumRest"/> since the last one ended.</summary>
/// <param name="minimumRest">Elapsed hours, so a clock change does not shorten the rest; 11 h in the EU.</param>
public sealed class DailyRestRule(Duration minimumRest) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Daily rest";

    /// <inheritdoc/>
    public string Paragraph => "ATL 13 §";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from pair in schedule.ConsecutiveShifts()
        let rest = pair.Later.Start - pair.Earlier.End
        where rest < minimumRest
        select new RuleViolation(
            Name, Paragraph, schedule.Person.Id, pair.Date, (int)(minimumRest - rest).TotalMinutes,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rest.TotalHours:0.##} h rest before {pair.Later.LocalStart:ddd d MMM HH:mm}; {minimumRest.TotalHours:0.##} h required."))
        {
            Facts = FormattableString.Invariant($"{rest.TotalHours:0.##}|{pair.Later.LocalStart:uuuu-MM-dd'T'HH:mm}|{minimumRest.TotalHours:0.##}"),
        };
}

/// <summary>Each 24 hours from the contract's break point hold an unbroken rest of <paramref name="minimumRest"/>.</summary>
/// <param name="minimumRest">Elapsed hours; 11 h in the municipal agreement.</param>
/// <param name="dayBreak">Where the 24-hour period begins (dygnsbryt).</param>
public sealed class DayBreakRestRule(Duration minimumRest, LocalTime dayBreak) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Daily rest inside 24 hours";

    /// <inheritdoc/>
    public string Paragraph => "AB 13 §";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        DateTimeZone zone = schedule.Problem.Grid.Zone;
        HashSet<Instant> seen = [];
        foreach (WorkedShift shift in schedule.Planned)
        {
            Instant from = DayBreaks.LastAtOrBefore(zone, dayBreak, shift.Start);
            while (from < shift.End)
            {
                Instant to = DayBreaks.Next(zone, dayBreak, from);
                Duration rest = LongestRest.Within(schedule.All, from, to);
                if (rest < minimumRest && seen.Add(from))
                {
                    yield return new RuleViolation(
                        Name, Paragraph, schedule.Person.Id, shift.Date, (int)(minimumRest - rest).TotalMinutes,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{rest.TotalHours:0.##} h rest in the 24 hours from {from.InZone(zone).LocalDateTime:ddd d MMM HH:mm}; "
                            + $"{minimumRest.TotalHours:0.##} h required."))
                    {
                        Facts = FormattableString.Invariant($"{rest.TotalHours:0.##}|{from.InZone(zone).LocalDateTime:uuuu-MM-dd'T'HH:mm}|{minimumRest.TotalHours:0.##}"),
                    };
                }

                from = to;
            }
        }
    }
}

/// <summary>Each fixed period of seven days that ends in the period holds an unbroken rest of <paramref name="minimumRest"/>; so does the one its end cuts, where shifts after it stand.</summary>
/// <param name="minimumRest">Elapsed hours; 36 h by law.</param>
/// <param name="weekBreak">The weekday at whose midnight the seven days begin.</param>
public sealed class WeeklyRestRule(Duration minimumRest, IsoDayOfWeek weekBreak) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Weekly rest";

    /// <inheritdoc/>
    public string Paragraph => "ATL 14 §";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        PlanningGrid grid = schedule.Problem.Grid;
        LocalDate last = schedule.Following.Count > 0 ? grid.EndDate.PlusDays(6) : grid.EndDate;
        for (LocalDate end = grid.FirstDate.PlusDays(1); end <= last; end = end.PlusDays(1))
        {
            if (end.DayOfWeek != weekBreak)
            {
                continue;
            }

            (Instant from, Instant to) = (end.PlusDays(-7).AtStartOfDayInZone(grid.Zone).ToInstant(), end.AtStartOfDayInZone(grid.Zone).ToInstant());
            Duration rest = LongestRest.Within(schedule.All, from, to);

            // What the shifts after the period break by themselves, no shift of the period can mend.
            if (rest < minimumRest && (end <= grid.EndDate || LongestRest.Within(schedule.Following, from, to) >= minimumRest))
            {
                yield return new RuleViolation(
                    Name, Paragraph, schedule.Person.Id, LocalDate.Max(grid.FirstDate, end.PlusDays(-7)), (int)(minimumRest - rest).TotalMinutes,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"longest rest {rest.TotalHours:0.##} h in the seven days from {end.PlusDays(-7):yyyy-MM-dd}; "
                        + $"{minimumRest.TotalHours:0.##} h required."))
                {
                    Facts = FormattableString.Invariant($"{rest.TotalHours:0.##}|{end.PlusDays(-7):uuuu-MM-dd}|{minimumRest.TotalHours:0.##}"),
                };
            }
        }
    }
}

/// <summary>From the end of one weekly rest to the start of the next no more than 168 h less the rest go by.</summary>
/// <param name="minimumRest">Elapsed hours of a weekly rest; 36 h by law, which leaves 132 h.</param>
public sealed class RestWithinSevenDaysRule(Duration minimumRest) : IScheduleRule
{
    private readonly Duration _longest = Duration.FromHours(168) - minimumRest;

    /// <inheritdoc/>
    public string Name => "Weekly rest in any seven days";

    /// <inheritdoc/>
    public string Paragraph => "ATL 14 §";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        WorkedShift? first = null;
        WorkedShift? last = null;
        WorkedShift? own = null;
        bool told = false;
        foreach (WorkedShift shift in schedule.All)
        {
            if (first is null || last is null || shift.Start - last.End >= minimumRest)
            {
                (first, own, told) = (shift, null, false);
            }

            last = shift;
            own = shift.Day >= 0 ? shift : own;
            Duration span = shift.End - first.Start;
            if (span > _longest && own is not null && !told && (shift.Day >= 0 || shift.End - schedule.Following[0].Start <= _longest))
            {
                told = true;
                yield return new RuleViolation(
                    Name, Paragraph, schedule.Person.Id, own.Date, (int)(span - _longest).TotalMinutes,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{span.TotalHours:0.##} h since the last rest of {minimumRest.TotalHours:0.##} h; at most {_longest.TotalHours:0.##} h allowed."))
                {
                    Facts = FormattableString.Invariant($"{span.TotalHours:0.##}|{minimumRest.TotalHours:0.##}|{_longest.TotalHours:0.##}"),
                };
            }
        }
    }
}

/// <summary>No early start on the day after a late end.</summary>
/// <param name="rule">What is late and what is early.</param>
public sealed class EarlyAfterLateRule(EarlyAfterLate rule) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Early after late";

    /// <inheritdoc/>
    public string Paragraph => "contract";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from pair in schedule.ConsecutiveShifts()
        where pair.Earlier.Date.PlusDays(1) == pair.Later.Date
            && pair.Earlier.LocalEnd > pair.Earlier.Date + rule.LateAfter
            && pair.Later.LocalStart < pair.Later.Date + rule.EarlyBefore
        select new RuleViolation(
            Name, Paragraph, schedule.Person.Id, pair.Date,
            (int)Period.Between(pair.Later.LocalStart, pair.Later.Date + rule.EarlyBefore, PeriodUnits.Minutes).Minutes,
            string.Create(
                CultureInfo.InvariantCulture,
                $"starts {pair.Later.LocalStart:HH:mm} after an end at {pair.Earlier.LocalEnd:HH:mm}; "
                + $"not before {rule.EarlyBefore:HH:mm} after an end later than {rule.LateAfter:HH:mm}."))
        {
            Facts = FormattableString.Invariant($"{pair.Later.LocalStart:HH:mm}|{pair.Earlier.LocalEnd:HH:mm}|{rule.EarlyBefore:HH:mm}|{rule.LateAfter:HH:mm}"),
        };
}

/// <summary>The longest time without work inside a stretch of time.</summary>
internal static class LongestRest
{
    public static Duration Within(IEnumerable<WorkedShift> shifts, Instant from, Instant to)
    {
        Duration longest = Duration.Zero;
        Instant free = from;
        foreach (WorkedShift shift in shifts)
        {
            if (shift.End > from && shift.Start < to)
            {
                longest = Duration.Max(longest, shift.Start - free);
                free = Instant.Max(free, shift.End);
            }
        }

        return Duration.Max(longest, to - free);
    }
}
