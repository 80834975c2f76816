using NodaTime;
using Wfm.Domain;
using static Wfm.Staffing.Tests.Staffed;

namespace Wfm.Staffing.Tests;

[TestFixture]
public sealed class RequirementInHindsightTests
{
    private static readonly RateVariation Uncertain = new(0.03, 0.02);

    [Test]
    public void A_day_that_came_as_forecast_needs_what_was_forecast_without_the_reserve()
    {
        VolumeForecast day = Day(calls: 20);

        IReadOnlyList<HindsightInterval> told = RequirementInHindsight.Of(day, Came(_ => 20, 240), Target(), Uncertain, Settings);

        told.Select(interval => interval.Forecast).ShouldBe(Require(day, Target(), Uncertain).Intervals.Select(interval => interval.Required));
        told.Select(interval => interval.AsForecast).ShouldBe(RequirementMaker.RequiredOnMeanDay(day, Target(), Settings));
        told.ShouldAllBe(interval => interval.WithCalls == interval.AsForecast && interval.Needed == interval.AsForecast);
        told.Sum(interval => interval.Forecast - interval.AsForecast).ShouldBeGreaterThan(0);
    }

    [Test]
    public void Half_as_many_calls_again_and_a_longer_handle_time_are_two_steps()
    {
        IReadOnlyList<HindsightInterval> told = RequirementInHindsight.Of(Day(calls: 20), Came(_ => 30, 300), Target(), Uncertain, Settings);

        told.Select(interval => interval.WithCalls).ShouldBe(RequirementMaker.RequiredOnMeanDay(Day(calls: 30), Target(), Settings));
        told.Select(interval => interval.Needed!.Value).ShouldBe(RequirementMaker.RequiredOnMeanDay(Day(calls: 30, handleSeconds: 300), Target(), Settings));
    }

    // With 1,000 calls a quarter expected and a slot variance of 0.02 a count of 1,500 is nearly believed: 1000·(1 + 0.02·1500) ÷ (1 + 0.02·1000·f).
    [TestCase(1_000, 0.02)]
    [TestCase(2, 0.02)]
    [TestCase(1_000, 0)]
    public void A_quarter_is_believed_as_far_as_its_count_tells_more_than_luck(int calls, double slotVariance)
    {
        int busy = calls * 3 / 2;
        IReadOnlyList<HindsightInterval> told = RequirementInHindsight.Of(Day(calls), Came(at => at == 20 ? busy : calls, 240), Target(), new RateVariation(0, slotVariance), Settings);

        // By hand: spread evenly, then the gamma mean, then scaled to the day's calls.
        double all = (39.0 * calls) + busy, spread = all / 40;
        double[] rates = [.. Enumerable.Range(0, 40).Select(at => (1 + (slotVariance * (at == 20 ? busy : calls))) / (1 + (slotVariance * spread)))];
        VolumeForecast believed = Day(calls) with { Intervals = [.. rates.Select((rate, at) => Interval(at, rate * all / rates.Sum()))] };
        told.Select(interval => interval.WithCalls).ShouldBe(RequirementMaker.RequiredOnMeanDay(believed, Target(), Settings));
        believed.Intervals[20].Calls.ShouldBeInRange(calls, calls == 1_000 && slotVariance > 0 ? 1.5 * calls : calls * 1.04);
        (believed.Intervals[20].Calls > 1.4 * calls).ShouldBe(calls == 1_000 && slotVariance > 0);
    }

    [Test]
    public void Statistics_in_longer_intervals_are_spread_over_the_forecasts()
    {
        CameOnDay hours = new(Duration.FromHours(1), Enumerable.Range(0, 10).ToDictionary(hour => Interval(4 * hour, 0).Start, hour => hour == 3 ? 160 : 80), 240);

        IReadOnlyList<HindsightInterval> told = RequirementInHindsight.Of(Day(calls: 20), hours, Target(), new RateVariation(0, 1e6), Settings);

        // Intervals said to vary without limit take the count as it is.
        VolumeForecast believed = Day(calls: 20) with { Intervals = [.. Enumerable.Range(0, 40).Select(at => Interval(at, at / 4 == 3 ? 40 : 20))] };
        told.Select(interval => interval.WithCalls).ShouldBe(RequirementMaker.RequiredOnMeanDay(believed, Target(), Settings));
    }

    [Test]
    public void Calls_nobody_forecast_are_spread_evenly_and_calls_outside_the_forecast_do_not_count()
    {
        CameOnDay came = Came(_ => 20, 240);
        CameOnDay more = came with { Calls = came.Calls.Append(new(Interval(0, 0).Start - Duration.FromHours(3), 500)).ToDictionary() };

        RequirementInHindsight.Of(Day(calls: 0), more, Target(), Uncertain, Settings).Select(interval => interval.WithCalls)
            .ShouldBe(RequirementMaker.RequiredOnMeanDay(Day(calls: 20), Target(), Settings));
    }

    [Test]
    public void Without_a_handle_time_nobody_knows_what_was_needed_unless_nobody_called()
    {
        RequirementInHindsight.Of(Day(calls: 20), Came(_ => 20, null), Target(), Uncertain, Settings).ShouldAllBe(interval => interval.Needed == null && interval.WithCalls > 0);
        RequirementInHindsight.Of(Day(calls: 20), Came(_ => 0, null), Target(), Uncertain, Settings).ShouldAllBe(interval => interval.Needed == 0 && interval.Forecast > 0);
    }

    [Test]
    public void The_course_of_the_handle_time_over_the_day_stays_as_forecast()
    {
        VolumeForecast day = Day(calls: 20) with { Intervals = [.. Enumerable.Range(0, 40).Select(at => Interval(at, 20, at < 20 ? 200 : 400))] };
        VolumeForecast longer = day with { Intervals = [.. day.Intervals.Select(interval => interval with { AverageHandleSeconds = interval.AverageHandleSeconds * 1.2 })] };

        RequirementInHindsight.Of(day, Came(_ => 20, 360), Target(), Uncertain, Settings).Select(interval => interval.Needed!.Value)
            .ShouldBe(RequirementMaker.RequiredOnMeanDay(longer, Target(), Settings));
    }

    private static CameOnDay Came(Func<int, int> calls, double? handleSeconds) =>
        new(Quarter, Enumerable.Range(0, 40).ToDictionary(at => Interval(at, 0).Start, calls), handleSeconds);
}
