using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class ForecastMakerTests
{
    private static readonly CallSeries Ordinary = new SimulatedQueue(61) { Days = 200, IntervalMinutes = 30 }.Draw();

    [Test]
    public void The_same_input_gives_the_same_bits()
    {
        ForecastResult first = Given.Forecast(Ordinary, 70), second = Given.Forecast(Ordinary, 70);

        second.Forecast.Intervals.ShouldBe(first.Forecast.Intervals);
        second.Quality.ShouldBe(first.Quality);
        second.Findings.ShouldBe(first.Findings);
    }

    [Test]
    public void Bands_are_ordered_and_nothing_is_negative() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25),
        Prop.ForAll((int seed, PositiveInt size, PositiveInt days) =>
        {
            CallSeries series = Given.Weeks(2 + (days.Get % 20), (day, slot) => Given.Around(size.Get % 40 / 3.0, day + (seed % 9973), slot));
            foreach (ForecastInterval each in Given.Forecast(series, 35).Forecast.Intervals)
            {
                double[] ordered = [0, each.P05, each.P10, each.P50, each.P90, each.P95];
                ordered.ShouldBeInOrder();
                double.IsFinite(each.Calls + each.P95).ShouldBeTrue();
                each.Calls.ShouldBeGreaterThanOrEqualTo(0);
            }
        }));

    [Test]
    public void Ten_times_the_calls_give_ten_times_the_forecast()
    {
        CallSeries large = Ordinary with { Intervals = [.. Ordinary.Intervals.Select(each => each with { Offered = 10 * each.Offered })] };

        double ratio = Given.Forecast(large, 56).Forecast.Intervals.Sum(each => each.Calls) / Given.Forecast(Ordinary, 56).Forecast.Intervals.Sum(each => each.Calls);

        ratio.ShouldBe(10, 0.3);
    }

    [Test]
    public void Bands_never_narrow_with_lead()
    {
        IReadOnlyList<Dispersion> dispersions = Given.Forecast(Ordinary).Dispersions;

        dispersions.Select(each => each.Band).ShouldBe(LeadBands.All);
        dispersions.Select(each => each.Total).ShouldBeInOrder();
        dispersions.ShouldAllBe(each => each.DayVariance > 0 && each.SlotVariance > 0);
    }

    [Test]
    public void Planned_events_multiply_and_past_ones_are_divided_out()
    {
        ForecastEvent past = new("utskick", Given.Monday.PlusDays(70), Given.Monday.PlusDays(81), EventShape.Step, 1.0);
        ForecastEvent planned = past with { From = Given.Monday.PlusDays(147), To = Given.Monday.PlusDays(151), SizeFraction = 0.5 };
        CallSeries series = Given.Weeks(20, (day, slot) => Given.Around(20 * (day is >= 70 and <= 81 ? 2 : 1), day, slot));

        ForecastResult result = ForecastMaker.Make(series, new ForecastRequest(Given.Monday.PlusDays(140), 14) { Events = [past, planned] });

        result.TotalOn(Given.Monday.PlusDays(141)).ShouldBe(640, 25);
        result.TotalOn(Given.Monday.PlusDays(148)).ShouldBe(960, 40);
        result.Findings.ShouldAllBe(finding => finding.Kind == FindingKind.Regime);
    }

    [Test]
    public void An_event_of_other_queues_does_not_touch_this_one()
    {
        ForecastEvent other = new("annan", Given.Monday.PlusDays(140), Given.Monday.PlusDays(160), EventShape.Step, 5, [new QueueId("annan")]);

        ForecastMaker.Make(Given.Weeks(20, (_, _) => 20), new ForecastRequest(Given.Monday.PlusDays(140), 7) { Events = [other] })
            .TotalOn(Given.Monday.PlusDays(141)).ShouldBe(640, 10);
    }

    [TestCase(EventShape.Step, 0, 1.5)]
    [TestCase(EventShape.Step, 10, 1.5)]
    [TestCase(EventShape.Step, 11, 1.0)]
    [TestCase(EventShape.LetterDrop, 2, 1.5)]
    [TestCase(EventShape.Bell, 5, 1.5)]
    [TestCase(EventShape.Decay, 0, 1.5)]
    public void Shapes_reach_full_strength_where_they_should(EventShape shape, int day, double factor) =>
        new ForecastEvent("x", Given.Monday, Given.Monday.PlusDays(10), shape, 0.5).FactorOn(Given.Monday.PlusDays(day)).ShouldBe(factor, 1e-9);

    [Test]
    public void History_after_the_first_day_asked_for_is_not_looked_at()
    {
        LocalDate from = Given.LastDay(Ordinary).PlusDays(-40);

        ForecastMaker.Make(Ordinary, Given.Ask(from)).Forecast.Intervals.ShouldBe(ForecastMaker.Make(Ordinary.Before(from), Given.Ask(from)).Forecast.Intervals);
    }

    [Test]
    public void No_history_is_a_stated_outcome()
    {
        CallSeries none = new(Given.Queue, SimulatedQueue.Stockholm, Duration.FromMinutes(15), []);

        ForecastResult result = ForecastMaker.Make(none, Given.Ask(Given.Monday));

        result.Outcome.ShouldBe(ForecastOutcome.NoHistory);
        result.Forecast.Intervals.ShouldBeEmpty();
        ForecastMaker.Make(Ordinary, Given.Ask(new LocalDate(2000, 1, 1))).Outcome.ShouldBe(ForecastOutcome.NoHistory);
    }

    [TestCase(0)]
    [TestCase(-3)]
    [TestCase(1101)]
    public void Too_few_or_too_many_days_are_the_callers_mistake(int days) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ForecastMaker.Make(Ordinary, Given.Ask(Given.Monday, days)));
}
