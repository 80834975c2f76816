using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests;

/// <summary>Whole small centres under the Swedish rules: whatever the search does, the plain rules find nothing.</summary>
public sealed class SwedishRulesTests
{
    private static readonly ScheduleOptions Quick = new() { Threads = 1, Steps = 45, BoundSteps = 2 };

    [TestCase(6, 22, 5)]
    [TestCase(6, 22, 7)]
    [TestCase(7, 17, 5)]
    [TestCase(0, 24, 7)]
    public void Fixed_weekly_rest_and_daily_rest_hold(int opens, int closes, int daysPerWeek) =>
        ShouldKeepEveryRule(Centre(Small.Monday, opens, closes, daysPerWeek, WorkRules.WorkingHoursAct));

    [TestCase(6, 22, 7)]
    [TestCase(0, 24, 7)]
    public void Weekly_rest_in_any_seven_days_holds(int opens, int closes, int daysPerWeek) =>
        ShouldKeepEveryRule(Centre(Small.Monday, opens, closes, daysPerWeek, WorkRules.WorkingHoursAct with { WeekBreak = null }));

    [TestCase(7, 6, 22)]
    [TestCase(23, 6, 22)]
    [TestCase(12, 0, 24)]
    public void Rest_inside_24_hours_from_the_break_point_holds(int breakPoint, int opens, int closes) =>
        ShouldKeepEveryRule(Centre(
            Small.Monday, opens, closes, 7, WorkRules.MunicipalAgreement with { DayBreak = new LocalTime(breakPoint, 0) }));

    [TestCase(2026, 3, 23)]
    [TestCase(2026, 10, 19)]
    public void Rules_hold_over_the_night_the_clocks_change(int year, int month, int day) =>
        ShouldKeepEveryRule(Centre(new LocalDate(year, month, day), 0, 24, 7, WorkRules.MunicipalAgreement with { DayBreak = new LocalTime(5, 0) }));

    [Test]
    public void Weekends_runs_and_weeks_all_on_hold() =>
        ShouldKeepEveryRule(Centre(Small.Monday, 6, 22, 7, WorkRules.MunicipalAgreement with
        {
            DayBreak = new LocalTime(5, 0),
            MostWorkingDaysInARow = 5,
            FewestDaysOffInARow = 2,
            MostWeekends = 2,
            LongestWeek = Duration.FromHours(44),
        }));

    private static void ShouldKeepEveryRule(SchedulingProblem problem)
    {
        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Violations.ShouldBeEmpty();
        double gap = result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>().GapFraction;
        gap.ShouldBeInRange(0, 1);
        result.Schedule.ShiftCount.ShouldBeGreaterThan(3 * 4 * problem.Agents.Count);
    }

    private static SchedulingProblem Centre(LocalDate first, int opens, int closes, int daysPerWeek, WorkRules rules)
    {
        SeededRandom random = new(opens + closes + daysPerWeek);
        PlanningGrid grid = PlanningGrid.FromOpenings(Small.Stockholm, 15, first, 4,
            from day in Enumerable.Range(0, 28)
            where day % 7 < daysPerWeek
            let date = first.PlusDays(day)
            select (date, new Interval(Small.At(date, opens), Small.At(date, closes))));
        PlanAgent[] agents =
        [
            .. Enumerable.Range(0, 6).Select(number => Small.Agent($"p{number}", "full", number % 2 == 0 ? ["a", "b"] : ["a"]) with
            {
                PreviousShifts =
                [
                    .. Enumerable.Range(2, 4).Reverse().Select(back => new Interval(
                        Small.At(first.PlusDays(-back), 12), Small.At(first.PlusDays(-back), 20))),
                ],
                Absences = [new DayAbsence(first.PlusDays(number), Duration.FromHours(8))],
            }),
        ];
        PlanTemplate whole = Small.Day(Math.Max(opens, 0), Math.Min(closes - 8, 23)) with
        {
            Lunch = new LunchRule(30, 60, [new TimeWindow(LocalTime.Midnight, new LocalTime(23, 45))]),
        };
        return Small.Problem(
            grid, agents, Small.Contract(rules: rules), templates: [whole, Small.Short(opens, Math.Min(closes - 4, 23))], queues: ["a", "b"],
            demand: (_, slot, _) => 0.5 + random.Fraction() + (slot % 37 > 18 ? 1 : 0));
    }
}
