using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>Every shift follows one of the person's templates of its weekday, unless the planner locked it.</summary>
/// <remarks>Written in minutes of the wall clock and elapsed time, apart from the slot arithmetic of the search.</remarks>
public sealed class TemplateRule : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Shift template";

    /// <inheritdoc/>
    public string Paragraph => "contract";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        List<PlanTemplate> templates = [.. schedule.Problem.Templates.Where(template => schedule.Person.Templates.Contains(template.Id))];
        return from shift in schedule.Planned
               where !schedule.Person.Locks.Any(dayLock => dayLock.Date == shift.Date && dayLock.Shift is not null)
                   && !(IsInRow(schedule.Problem, shift) && templates.Any(template => Follows(schedule.Problem, template, shift)))
               select new RuleViolation(Name, Paragraph, schedule.Person.Id, shift.Date, 1, $"no template allows {Describe(shift)}.") { Facts = FactsOf(shift) };
    }

    private static string Describe(WorkedShift shift) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{shift.LocalStart:HH:mm}–{shift.LocalEnd:HH:mm}, lunch {DescribeLunch(shift)}, {shift.Breaks.Count} breaks");

    private static string FactsOf(WorkedShift shift) => FormattableString.Invariant(
        $"{shift.LocalStart:HH:mm}|{shift.LocalEnd:HH:mm}|{shift.Lunch?.Duration.TotalMinutes ?? 0:0}|{shift.Breaks.Count}");

    private static string DescribeLunch(WorkedShift shift) => shift.Lunch is not { } lunch ? "none" : string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{lunch.Start.InZone(shift.Zone).LocalDateTime:HH:mm} for {lunch.Duration.TotalMinutes} min");

    private static bool IsInRow(SchedulingProblem problem, WorkedShift shift) =>
        shift.Slots.Start >= 0 && shift.Slots.Start < shift.Slots.End && shift.Slots.End <= problem.Grid.Days[shift.Day].Slots;

    private static bool Follows(SchedulingProblem problem, PlanTemplate template, WorkedShift shift)
    {
        Instant At(LocalTime time) => problem.Grid.InstantOf(shift.Day, time);
        double presence = shift.Span.Duration.TotalMinutes;
        double paid = shift.Paid.TotalMinutes;
        double fromEarliest = (shift.Start - At(template.EarliestStart)).TotalMinutes;
        return template.Weekdays.Contains(shift.Date.DayOfWeek)
            && fromEarliest >= 0 && shift.Start <= At(template.LatestStart) && fromEarliest % template.StartStepMinutes == 0
            && (template.LatestEnd is not { } end || shift.End <= At(end))
            && presence >= template.MinPresenceMinutes && presence <= template.MaxPresenceMinutes
            && paid >= template.MinPaidMinutes && paid <= template.MaxPaidMinutes && paid % problem.PaidUnitMinutes == 0
            && (template.Lunch is { } lunch ? LunchFits(problem, lunch, shift) : shift.Lunch is null)
            && BreaksFit(template, shift);
    }

    private static bool LunchFits(SchedulingProblem problem, LunchRule rule, WorkedShift shift)
    {
        if (shift.Lunch is not { } lunch)
        {
            return false;
        }

        double minutes = lunch.Duration.TotalMinutes;
        double before = (lunch.Start - shift.Start).TotalMinutes;
        double after = (shift.End - lunch.End).TotalMinutes;
        return minutes >= rule.MinMinutes && minutes <= rule.MaxMinutes
            && before >= rule.MinBeforeMinutes && before <= rule.MaxBeforeMinutes
            && after >= rule.MinAfterMinutes && after <= rule.MaxAfterMinutes
            && rule.Windows.Any(window =>
                lunch.Start >= problem.Grid.InstantOf(shift.Day, window.Start) && lunch.End <= problem.Grid.InstantOf(shift.Day, window.End));
    }

    private static bool BreaksFit(PlanTemplate template, WorkedShift shift)
    {
        BreakRule rule = template.Breaks;
        if (shift.Breaks.Count != rule.Count || shift.Breaks.Any(pause => pause.Duration.TotalMinutes < rule.Minutes))
        {
            return false;
        }

        Instant lunch = shift.Lunch?.Start ?? shift.End;
        List<Interval> before = [.. shift.Breaks.Where(pause => pause.Start < lunch)];
        List<Interval> after = [.. shift.Breaks.Where(pause => pause.Start >= lunch)];
        return before.Count <= 1 && after.Count <= 1
            && before.All(pause => FirstFits(rule, shift, pause))
            && after.All(pause =>
                (pause.Start - shift.Lunch!.Value.End).TotalMinutes >= rule.MinAfterLunchMinutes
                && (shift.End - pause.Start).TotalMinutes >= rule.MinBeforeEndMinutes);
    }

    private static bool FirstFits(BreakRule rule, WorkedShift shift, Interval pause)
    {
        double afterStart = (pause.Start - shift.Start).TotalMinutes;
        return afterStart >= rule.MinAfterStartMinutes && afterStart <= rule.MaxAfterStartMinutes
            && (shift.Lunch is { } lunch
                ? (lunch.Start - pause.Start).TotalMinutes >= rule.MinBeforeLunchMinutes
                : (shift.End - pause.Start).TotalMinutes >= rule.MinBeforeEndMinutes);
    }
}
