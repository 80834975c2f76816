using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;
using Wfm.Scheduling.Tests.Search;

namespace Wfm.Scheduling.Tests;

public sealed class ScheduleBuilderTests
{
    private static readonly ScheduleOptions Quick = new() { Threads = 1, Steps = 60, BoundSteps = 60 };

    [Test]
    public void Bound_is_below_the_exact_optimum_and_the_optimum_below_the_cost([Range(1, 40)] int seed)
    {
        SchedulingProblem problem = TinyWorlds.Of(new SeededRandom(seed), agents: 2, days: 4, weeklyRest: seed % 3 == 0);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        double? optimum = Exact.LeastCost(problem, TinyWorlds.Shifts);
        if (optimum is not { } least)
        {
            result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts.ShouldNotBeEmpty();
        }
        else
        {
            result.Bound.ShouldBeLessThanOrEqualTo(least + 1e-6);
            if (result.Outcome is not ScheduleOutcome.Infeasible)
            {
                result.Violations.ShouldBeEmpty();
                result.Cost.Total.ShouldBeGreaterThanOrEqualTo(least - 1e-6);
            }
        }
    }

    [Test]
    public void One_agents_best_period_is_what_trying_everything_finds([Range(1, 40)] int seed)
    {
        SchedulingProblem problem = TinyWorlds.Of(new SeededRandom(seed), agents: 1, days: 6, weeklyRest: false);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        double? optimum = Exact.LeastCost(problem, TinyWorlds.Shifts);
        if (optimum is { } least)
        {
            result.Violations.ShouldBeEmpty();
            result.Cost.Total.ShouldBe(least, tolerance: 1e-6);
        }
        else
        {
            result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>();
        }
    }

    [Test]
    public void With_weekly_rest_nobody_is_refused_whom_the_plain_rules_have_a_schedule_for([Range(1, 40)] int seed)
    {
        SchedulingProblem problem = TinyWorlds.Of(new SeededRandom(seed), agents: 1, days: 7, weeklyRest: true);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        double? optimum = Exact.LeastCost(problem, TinyWorlds.Shifts);
        if (optimum is { } least)
        {
            result.Violations.ShouldBeEmpty();
            result.Outcome.ShouldNotBeOfType<ScheduleOutcome.Infeasible>();
            result.Cost.Total.ShouldBeGreaterThanOrEqualTo(least - 1e-6);
            result.Bound.ShouldBeLessThanOrEqualTo(least + 1e-6);
        }
        else
        {
            result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts
                .ShouldAllBe(conflict => conflict.Agents.Single() == new AgentId("p0") && conflict.Members.Count > 0);
        }
    }

    [Test]
    public void One_thread_and_two_give_the_same_schedule_and_bound()
    {
        SchedulingProblem problem = Chance.Problem(7, agents: 8);
        ScheduleOptions options = new() { Seed = 3, Steps = 150, BoundSteps = 40 };

        ScheduleResult one = ScheduleBuilder.Build(problem, options with { Threads = 1 });
        ScheduleResult two = ScheduleBuilder.Build(problem, options with { Threads = 2 });
        ScheduleResult again = ScheduleBuilder.Build(problem, options with { Threads = 2 });

        one.IsReproducible.ShouldBeTrue();
        one.Steps.ShouldBe(two.Steps);
        Json.ScheduleJsonTests.Text(problem, one).ShouldBe(Json.ScheduleJsonTests.Text(problem, two));
        Json.ScheduleJsonTests.Text(problem, again).ShouldBe(Json.ScheduleJsonTests.Text(problem, two));
        two.Bound.ShouldBe(one.Bound);
    }

    [Test]
    public void More_steps_never_cost_more_and_the_bound_stays_below()
    {
        SchedulingProblem problem = Chance.Problem(11, agents: 8);
        ScheduleResult brief = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 8, BoundSteps = 5, Threads = 1 });
        ScheduleResult longer = ScheduleBuilder.Build(problem, new ScheduleOptions { Steps = 400, BoundSteps = 200, Threads = 1 });

        longer.Cost.Total.ShouldBeLessThanOrEqualTo(brief.Cost.Total);
        longer.Bound.ShouldBeGreaterThanOrEqualTo(brief.Bound);
        longer.Bound.ShouldBeLessThanOrEqualTo(longer.Cost.Total);
        longer.Violations.ShouldBeEmpty();
        longer.Outcome.ShouldBeOfType<ScheduleOutcome.Feasible>().GapFraction.ShouldBe(longer.GapFraction, tolerance: 1e-12);
    }

    [Test]
    public void Locks_absences_and_meetings_are_honoured()
    {
        DayShift locked = Small.WithLunch(4, 38, 20);
        Interval meeting = new(Small.At(Small.Monday.PlusDays(1), 9), Small.At(Small.Monday.PlusDays(1), 10));
        PlanAgent ana = Small.Agent() with
        {
            Locks = [new DayLock(Small.Monday, locked), new DayLock(Small.Monday.PlusDays(2), null)],
            Absences = [new DayAbsence(Small.Monday.PlusDays(3), Duration.FromHours(8))],
            Meetings = [new PlanMeeting(meeting, ActivityKind.Training, true, true)],
        };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [ana], Small.Contract(hours: 32, band: 3));

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Violations.ShouldBeEmpty();
        result.Schedule.ShiftOf(0, 0).ShouldBe(locked);
        result.Schedule.ShiftOf(0, 2).ShouldBeNull();
        result.Schedule.ShiftOf(0, 3).ShouldBeNull();
        Shift tuesday = result.Schedule.ToShifts(problem).Single(shift => shift.Date == Small.Monday.PlusDays(1));
        tuesday.Activities.Single(activity => activity.Kind == ActivityKind.Training).Span.ShouldBe(meeting);
        tuesday.Activities[0].Span.Start.ShouldBe(tuesday.Span.Start);
        tuesday.Activities[^1].Span.End.ShouldBe(tuesday.Span.End);
    }

    [Test]
    public void A_contract_that_cannot_be_met_is_named_and_the_others_are_scheduled()
    {
        PlanAgent ill = Small.Agent("ill") with
        {
            Absences = [.. Enumerable.Range(0, 4).Select(day => new DayAbsence(Small.Monday.PlusDays(day), Duration.Zero))],
        };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [ill, Small.Agent("bo")]);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        ScheduleConflict conflict = result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts.ShouldHaveSingleItem();
        conflict.Agents.ShouldBe([new AgentId("ill")]);
        conflict.Reason.ShouldBe(
            "ill: Contract hours (contract) contract full: 40 h a week, 5 h either way each week, 1 h at the end + Absence 2026-06-04, of 4 days away "
            + "+ Shift template (contract) day of 6 to 9 h, short of 4 to 5 h cannot hold together. "
            + "contract full needs 39 to 41 h of work up to 2026-06-05, but with 4 absent days and 0 locked days only 0 to 9 h can be worked. "
            + "Possible with: week band and period tolerance of 31 h and 31 h (cost −350.0); "
            + "or absence of 2026-06-01 – 2026-06-04 (4 days) given up (cost −672.0).");
        Enumerable.Range(0, 5).Count(day => result.Schedule.ShiftOf(1, day) is not null).ShouldBeGreaterThan(3);
    }

    [Test]
    public void Two_locked_shifts_without_rest_between_are_named()
    {
        PlanAgent ana = Small.Agent() with
        {
            Locks = [new DayLock(Small.Monday, Small.WithLunch(28, 60, 40)), new DayLock(Small.Monday.PlusDays(1), Small.WithLunch(0, 34, 18))],
        };
        PlanContract contract = Small.Contract(rules: Small.NoRules with { DailyRest = Duration.FromHours(11) });
        SchedulingProblem problem = Small.Problem(Small.Grid(opens: 6, closes: 22), [ana], contract);

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        ScheduleConflict conflict = result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts.ShouldHaveSingleItem();
        conflict.Reason.ShouldBe(
            "ana: Daily rest (ATL 13 §) at least 11 h + Locks (planner) 2026-06-01 13:00–21:00 + Locks (planner) 2026-06-02 06:00–14:30 cannot hold together. "
            + "Possible with: Daily rest 11 h → 9 h (cost −3160.0); or lock of 2026-06-01 13:00–21:00 taken away (cost −3120.0); "
            + "or lock of 2026-06-02 06:00–14:30 taken away (cost −3120.0).");
    }

    [Test]
    public void Minimum_posts_are_staffed_before_anything_else()
    {
        PlanAgent[] agents = [Small.Agent("ana", "full", "a", "desk"), Small.Agent("bo", "full", "a", "desk"), Small.Agent("cy", "full", "a", "desk")];
        SchedulingProblem problem = Small.Problem(Small.Grid(), agents, Small.Contract(band: 8), queues: ["a", "desk"], demand: (_, _, queue) => queue == 0 ? 5 : 0);
        problem = problem with
        {
            Demand =
            [
                .. problem.Demand.Select(demand => demand.Queue.Value == "desk"
                    ? demand with { MinimumPosts = [.. Enumerable.Range(0, 40).Select(slot => slot is >= 12 and < 34 ? 1 : 0)] }
                    : demand),
            ],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 300, BoundSteps = 5 });

        result.Violations.ShouldBeEmpty();
        result.Coverage.Staff(0, 20, 1).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Test]
    public void Minimum_posts_that_nobody_can_staff_are_infeasible()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent()]);
        problem = problem with { Demand = [.. problem.Demand.Select(demand => demand with { MinimumPosts = [.. Enumerable.Repeat(1, 40)] })] };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Outcome.ShouldBeOfType<ScheduleOutcome.Infeasible>().Conflicts.ShouldAllBe(conflict =>
            conflict.Agents.Count == 0 && conflict.IsProven && conflict.Detail
                == "ana could be there, but one person's longest service, lunch and breaks taken off, does not fill the day's posts");
    }

    [Test]
    public void An_agent_without_skills_and_a_period_without_days_are_findings()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(daysPerWeek: 0), [Small.Agent() with { Skills = [] }]);

        IReadOnlyList<ProblemFinding> findings = ScheduleBuilder.Build(problem).Outcome.ShouldBeOfType<ScheduleOutcome.Invalid>().Findings;

        findings.Select(finding => finding.ToString()).ShouldBe(
        [
            "days: no day — expected at least one day with opening hours.",
            "agents[0].skills: ana has none — expected at least one of the problem's queues.",
        ]);
    }

    [Test]
    public void A_period_of_sixty_weeks_is_refused() =>
        ProblemChecks.Of(Small.Problem(Small.Grid(weeks: 60, daysPerWeek: 1), [Small.Agent()])).ShouldHaveSingleItem()
            .ShouldBe(new ProblemFinding("weeks", "60", "1 to 53 weeks"));

    [Test]
    public void A_clock_that_ends_the_run_makes_it_not_reproducible()
    {
        SchedulingProblem problem = Chance.Problem(5);
        int asked = 0;
        ScheduleOptions options = new()
        {
            Threads = 1,
            TimeLimit = Duration.FromSeconds(10),
            Elapsed = () => Duration.FromSeconds(asked++),
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, options);

        result.IsReproducible.ShouldBeFalse();
    }

    [Test]
    public void A_cancelled_run_gives_the_best_so_far()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        ScheduleResult result = ScheduleBuilder.Build(Chance.Problem(5), Quick, progress: null, source.Token);

        result.Outcome.ShouldBeOfType<ScheduleOutcome.TimedOut>();
        result.IsReproducible.ShouldBeFalse();
        result.Steps.ShouldBeLessThan(3);
    }

    [Test]
    public void Too_few_steps_to_reach_everybody_are_no_infeasibility() =>
        ScheduleBuilder.Build(Chance.Problem(5), Quick with { Steps = 2 }).Outcome.ShouldBeOfType<ScheduleOutcome.TimedOut>();

    [Test]
    public void Costs_before_the_hull_are_reported_beside()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent()]);
        problem = problem with
        {
            Demand =
            [
                .. problem.Demand.Select(demand => demand with
                {
                    Required = null,
                    Cost = [.. Enumerable.Range(0, 40).Select(_ => (double[])[4, 2, 0])],
                    TrueCost = [.. Enumerable.Range(0, 40).Select(_ => (double[])[4, 3, 0])],
                }),
            ],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        double served = Enumerable.Range(0, 5).Sum(day => Enumerable.Range(0, 40).Sum(slot => result.Coverage.Staff(day, slot, 0)));
        result.Cost.Coverage.ShouldBe(800 - 2 * served, tolerance: 1e-9);
        result.Cost.TrueCoverage.ShouldBe(800 - served, tolerance: 1e-9);
    }
}
