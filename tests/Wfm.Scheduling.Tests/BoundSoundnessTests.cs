using Wfm.Domain;
using Wfm.Scheduling.Bound;
using Wfm.Scheduling.Search;
using Wfm.Scheduling.Tests.Search;

namespace Wfm.Scheduling.Tests;

/// <summary>Thousands of tiny problems solved by trying everything: no price gives a bound above the best schedule's cost.</summary>
public sealed class BoundSoundnessTests
{
    private const int WorldsPerBatch = 100;

    [Test]
    public void No_prices_bound_above_the_exact_optimum([Range(1, 20)] int batch)
    {
        for (int world = 0; world < WorldsPerBatch; world++)
        {
            int seed = 10_000 * batch + world;
            SeededRandom random = new(seed);
            SchedulingProblem problem = TinyWorlds.Varied(random);
            if (Exact.LeastCost(TinyWorlds.PostsAsCosts(problem), TinyWorlds.Shifts) is not { } least)
            {
                continue;
            }

            PlanModel model = PlanModel.Of(problem);
            LagrangianDual dual = new(model);
            BoundAscent ascent = new(dual);
            double[] prices = [.. Enumerable.Range(0, dual.PriceCount).Select(_ => 14 * random.Fraction() - 2)];
            ascent.Climb(prices, 1_000, 12, () => true);
            ascent.Climb(StartPrices.Of(new SearchState(model)), new SearchState(model).Cost, 24, () => true);

            ascent.Best.ShouldBeLessThanOrEqualTo(least + 1e-9 * Math.Max(1000, least), $"world {seed}");
        }
    }

    [Test]
    public void A_climb_through_both_kinds_of_step_stays_below_the_optimum_and_repeats_itself()
    {
        for (int seed = 1; seed <= 40; seed++)
        {
            SchedulingProblem problem = TinyWorlds.Varied(new SeededRandom(seed));
            if (Exact.LeastCost(TinyWorlds.PostsAsCosts(problem), TinyWorlds.Shifts) is not { } least)
            {
                continue;
            }

            (double brief, double full, double again) = (Climbed(problem, 250), Climbed(problem, 500), Climbed(problem, 500));

            full.ShouldBeGreaterThanOrEqualTo(brief);
            full.ShouldBeLessThanOrEqualTo(least + 1e-9 * Math.Max(1000, least), $"world {seed}");
            again.ShouldBe(full);
        }
    }

    [Test]
    public void Equal_people_share_one_programme_and_all_count([Range(1, 5)] int seed)
    {
        PlanModel equal = PlanModel.Of(Six(strength: _ => 0));
        PlanModel told = PlanModel.Of(Six(strength: person => 1e-9 * person));
        SeededRandom random = new(seed);
        (LagrangianDual shared, LagrangianDual single) = (new LagrangianDual(equal), new LagrangianDual(told));
        double[] prices = [.. Enumerable.Range(0, shared.PriceCount).Select(_ => 12 * random.Fraction())];
        (double[] slope, double[] expected) = (new double[prices.Length], new double[prices.Length]);

        double bound = shared.Evaluate(prices, slope, () => true);

        Twins.Of(equal, new DayKeys(equal)).Select(twins => (twins.First.Number, twins.Count)).ShouldBe([(0, 5), (4, 1)]);
        Twins.Of(told, new DayKeys(told)).Length.ShouldBe(6);
        bound.ShouldBe(single.Evaluate(prices, expected, () => true), tolerance: 1e-6);
        slope.ShouldBe(expected);
    }

    /// <summary>Six people of one contract who wish Monday off; one of them twice as much.</summary>
    private static SchedulingProblem Six(Func<int, double> strength) =>
        Small.Problem(
            Small.Grid(),
            [
                .. Enumerable.Range(0, 6).Select(person => Small.Agent($"p{person}") with
                {
                    Wishes = [new PlanWish(Small.Monday, WishKind.DayOff, (person == 4 ? 2 : 1) + strength(person))],
                }),
            ],
            required: 3);

    private static double Climbed(SchedulingProblem problem, long steps)
    {
        PlanModel model = PlanModel.Of(problem);
        BoundAscent ascent = new(new LagrangianDual(model));
        ascent.Climb(StartPrices.Of(new SearchState(model)), new SearchState(model).Cost, steps, () => true);
        return ascent.Best;
    }

    [Test]
    public void Bound_optimum_and_cost_are_in_order_and_the_gap_is_told_whole([Range(1, 60)] int seed)
    {
        SchedulingProblem problem = TinyWorlds.Varied(new SeededRandom(seed));

        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 40, BoundSteps = 30 });

        if (Exact.LeastCost(TinyWorlds.PostsAsCosts(problem), TinyWorlds.Shifts) is { } least
            && result.Violations.Count == 0 && result.Outcome is not ScheduleOutcome.Infeasible)
        {
            result.Bound.ShouldBeLessThanOrEqualTo(least + 1e-9 * Math.Max(1000, least));
            result.Cost.Total.ShouldBeGreaterThanOrEqualTo(least - 1e-6);
            result.Gap.Cost.ShouldBe(result.Cost.Total - result.Bound, tolerance: 1e-9);
            result.Gap.Sources.ShouldAllBe(source => source.Cost > 0);
            result.Gap.Sources.Sum(source => source.Cost).ShouldBe(result.Gap.Cost, tolerance: 1e-4);
        }
    }

    [Test]
    public void The_gap_in_staff_hours_is_the_gap_over_the_mean_worth_of_a_missing_hour()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(), [Small.Agent(), Small.Agent("bo")], required: 4);

        ScheduleResult result = ScheduleBuilder.Build(problem, new ScheduleOptions { Threads = 1, Steps = 40, BoundSteps = 3 });

        (double saved, int missing) = (0, 0);
        for (int day = 0; day < 5; day++)
        {
            for (int slot = 0; slot < 40; slot++)
            {
                int staff = result.Coverage.Staff(day, slot, 0);
                saved += QueueDay.CostOf(4, staff) - QueueDay.CostOf(4, 2);
                missing += 2 - staff;
            }
        }

        result.Gap.CostOfMissingHour.ShouldNotBeNull().ShouldBe(saved / missing * 4, tolerance: 1e-9);
        result.Gap.StaffHours.ShouldNotBeNull().ShouldBe((result.Cost.Total - result.Bound) / (saved / missing * 4), tolerance: 1e-9);
        result.Gap.LateCalls.ShouldBeNull();
    }
}
