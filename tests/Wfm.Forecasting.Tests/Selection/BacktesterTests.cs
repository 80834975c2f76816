using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class BacktesterTests
{
    [Test]
    public void A_constant_queue_has_no_error_and_all_figures_are_there()
    {
        IReadOnlyList<BacktestRow> rows = Backtester.Run(Given.Weeks(30, (_, _) => 50), new BacktestRequest(56, 7, 4));

        rows.Select(row => row.Quality.Band).ShouldBe(LeadBands.All);
        foreach (LeadBandQuality quality in rows.Select(row => row.Quality))
        {
            quality.Origins.ShouldBe(4);
            quality.Wape.ShouldBe(0, 0.01);
            quality.WapeNaive.ShouldBe(0, 1e-9);
            quality.NoiseFloor.ShouldBe(Math.Sqrt(2 / (Math.PI * 50)), 0.002);
            quality.Cover80.ShouldBe(1);
        }
    }

    [Test]
    public void Figures_are_those_of_the_forecasts_it_made()
    {
        CallSeries series = new SimulatedQueue(51) { Days = 210, IntervalMinutes = 30 }.Draw();
        LocalDate origin = Given.LastDay(series).PlusDays(1 - 28);

        LeadBandQuality quality = Backtester.Run(series, new BacktestRequest(28, 7, 1))
            .Single(row => row.Quality.Band == LeadBand.WeeksTwoToFour).Quality;

        ForecastResult result = ForecastMaker.Make(series.Before(origin), new ForecastRequest(origin, 28) { HistoryEnd = origin.PlusDays(-1) });
        Dictionary<Instant, int> calls = series.Intervals.ToDictionary(each => each.Start, each => each.Offered);
        HashSet<LocalDate> days = [.. series.Intervals.Select(each => each.Start.InZone(series.Zone).Date)];
        ForecastInterval[] scored = [.. result.Forecast.Intervals.Where(each => each.DateOf() >= origin.PlusDays(7) && days.Contains(each.DateOf()))];
        double sum = scored.Sum(each => (double)calls.GetValueOrDefault(each.Start));
        quality.Wape.ShouldBe(scored.Sum(each => Math.Abs(each.Calls - calls.GetValueOrDefault(each.Start))) / sum, 1e-9);
        quality.Bias.ShouldBe(scored.Sum(each => each.Calls - calls.GetValueOrDefault(each.Start)) / sum, 1e-9);
        quality.Cover80.ShouldBe(scored.Average(each => calls.GetValueOrDefault(each.Start) is var n && n >= each.P10 && n <= each.P90 ? 1.0 : 0), 1e-9);
    }

    [Test]
    public void The_mean_of_six_is_computed_from_the_source()
    {
        CallSeries series = Given.Weeks(20, (day, _) => 20 + (day / 7));

        LeadBandQuality quality = Backtester.Run(series, new BacktestRequest(2, 7, 1))[0].Quality;

        // The last two days of the file are the Thursday and Friday of week 20, with 39 calls; the six before average 35.5.
        quality.WapeMean6.ShouldBe(3.5 / 39, 1e-9);
        quality.WapeNaive.ShouldBe(1.0 / 39, 1e-9);
    }

    [Test]
    public void Without_history_before_the_origin_there_are_no_rows() =>
        Backtester.Run(Given.Weeks(2, (_, _) => 5), new BacktestRequest(56, 7, 6)).ShouldBeEmpty();

    [TestCase(0, 7, 1)]
    [TestCase(7, 0, 1)]
    [TestCase(7, 7, 0)]
    public void Nonsense_is_the_callers_mistake(int horizon, int step, int origins) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Backtester.Run(Given.Weeks(9, (_, _) => 5), new BacktestRequest(horizon, step, origins)));

    [TestCase(1, 1, LeadBand.NextDays)]
    [TestCase(3, 1, LeadBand.NextDays)]
    [TestCase(4, 2, LeadBand.NextDays)]
    [TestCase(5, 3, LeadBand.FirstWeek)]
    [TestCase(7, 5, LeadBand.FirstWeek)]
    [TestCase(8, 1, LeadBand.WeeksTwoToFour)]
    [TestCase(28, 20, LeadBand.WeeksTwoToFour)]
    [TestCase(29, 21, LeadBand.WeeksFiveToTwelve)]
    [TestCase(100, 70, LeadBand.WeeksFiveToTwelve)]
    public void Lead_bands_have_their_borders(int leadDays, int openDays, LeadBand band) => LeadBands.Of(leadDays, openDays).ShouldBe(band);
}
