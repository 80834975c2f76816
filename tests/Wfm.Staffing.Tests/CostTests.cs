using FsCheck;
using FsCheck.Fluent;
using Wfm.Domain;
using Wfm.Queueing;
using static Wfm.Staffing.Tests.Staffed;

namespace Wfm.Staffing.Tests;

[TestFixture]
public sealed class CostTests
{
    private static readonly RateVariation Wide = new(0.06, 0);

    [Test]
    public void Without_day_variation_the_cost_is_the_calls_answered_late_by_Erlang_A()
    {
        RequirementInterval interval = Require(Day(calls: 20), Target()).Intervals[20];

        for (int people = 0; people <= interval.Required; people++)
        {
            double expected = 20 * (1 - new ErlangA(20 * 240 / 900.0, people, 240, 180).ServiceLevelOfOffered(30));
            interval.Cost.True[people].ShouldBe(expected, tolerance: 1e-6, $"{people} people");
        }
    }

    [Test]
    public void Nobody_at_work_makes_every_call_late() =>
        Require(Day(calls: 20), Target(), Wide).Intervals[20].Cost.Hull[0].ShouldBe(20, tolerance: 1e-9);

    [Test]
    public void Day_variation_makes_people_beyond_the_requirement_worth_more()
    {
        StaffingCost calm = Require(Day(calls: 40), Target()).Intervals[20].Cost;
        StaffingCost stormy = Require(Day(calls: 40), Target(), Wide).Intervals[20].Cost;
        int required = Require(Day(calls: 40), Target()).Intervals[20].Required;

        (stormy.True[required] - stormy.True[required + 2]).ShouldBeGreaterThan(calm.True[required] - calm.True[required + 2]);
    }

    [Test]
    public void The_last_slope_is_the_price_of_idleness()
    {
        StaffingCost cost = Require(Day(calls: 12), Target()).Intervals[20].Cost;

        double slope = cost.Hull[^1] - cost.Hull[^2];
        slope.ShouldBeGreaterThan(0.02);
        slope.ShouldBeLessThan(0.2);
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public Property The_hull_is_convex_and_nowhere_above_the_true_cost() =>
        Prop.ForAll(
            Gen.Choose(0, 600).Select(calls => calls / 10.0).ToArbitrary(),
            Gen.Choose(60, 900).Select(seconds => (double)seconds).ToArbitrary(),
            (calls, handleSeconds) =>
            {
                StaffingCost cost = Require(Day(calls, quarters: 3, handleSeconds), Target()).Intervals[2].Cost;
                double[] slopes = [.. cost.Hull.Zip(cost.Hull.Skip(1), (here, next) => next - here)];
                return cost.Hull.Zip(cost.True).All(pair => pair.First <= pair.Second + 1e-12)
                    && slopes.Zip(slopes.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9);
            });
}
