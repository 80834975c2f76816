using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Tests.Search;

namespace Wfm.Scheduling.Tests;

public sealed class WarmStartTests
{
    private static readonly ScheduleOptions Quick = new() { Threads = 1, Steps = 60, BoundSteps = 2 };
    private static readonly ScheduleOptions NoTime = Quick with { Steps = 1 };

    [Test]
    public void A_run_without_time_gives_the_warm_schedule_back()
    {
        SchedulingProblem problem = Chance.Problem(5);
        ScheduleResult before = ScheduleBuilder.Build(problem, Quick);

        ScheduleResult after = ScheduleBuilder.Build(problem, NoTime with { WarmStart = before.Schedule });

        after.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>();
        after.Cost.Total.ShouldBeLessThanOrEqualTo(before.Cost.Total + 1e-9);
        ChangedDays(problem, before.Schedule, after.Schedule, exceptAgents: 1).ShouldBe(0);
    }

    [Test]
    public void The_result_is_never_worse_than_the_schedule_it_started_from([Range(1, 12)] int seed)
    {
        SchedulingProblem problem = Chance.Problem(seed);
        ScheduleResult before = ScheduleBuilder.Build(problem, Quick with { Steps = 400 });

        ScheduleResult after = ScheduleBuilder.Build(problem, Quick with { Seed = 77, WarmStart = before.Schedule });

        after.Violations.ShouldBeEmpty();
        after.Cost.Total.ShouldBeLessThanOrEqualTo(before.Cost.Total + 1e-9);
    }

    [Test]
    public void Whoever_is_new_or_broke_a_rule_is_constructed_and_the_others_keep_their_rows()
    {
        SchedulingProblem problem = Chance.Problem(5);
        ScheduleResult before = ScheduleBuilder.Build(problem, Quick);
        DayShift?[][] rows = Rows(problem, before.Schedule);
        rows[2] = new DayShift?[problem.Grid.Days.Count];

        ScheduleResult after = ScheduleBuilder.Build(problem, NoTime with { WarmStart = new DraftSchedule(rows) });

        after.Violations.ShouldBeEmpty();
        Enumerable.Range(0, 6).Where(agent => agent != 2)
            .ShouldAllBe(agent => Rows(problem, after.Schedule)[agent].SequenceEqual(rows[agent]));
        after.Schedule.ShiftOf(2, 0).ShouldNotBeNull();
    }

    [Test]
    public void A_locked_day_wins_over_the_warm_row()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent("ana"), Small.Agent("bo")], Small.Contract(band: 8, tolerance: 8));
        DraftSchedule before = ScheduleBuilder.Build(problem, Quick).Schedule;
        DayShift locked = Small.WithLunch(4, 38, 20) with { Break1 = 12, Break2 = 30, BreakSlots = 1 };
        SchedulingProblem edited = problem with
        {
            Agents =
            [
                problem.Agents[0] with { Locks = [new DayLock(Small.Monday, locked), new DayLock(Small.Monday.PlusDays(1), null)] },
                problem.Agents[1],
            ],
        };

        ScheduleResult after = ScheduleBuilder.Build(edited, Quick with { WarmStart = before });

        after.Violations.ShouldBeEmpty();
        after.Schedule.ShiftOf(0, 0).ShouldBe(locked);
        after.Schedule.ShiftOf(0, 1).ShouldBeNull();
    }

    [Test]
    public void A_row_that_rests_by_the_rule_but_not_by_the_searchs_classes_is_kept_until_something_better_is_found()
    {
        // A late end at 20:30 and a start at 07:45 are 11 h 15 min apart: allowed, yet both days belong to the classes the search keeps apart.
        PlanContract contract = Small.Contract(hours: 16, band: 16, tolerance: 2, Small.NoRules with { DailyRest = Duration.FromHours(11) });
        SchedulingProblem problem = Small.Problem(
            Small.Grid(daysPerWeek: 2, opens: 6, closes: 22), [Small.Agent()], contract, templates: [Small.Short(6, 21, 4, 8)],
            demand: (day, slot, _) => slot is >= 26 and < 58 == (day == 0) && (day == 0 || slot is >= 7 and < 39) ? 1 : 0) with
        {
            Agents = [Small.Agent() with { Templates = [new TemplateId("short")] }],
        };
        DraftSchedule warm = new([[Small.Plain(26, 58), Small.Plain(7, 39)]]);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick with { WarmStart = warm });

        ScheduleChecker.Check(problem, warm).Violations.ShouldBeEmpty();
        result.Violations.ShouldBeEmpty();
        result.Cost.Total.ShouldBeLessThanOrEqualTo(ScheduleChecker.Check(problem, warm).Cost.Total);
    }

    [Test]
    public void A_warm_start_is_as_reproducible_as_a_cold_one()
    {
        SchedulingProblem problem = Chance.Problem(9, agents: 8);
        ScheduleOptions warm = Quick with { WarmStart = ScheduleBuilder.Build(problem, Quick).Schedule, Seed = 4, Steps = 120 };

        ScheduleResult one = ScheduleBuilder.Build(problem, warm);
        ScheduleResult two = ScheduleBuilder.Build(problem, warm with { Threads = 2 });

        one.IsReproducible.ShouldBeTrue();
        ChangedDays(problem, one.Schedule, two.Schedule).ShouldBe(0);
    }

    [Test]
    public void A_schedule_of_other_agents_or_days_is_refused()
    {
        SchedulingProblem problem = Chance.Problem(5);

        foreach (SchedulingProblem other in (SchedulingProblem[])[Chance.Problem(5, agents: 5), Chance.Problem(5, days: 4)])
        {
            Should.Throw<ArgumentException>(() => ScheduleBuilder.Build(problem, Quick with { WarmStart = DraftSchedule.Empty(other) }))
                .Message.ShouldStartWith("The schedule to start from has other agents or days than the problem's 6 agents and 5 days.");
        }
    }

    private static DayShift?[][] Rows(SchedulingProblem problem, DraftSchedule schedule) =>
    [
        .. Enumerable.Range(0, schedule.Agents).Select(agent =>
            (DayShift?[])[.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day))]),
    ];

    /// <summary>Days on which two schedules differ, leaving aside the agents that differ most.</summary>
    private static int ChangedDays(SchedulingProblem problem, DraftSchedule one, DraftSchedule other, int exceptAgents = 0) =>
        Rows(problem, one).Zip(Rows(problem, other), (a, b) => a.Zip(b).Count(pair => pair.First != pair.Second))
            .OrderDescending().Skip(exceptAgents).Sum();
}
