using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Tests.Rules;

/// <summary>Shifts that stand after the period bind its last days, each rule on both sides of its edge.</summary>
public sealed class LaterBorderTests
{
    private static readonly PlanningGrid Grid = Small.Grid(weeks: 1, daysPerWeek: 7, opens: 6, closes: 22);

    [TestCase(20, 0)]
    [TestCase(20.25, 15)]
    public void The_last_night_is_eleven_hours_before_the_shift_after_the_period(double end, int missing)
    {
        IEnumerable<RuleViolation> found = new DailyRestRule(Duration.FromHours(11)).Violations(Ana([After(0, 7, 15)], (6, 14, end)));

        found.Select(violation => (violation.Penalty, violation.Date)).ShouldBe(missing == 0 ? [] : [(missing, (LocalDate?)Small.Monday.PlusDays(6))], "the day in the period answers for it");
    }

    [Test]
    public void Shifts_after_the_period_answer_for_themselves()
    {
        AgentSchedule idle = Ana([After(0, 14, 22), After(1, 6, 14), After(2, 6, 14), After(3, 6, 14)]);
        AgentSchedule free = Ana([After(0, 14, 22), After(1, 6, 14), After(2, 6, 14), After(3, 6, 14)], (0, 8, 16));

        foreach (AgentSchedule schedule in new[] { idle, free })
        {
            new DailyRestRule(Duration.FromHours(11)).Violations(schedule).ShouldBeEmpty();
            new WorkingDaysInARowRule(3).Violations(schedule).ShouldBeEmpty();
            new RestWithinSevenDaysRule(Duration.FromHours(130)).Violations(schedule).ShouldBeEmpty();
        }
    }

    [Test]
    public void Working_days_in_a_row_go_on_over_the_end()
    {
        AgentSchedule ana = Ana([After(0, 8, 12), After(1, 8, 12)], (5, 8, 12), (6, 8, 12));

        new WorkingDaysInARowRule(4).Violations(ana).ShouldBeEmpty();
        RuleViolation violation = new WorkingDaysInARowRule(3).Violations(ana).ShouldHaveSingleItem();
        (violation.Date, violation.Reason).ShouldBe((Small.Monday.PlusDays(6), "working day 4 in a row; at most 3 allowed."));
        new WorkingDaysInARowRule(1).Violations(Ana([After(0, 8, 12), After(1, 8, 12)], (5, 8, 12))).ShouldBeEmpty("the day off between ends the run");
    }

    [Test]
    public void A_single_day_off_over_the_end_is_too_short()
    {
        DaysOffInARowRule rule = new(2);

        rule.Violations(Ana([After(1, 8, 12)], (6, 8, 12))).ShouldHaveSingleItem().Date.ShouldBe(Small.Monday.PlusDays(6));
        rule.Violations(Ana([After(0, 8, 12)], (5, 8, 12))).ShouldHaveSingleItem().Date.ShouldBe(Small.Monday.PlusDays(5));
        rule.Violations(Ana([After(1, 8, 12)], (5, 8, 12))).ShouldBeEmpty();
        rule.Violations(Ana([After(0, 8, 12)], (6, 8, 12))).ShouldBeEmpty();
    }

    [TestCase(18, 0)]
    [TestCase(18.25, 1)]
    public void No_early_start_after_a_late_end_on_the_last_day(double end, int violations) =>
        new EarlyAfterLateRule(new EarlyAfterLate(new LocalTime(18, 0), new LocalTime(9, 0)))
            .Violations(Ana([After(0, 8.75, 15)], (6, 14, end))).Count().ShouldBe(violations);

    [TestCase(15, 0)]
    [TestCase(15.25, 1)]
    public void The_seven_days_the_end_cuts_have_their_rest(double end, int violations)
    {
        // From Wednesday to Wednesday; every day is worked but Sunday, and from Tuesday 03:00 on.
        AgentSchedule ana = Ana([After(1, 3, 11)], (2, 8, 12), (3, 8, 12), (4, 8, 12), (5, 8, 12), (6, 8, end));

        new WeeklyRestRule(Duration.FromHours(36), IsoDayOfWeek.Wednesday).Violations(ana).Count(violation => violation.Date == Small.Monday.PlusDays(2)).ShouldBe(violations);
    }

    [Test]
    public void What_no_shift_of_the_period_can_mend_is_not_asked_of_it()
    {
        // From Sunday to Sunday, and from Monday 06:00 on no rest of 36 h is left: a free Sunday would not give one either.
        Interval[] after = [.. Enumerable.Range(0, 6).Select(day => After(day, 6, 14))];

        new WeeklyRestRule(Duration.FromHours(36), IsoDayOfWeek.Sunday).Violations(Ana(after, (6, 8, 12))).ShouldBeEmpty();
    }

    [TestCase(11, 0)]
    [TestCase(10.75, 1)]
    public void Hours_between_two_weekly_rests_go_on_over_the_end(double start, int violations)
    {
        // From Saturday 11:00 to Thursday 23:00 are 132 h.
        Interval[] after = [After(0, 15, 19), After(1, 15, 19), After(2, 15, 19), After(3, 19, 23)];

        new RestWithinSevenDaysRule(Duration.FromHours(36)).Violations(Ana(after, (5, start, 16), (6, 12, 16)))
            .Select(violation => violation.Date).ShouldBe(Enumerable.Repeat<LocalDate?>(Small.Monday.PlusDays(6), violations));
    }

    [Test]
    public void A_plan_keeps_the_rest_before_the_shift_after_it_and_proves_it()
    {
        // Only the evening needs anybody, so every shift ends at 22:00 that may.
        PlanAgent ana = Small.Agent() with { Templates = [new TemplateId("short")] };
        SchedulingProblem open = Small.Problem(
            Grid, [ana], Small.Contract(28, 28, 4, Small.NoRules with { DailyRest = Duration.FromHours(11) }),
            templates: [Small.Short(6, 18, 4, 4, step: 30)], demand: (_, slot, _) => slot >= 48 ? 1 : 0);
        SchedulingProblem bound = open with { Agents = [ana with { FollowingShifts = [After(0, 8, 16), After(1, 8, 16)] }] };

        ScheduleResult free = ScheduleBuilder.Build(open, new ScheduleOptions { Steps = 200, BoundSteps = 20 });
        ScheduleResult kept = ScheduleBuilder.Build(bound, new ScheduleOptions { Steps = 200, BoundSteps = 20 });

        LastEnd(open, free).ShouldBe(new LocalTime(22, 0), "nothing stands after it");
        LastEnd(bound, kept).ShouldBe(new LocalTime(21, 0), "eleven hours before Monday 08:00");
        kept.Violations.ShouldBeEmpty();
        kept.Bound.ShouldBeLessThanOrEqualTo(kept.Cost.Total);
        ScheduleChecker.Check(bound, free.Schedule).Violations.ShouldHaveSingleItem().Rule.ShouldBe("Daily rest");
    }

    [Test]
    public void A_plan_has_no_late_end_before_an_early_start_after_it()
    {
        PlanAgent ana = Small.Agent() with { Templates = [new TemplateId("short")], FollowingShifts = [After(0, 8.5, 16)] };
        PlanContract contract = Small.Contract(28, 28, 4) with { EarlyAfterLate = new EarlyAfterLate(new LocalTime(20, 0), new LocalTime(9, 0)) };
        SchedulingProblem problem = Small.Problem(Grid, [ana], contract, templates: [Small.Short(6, 18, 4, 4, step: 30)], demand: (_, slot, _) => slot >= 48 ? 1 : 0);

        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 200, BoundSteps = 20 });

        LastEnd(problem, result).ShouldBe(new LocalTime(20, 0));
        result.Violations.ShouldBeEmpty();
    }

    [Test]
    public void A_plan_that_cannot_be_before_the_shifts_after_it_says_so()
    {
        PlanAgent ana = Small.Agent() with
        {
            FollowingShifts = [After(0, 6, 14)],
            Locks = [new DayLock(Small.Monday.PlusDays(6), Small.WithLunch(32, 64, 46))],
        };
        SchedulingProblem problem = Small.Problem(Grid, [ana], Small.Contract(rules: Small.NoRules with { DailyRest = Duration.FromHours(11) }));

        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 10, BoundSteps = 1 });

        result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts.ShouldHaveSingleItem().Members.Select(member => member.ToString()).ShouldBe(
            ["Shifts after the period the first begins 2026-06-08 06:00", "Daily rest (ATL 13 §) at least 11 h", "Locks (planner) 2026-06-07 14:00–22:00"]);
    }

    private static LocalTime LastEnd(SchedulingProblem problem, ScheduleResult result) =>
        result.Schedule.ToShifts(problem).Where(shift => shift.Date == Small.Monday.PlusDays(6)).ShouldHaveSingleItem().Span.End.InZone(Small.Stockholm).TimeOfDay;

    private static Interval After(int day, double start, double end) =>
        new(Small.At(Small.Monday.PlusDays(7 + day), start), Small.At(Small.Monday.PlusDays(7 + day), end));

    private static AgentSchedule Ana(IReadOnlyList<Interval> after, params (int Day, double Start, double End)[] shifts)
    {
        PlanAgent person = Small.Agent() with { FollowingShifts = after };
        DayShift?[] row = new DayShift?[Grid.Days.Count];
        foreach ((int day, double start, double end) in shifts)
        {
            row[day] = Small.Plain((int)((start - 6) * 4), (int)((end - 6) * 4));
        }

        return new AgentSchedule(Small.Problem(Grid, [person]), person, row);
    }
}
