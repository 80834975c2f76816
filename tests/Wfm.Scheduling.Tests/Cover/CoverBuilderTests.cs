using Wfm.Scheduling.Cover;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Cover;

public sealed class CoverBuilderTests
{
    [Test]
    public void The_programme_finds_what_trying_every_period_finds([Range(1, 60)] int seed)
    {
        CoverProblem problem = TinyRosters.Problem(seed, days: 7, people: 1, types: 2);
        CoverModel model = new(problem);
        SeededRandom random = new(seed + 1000);
        double[] cost = [.. Enumerable.Range(0, model.Cells).Select(_ => random.Below(200) / 10.0 - 12)];
        short[] row = new short[model.Days];

        double found = new PeriodMaker(model, keepsLimits: true).Cheapest(0, cost, 0, row);

        double[] all = [.. TinyRosters.Periods(problem, 0).Select(period => Sum(period))];
        double.IsPositiveInfinity(found).ShouldBe(all.Length == 0);
        if (all.Length > 0)
        {
            found.ShouldBe(all.Min(), 1e-9);
            Sum([.. row.Select(type => (int)type)]).ShouldBe(found, 1e-9);
        }

        double Sum(int[] period) => period.Select((type, day) => type < 0 ? 0 : cost[day * model.Types + type]).Sum();
    }

    [Test]
    public void Bound_and_best_roster_and_cost_stand_in_order([Range(1, 25)] int block)
    {
        for (int seed = block * 10; seed < block * 10 + 10; seed++)
        {
            CoverProblem problem = TinyRosters.Problem(seed, days: 5, people: 2, types: 2);
            CoverResult result = CoverBuilder.Build(problem, new ScheduleOptions { Seed = seed, Steps = 20, Threads = 1 });

            result.Cost.ShouldBe(CoverCost.Of(problem, result.Roster));
            if (TinyRosters.Cheapest(problem) is not { } cheapest)
            {
                result.Impossible.ShouldNotBeEmpty();
                continue;
            }

            result.Violations.ShouldBeEmpty();
            result.Bound.ShouldBeLessThanOrEqualTo(cheapest, $"seed {seed}");
            result.Cost.Total.ShouldBeGreaterThanOrEqualTo(cheapest, $"seed {seed}");
        }
    }

    [Test]
    public void A_change_costs_what_a_recount_says([Range(1, 20)] int seed)
    {
        CoverProblem problem = TinyRosters.Problem(seed, days: 14, people: 4, types: 3);
        CoverModel model = new(problem);
        RosterState state = new(model);
        SeededRandom random = new(seed);
        for (int change = 0; change < 300; change++)
        {
            int from = random.Below(model.Days);
            short[] to = [.. Enumerable.Range(0, 1 + random.Below(model.Days - from)).Select(_ => (short)(random.Below(model.Types + 1) - 1))];
            int person = random.Below(4);
            if (state.Evaluate(person, from, to, withCover: true))
            {
                state.Commit(person, from, to, state.DeltaCost, state.DeltaPoints);
            }

            (long cost, int points) = (state.Cost, state.Points);
            CoverRoster roster = new(4, model.Days);
            for (int cell = 0; cell < state.Rows.Length; cell++)
            {
                roster[cell / model.Days, cell % model.Days] = state.Rows[cell] < 0 ? null : state.Rows[cell];
            }

            cost.ShouldBe(CoverCost.Of(problem, roster).Total);
            (points == 0).ShouldBe(!CoverRules.Violations(problem, roster).Any());
            state.Load(state.Rows.ToArray());
            state.Points.ShouldBe(points);
        }
    }

    [Test]
    public void One_thread_and_two_make_the_same_roster()
    {
        CoverProblem problem = TinyRosters.Problem(3, days: 14, people: 5, types: 3) with { StartIsOpen = true };
        CoverResult[] results =
        [
            .. new[] { 1, 2, 2 }.Select(threads =>
                CoverBuilder.Build(problem, new ScheduleOptions { Seed = 7, Steps = 200, BoundSteps = 60, Threads = threads })),
        ];

        results.ShouldAllBe(result => result.IsReproducible && result.Bound == results[0].Bound && result.Steps == results[0].Steps);
        for (int cell = 0; cell < 5 * 14; cell++)
        {
            results.Select(result => result.Roster[cell / 14, cell % 14]).Distinct().Count().ShouldBe(1);
        }
    }

    [Test]
    public void Cancelling_gives_the_best_roster_so_far()
    {
        CoverProblem problem = TinyRosters.Problem(3, days: 14, people: 5, types: 3);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        CoverResult result = CoverBuilder.Build(problem, new ScheduleOptions(), cancellation: cancelled.Token);

        result.IsReproducible.ShouldBeFalse();
        result.Cost.ShouldBe(CoverCost.Of(problem, result.Roster));
    }
}
