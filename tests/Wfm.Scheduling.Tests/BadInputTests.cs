using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Json;

namespace Wfm.Scheduling.Tests;

/// <summary>Impossible, contradictory and odd problems: each has a stated answer with reasons, and whoever can be planned is planned.</summary>
public sealed class BadInputTests
{
    private static readonly ScheduleOptions Quick = new() { Threads = 1, Steps = 30, BoundSteps = 2 };

    [Test]
    public void A_contract_that_contradicts_itself_is_told_with_both_sides()
    {
        SchedulingProblem problem = Small.Problem(
            Small.Grid(), [Small.Agent()], Small.Contract(hours: 40, rules: Small.NoRules with { LongestWeek = Duration.FromHours(30) }));

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        conflict.Members.Select(member => member.Name).ShouldBe(["Longest week", "Contract hours"]);
        conflict.Members.SelectMany(member => member.Ways).Select(way => way.Change.Text).ShouldBe(
            ["Longest week 30 h → 39 h", "week band and period tolerance of 10 h and 10 h"]);
    }

    [Test]
    public void Everybody_away_is_a_schedule_without_shifts_and_a_warning()
    {
        PlanAgent[] people = [.. ((string[])["ana", "bo"]).Select(id => Small.Agent(id) with
        {
            Absences = [.. Enumerable.Range(0, 5).Select(day => new DayAbsence(Small.Monday.PlusDays(day), Duration.FromHours(8)))],
        })];

        ScheduleResult result = ScheduleBuilder.Build(Small.Problem(Small.Grid(), people), Quick);

        result.Violations.ShouldBeEmpty();
        result.Schedule.ShiftCount.ShouldBe(0);
        result.Cost.Total.ShouldBe(5 * 40 * QueueDay.CostOf(1, 0), tolerance: 1e-9);
        result.Warnings.ShouldBe(
            ["Nobody can serve a on 2026-06-01 – 2026-06-05 (5 days): all 2 with the skill are away. What its callers cost stays in the total."]);
    }

    [Test]
    public void A_queue_nobody_can_serve_is_a_warning_and_the_rest_is_planned()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent(), Small.Agent("bo")], queues: ["a", "finska"]);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
        result.Schedule.ShiftCount.ShouldBe(10);
        result.Cost.Coverage.ShouldBeGreaterThanOrEqualTo(5 * 40 * QueueDay.CostOf(1, 0));
        result.Warnings.ShouldHaveSingleItem().ShouldBe(
            "Nobody can serve finska on 2026-06-01 – 2026-06-05 (5 days): no one has the skill. What its callers cost stays in the total.");
    }

    [Test]
    public void Opening_hours_shorter_than_the_shortest_shift_are_told_as_such()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(opens: 8, closes: 11), [Small.Agent()]);

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        conflict.Members.Select(member => member.Kind).ShouldBe([ConflictKind.ContractHours]);
        conflict.Detail.ShouldBe(
            "template day never fits: its shortest shift is 6.5 h, the longest day is open 3 h; "
            + "template short never fits: its shortest shift is 4 h, the longest day is open 3 h");
    }

    [Test]
    public void Windows_that_cannot_hold_a_lunch_are_told_and_other_templates_are_used()
    {
        PlanTemplate day = Small.Day() with { Lunch = new LunchRule(30, 60, [new TimeWindow(new LocalTime(11, 0), new LocalTime(11, 15))]) };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent()], Small.Contract(hours: 22), templates: [day, Small.Short()]);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Outcome.ShouldBeOfType<ScheduleOutcome.Optimal>();
        result.Warnings.ShouldBe(
            ["Template day never gives a shift under contract full: no lunch of 0.5 h fits its windows 11:00–11:15 at the distance it must have from start and end."]);
    }

    [Test]
    public void A_long_template_without_a_lunch_breaks_the_rast()
    {
        PlanTemplate straight = Small.Short(minHours: 8, maxHours: 8);
        SchedulingProblem problem = Small.Problem(
            Small.Grid(), [Small.Agent() with { Templates = [straight.Id] }],
            Small.Contract(rules: Small.NoRules with { LongestWorkWithoutRast = Duration.FromHours(5) }), templates: [straight]);

        ScheduleConflict conflict = Conflicts(problem).ShouldHaveSingleItem();

        conflict.Reason.ShouldContain("short of 8 to 8 h, which never fits: at least 8 h of work without a lunch breaks Work without a rast (ATL 15 §), at most 5 h");
        conflict.Members.SelectMany(member => member.Ways).Select(way => way.Change.Text).ShouldContain("Work without a rast 5 h → 8 h");
    }

    [Test]
    public void Codes_that_come_twice_are_refused()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent("ana"), Small.Agent("ana")], queues: ["a", "a"]);

        IReadOnlyList<ProblemFinding> findings = ScheduleBuilder.Build(problem, Quick).Outcome.ShouldBeOfType<ScheduleOutcome.Invalid>().Findings;

        findings.Select(finding => finding.ToString()).ShouldContain("agents: ana 2 times — expected every code once.");
        findings.Select(finding => finding.ToString()).ShouldContain("queues: a 2 times — expected every code once.");
    }

    [TestCase(40)]
    [TestCase(60)]
    public void A_thousand_people_with_one_skill_are_planned_or_told_why_in_one_line(double hours)
    {
        PlanAgent[] people = [.. Enumerable.Range(0, 1000).Select(number => Small.Agent($"p{number}"))];
        SchedulingProblem problem = Small.Problem(Small.Grid(), people, Small.Contract(hours), required: 700);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick with { Steps = 1100 });

        if (hours <= 45)
        {
            result.Violations.ShouldBeEmpty();
            result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
        }
        else
        {
            result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts.ShouldHaveSingleItem().Agents.Count.ShouldBe(1000);
        }
    }

    [TestCase(2026, 3, 23, 20)]
    [TestCase(2026, 10, 19, 28)]
    public void Nights_on_which_the_clocks_change_are_planned_in_elapsed_time(int year, int month, int day, int slots)
    {
        LocalDate monday = new(year, month, day);
        PlanningGrid grid = Small.Grid(weeks: 2, daysPerWeek: 7, opens: 0, closes: 6, first: monday);
        WorkRules rules = WorkRules.WorkingHoursAct with { DayBreak = new LocalTime(12, 0) };
        PlanTemplate night = Small.Short(earliest: 0, latest: 3, minHours: 3, maxHours: 5);
        PlanAgent[] people = [.. Enumerable.Range(0, 4).Select(number => Small.Agent($"p{number}") with { Templates = [night.Id] })];

        ScheduleResult result = ScheduleBuilder.Build(
            Small.Problem(grid, people, Small.Contract(20, 10, 5, rules), templates: [night], required: 2), Quick);

        grid.Days[6].Slots.ShouldBe(slots, "six hours by the clock on the night it changes");
        result.Violations.ShouldBeEmpty();
        result.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
        Enumerable.Range(0, 4).Count(agent => result.Schedule.ShiftOf(agent, 6) is not null).ShouldBeGreaterThan(0);
    }

    [TestCase("{\n  \"version\": 1,\n  \"name\" \"x\"\n}", "line 3, column 10: \"\"x\"\" — expected JSON.")]
    [TestCase("", "line 1, column 1: the end of the line or of the file — expected JSON.")]
    [TestCase("calls;agents", "line 1, column 1: \"calls;agents\" — expected JSON.")]
    public void A_file_that_is_no_JSON_says_where(string text, string told)
    {
        ProblemJson.Read(text).Findings.ShouldHaveSingleItem().ToString().ShouldBe(told);
        ScheduleJson.Read(text, Small.Problem(Small.Grid(), [Small.Agent()])).Findings.ShouldHaveSingleItem().ToString().ShouldBe(told);
    }

    private static IReadOnlyList<ScheduleConflict> Conflicts(SchedulingProblem problem) =>
        ScheduleBuilder.Build(problem, Quick).Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts;
}
