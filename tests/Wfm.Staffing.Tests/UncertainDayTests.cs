using Wfm.Domain;
using Wfm.Queueing;
using static Wfm.Staffing.Tests.Staffed;

namespace Wfm.Staffing.Tests;

/// <summary>Requirements for days that turn out busier or quieter than forecast, judged by drawn days.</summary>
[TestFixture]
public sealed class UncertainDayTests
{
    private static readonly RateVariation TwelvePercent = new(0.12 * 0.12, 0);

    [TestCase(4)]
    [TestCase(12)]
    [TestCase(60)]
    [TestCase(250)]
    public void Over_all_days_the_target_is_met_and_one_person_fewer_misses_it(double calls)
    {
        int required = Require(Day(calls), Target(), TwelvePercent).Intervals[20].Required;

        MeanOverDrawnDays(calls, required).ShouldBeGreaterThan(0.8 - 0.001);
        MeanOverDrawnDays(calls, required - 1).ShouldBeLessThan(0.8);
    }

    [TestCase(12, 0, 1)]
    [TestCase(60, 0, 2)]
    [TestCase(250, 2, 4)]
    public void The_reserve_for_other_days_grows_with_the_queue(double calls, int least, int most)
    {
        int meanDay = RequirementMaker.RequiredOnMeanDay(Day(calls), Target(), Settings)[20];
        int overDays = Require(Day(calls), Target(), TwelvePercent).Intervals[20].Required;

        (overDays - meanDay).ShouldBeInRange(least, most);
        Require(Day(calls), Target(), TwelvePercent, Settings with { Basis = RequirementBasis.MeanDay }).Intervals[20].Required.ShouldBe(meanDay);
    }

    // Ninety days in a hundred are at most exp(1.2816 σ − σ²/2) as busy as forecast.
    [Test]
    public void A_share_of_days_is_the_requirement_of_the_day_that_busy()
    {
        RequirementSettings nine = Settings with { Basis = RequirementBasis.ShareOfDays, ShareOfDays = 0.9 };
        double spread = Math.Log(1 + TwelvePercent.Day), busier = Math.Exp((1.2815515655446004 * Math.Sqrt(spread)) - (spread / 2));

        int required = Require(Day(60), Target(), TwelvePercent, nine).Intervals[20].Required;

        required.ShouldBe(RequirementMaker.RequiredOnMeanDay(Day(60 * busier), Target(), Settings)[20]);
        (DrawnFactors().Count(factor => Level(60 * factor, required) >= 0.8) / 20_000.0).ShouldBeInRange(0.90, 0.97);
        Require(Day(60), Target(model: StaffingModel.ErlangC), TwelvePercent, nine).Intervals[20].Required.ShouldBeGreaterThan(
            Require(Day(60), Target(model: StaffingModel.ErlangC), TwelvePercent).Intervals[20].Required);
    }

    [Test]
    public void Half_of_the_days_need_less_than_the_mean_day_and_most_days_more()
    {
        int At(double share) => Require(Day(250), Target(), TwelvePercent, Settings with { Basis = RequirementBasis.ShareOfDays, ShareOfDays = share }).Intervals[20].Required;

        At(0.5).ShouldBeLessThanOrEqualTo(RequirementMaker.RequiredOnMeanDay(Day(250), Target(), Settings)[20]);
        At(0.8).ShouldBeLessThan(At(0.95));
        Should.Throw<ArgumentOutOfRangeException>(() => At(1));
        Should.Throw<ArgumentOutOfRangeException>(() => At(double.NaN));
    }

    [Test]
    public void The_ceiling_on_abandonment_holds_over_all_days_too()
    {
        int required = Require(Day(60), Target(seconds: 120, ceiling: 0.03), TwelvePercent).Intervals[20].Required;
        double Lost(int people) => DrawnFactors().Average(factor => factor * new ErlangA(60 * factor * 240 / 900, people, 240, 180).ProbabilityOfAbandonment);

        Lost(required).ShouldBeLessThan(0.0303);
        Lost(required - 1).ShouldBeGreaterThan(0.03);
    }

    // What one quarter has alone is felt less the longer calls last: three quarters of its own, the rest spread over those before.
    [Test]
    public void An_intervals_own_factor_is_averaged_over_the_length_of_calls()
    {
        int ofTheDay = Require(Day(250), Target(), new RateVariation(0.0144, 0)).Intervals[20].Required;
        int ofTheQuarter = Require(Day(250), Target(), new RateVariation(0, 0.0144)).Intervals[20].Required;
        int withLongCalls = Require(Day(20, handleSeconds: 3000), Target(), new RateVariation(0, 0.0144)).Intervals[20].Required;

        ofTheQuarter.ShouldBeLessThanOrEqualTo(ofTheDay);
        ofTheQuarter.ShouldBeGreaterThan(RequirementMaker.RequiredOnMeanDay(Day(250), Target(), Settings)[20]);
        withLongCalls.ShouldBeInRange(
            RequirementMaker.RequiredOnMeanDay(Day(20, handleSeconds: 3000), Target(), Settings)[20],
            Require(Day(20, handleSeconds: 3000), Target(), new RateVariation(0.0144, 0)).Intervals[20].Required);
    }

    [TestCase(ServiceLevelDefinition.OfAnswered)]
    [TestCase(ServiceLevelDefinition.ExcludingShortAbandons)]
    [TestCase(ServiceLevelDefinition.AbandonedInTimeCounts)]
    [TestCase(ServiceLevelDefinition.VirtualWait)]
    public void Every_definition_can_be_asked_over_all_days(ServiceLevelDefinition definition)
    {
        int meanDay = Require(Day(60), Target(definition: definition)).Intervals[20].Required;

        Require(Day(60), Target(definition: definition), TwelvePercent).Intervals[20].Required.ShouldBeInRange(meanDay, meanDay + 3);
    }

    // A handle time of a day and a threshold of zero: an answer, whatever it costs.
    [TestCase(86_400, 30)]
    [TestCase(240, 0)]
    [TestCase(1, 30)]
    public void Odd_figures_get_an_answer_without_NaN(double handleSeconds, double threshold)
    {
        RequirementInterval interval = Require(Day(3, handleSeconds: handleSeconds), Target(seconds: threshold), new RateVariation(0.1, 0.05)).Intervals[39];

        interval.Required.ShouldBeGreaterThan(0);
        interval.Cost.True.ShouldAllBe(cost => double.IsFinite(cost));
    }

    private static IEnumerable<double> DrawnFactors()
    {
        Random random = new(11);
        double spread = Math.Log(1 + TwelvePercent.Day);
        for (int day = 0; day < 20_000; day++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            yield return Math.Exp((Math.Sqrt(spread) * normal) - (spread / 2));
        }
    }

    private static double Level(double calls, int people) => new ErlangA(calls * 240 / 900, people, 240, 180).ServiceLevelOfOffered(30);

    private static double MeanOverDrawnDays(double calls, int people) =>
        DrawnFactors().Sum(factor => factor * Level(calls * factor, people)) / DrawnFactors().Sum();
}
