using System.Globalization;
using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>The running total of hours stays near what the contract owes, every week and at the end.</summary>
/// <param name="weekBand">Distance allowed at the end of any week.</param>
/// <param name="periodTolerance">Distance allowed at the end of each calculation period and of the plan.</param>
/// <param name="averagingWeeks">Weeks of a calculation period; null when only the plan's end counts.</param>
public sealed class ContractHoursRule(Duration weekBand, Duration periodTolerance, int? averagingWeeks = null) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Contract hours";

    /// <inheritdoc/>
    public string Paragraph => "contract";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        PlanningGrid grid = schedule.Problem.Grid;
        for (int weeks = 1; weeks <= grid.Weeks; weeks++)
        {
            LocalDate end = grid.FirstDate.PlusDays(7 * weeks);
            Duration worked = schedule.Planned.Where(shift => shift.Date < end)
                .Aggregate(Duration.Zero, (sum, shift) => sum + shift.Paid - PartDayCredit.Inside(schedule, shift));
            Duration credited = schedule.Person.Absences.Where(absence => absence.Date >= grid.FirstDate && absence.Date < end)
                .Aggregate(schedule.Person.OpeningBalance + PartDayCredit.Until(schedule, end), (sum, absence) => sum + absence.Credited);
            Duration owed = schedule.Person.OwedAfter(schedule.Contract, weeks);
            Duration off = worked + credited - owed;
            Duration allowed = weeks == grid.Weeks || weeks % (averagingWeeks ?? grid.Weeks) == 0 ? Duration.Min(weekBand, periodTolerance) : weekBand;
            Duration beyond = (off < Duration.Zero ? -off : off) - allowed;
            if (beyond > Duration.Zero)
            {
                yield return new RuleViolation(
                    Name, Paragraph, schedule.Person.Id, end.PlusDays(-1), (int)Math.Ceiling(beyond.TotalMinutes),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(worked + credited).TotalHours:0.##} h after {weeks} weeks; "
                        + $"{owed.TotalHours:0.##} h owed, {allowed.TotalHours:0.##} h either way allowed."))
                {
                    Facts = FormattableString.Invariant($"{(worked + credited).TotalHours:0.##}|{weeks}|{owed.TotalHours:0.##}|{allowed.TotalHours:0.##}"),
                };
            }
        }
    }
}

/// <summary>Nobody works longer than <paramref name="longest"/> in a day.</summary>
/// <param name="longest">Paid time.</param>
public sealed class LongestDayRule(Duration longest) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Longest day";

    /// <inheritdoc/>
    public string Paragraph => "contract";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from shift in schedule.Planned
        where shift.Paid > longest
        select new RuleViolation(
            Name, Paragraph, schedule.Person.Id, shift.Date, (int)(shift.Paid - longest).TotalMinutes,
            string.Create(CultureInfo.InvariantCulture, $"{shift.Paid.TotalHours:0.##} h of work; at most {longest.TotalHours:0.##} h allowed."))
        {
            Facts = FormattableString.Invariant($"{shift.Paid.TotalHours:0.##}|{longest.TotalHours:0.##}"),
        };
}

/// <summary>Nobody works longer than <paramref name="longest"/> in a week of the period.</summary>
/// <param name="longest">Paid time.</param>
public sealed class LongestWeekRule(Duration longest) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Longest week";

    /// <inheritdoc/>
    public string Paragraph => "ATL 5 §";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from week in schedule.Planned.GroupBy(shift => schedule.Problem.Grid.WeekOf(shift.Day))
        let worked = week.Aggregate(Duration.Zero, (sum, shift) => sum + shift.Paid)
        where worked > longest
        select new RuleViolation(
            Name, Paragraph, schedule.Person.Id, week.First().Date, (int)(worked - longest).TotalMinutes,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{worked.TotalHours:0.##} h of work in the week; at most {longest.TotalHours:0.##} h allowed."))
        {
            Facts = FormattableString.Invariant($"{worked.TotalHours:0.##}|{longest.TotalHours:0.##}"),
        };
}

/// <summary>Nobody works more than <paramref name="most"/> a week on average over a calculation period.</summary>
/// <param name="name">What planners call it.</param>
/// <param name="paragraph">Where it comes from.</param>
/// <param name="most">Paid time a week.</param>
/// <param name="weeks">Weeks of the calculation period, counted from the plan's first day; null for the whole plan. The last may be cut short by the plan's end.</param>
/// <param name="before">Of whom part of the first period lies before the plan, the weeks and hours of it; null where none does.</param>
public sealed class AverageWeekRule(string name, string paragraph, Duration most, int? weeks, Func<PlanAgent, EarlierWeeks?>? before = null) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Paragraph => paragraph;

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        PlanningGrid grid = schedule.Problem.Grid;
        EarlierWeeks earlier = (weeks is null ? null : before?.Invoke(schedule.Person)) ?? new EarlierWeeks(0, Duration.Zero);
        int length = weeks ?? grid.Weeks;
        return
            from period in schedule.Planned.GroupBy(shift => (grid.WeekOf(shift.Day) + earlier.Weeks) / length)
            let worked = period.Aggregate(period.Key == 0 ? earlier.Worked : Duration.Zero, (sum, shift) => sum + shift.Paid)
            let allowed = most * Math.Min(length, grid.Weeks + earlier.Weeks - period.Key * length)
            where worked > allowed
            select new RuleViolation(
                Name, Paragraph, schedule.Person.Id, grid.FirstDate.PlusDays(7 * Math.Max(0, length * period.Key - earlier.Weeks)), (int)(worked - allowed).TotalMinutes,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{worked.TotalHours:0.##} h of work in {length} weeks; at most {allowed.TotalHours:0.##} h allowed."))
            {
                Facts = FormattableString.Invariant($"{worked.TotalHours:0.##}|{length}|{allowed.TotalHours:0.##}"),
            };
    }
}

/// <summary>Nobody works longer than <paramref name="longest"/> without a rast; paid breaks do not count as one.</summary>
/// <param name="longest">Presence between rasts; 5 h by law.</param>
public sealed class WorkWithoutRastRule(Duration longest) : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Work without a rast";

    /// <inheritdoc/>
    public string Paragraph => "ATL 15 §";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from shift in schedule.Planned
        let stretch = shift.Lunch is { } lunch ? Duration.Max(lunch.Start - shift.Start, shift.End - lunch.End) : shift.Span.Duration
        where stretch > longest
        select new RuleViolation(
            Name, Paragraph, schedule.Person.Id, shift.Date, (int)(stretch - longest).TotalMinutes,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{stretch.TotalHours:0.##} h of work without a rast; at most {longest.TotalHours:0.##} h allowed."))
        {
            Facts = FormattableString.Invariant($"{stretch.TotalHours:0.##}|{longest.TotalHours:0.##}"),
        };
}
