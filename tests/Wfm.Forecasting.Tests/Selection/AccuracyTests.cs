using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>The whole engine on queues whose truth is known.</summary>
public sealed class AccuracyTests
{
    private static readonly ForecastRequest Swedish = new(new LocalDate(2023, 1, 1), 1) { SpecialDays = SpecialDayCalendar.Sweden };

    private static readonly (string Name, SimulatedQueue Queue)[] Queues =
    [
        ("office hours", new SimulatedQueue(41) { Days = 420, IntervalMinutes = 30 }),
        ("season and growth", new SimulatedQueue(42) { Year = 0.35, Growth = 0.26, IntervalMinutes = 60 }),
        ("round the clock", new SimulatedQueue(43)
        {
            Days = 420,
            IntervalMinutes = 60,
            CallsPerDay = 1200,
            Weekdays = [1.2, 1.1, 1, 1, 1.1, 0.7, 0.6],
            OpensHour = 0,
            ClosesHour = 24,
            ClosesOnRedDays = false,
        }),
        ("large", new SimulatedQueue(44) { Days = 420, IntervalMinutes = 30, CallsPerDay = 10_000 }),
    ];

    private static readonly Lazy<Dictionary<string, LeadBandQuality[]>> Backtests = new(() => Queues.AsParallel()
        .Select(each => (each.Name, Table: Backtest(each.Queue))).ToDictionary(each => each.Name, each => each.Table));

    public static IEnumerable<string> Names() => Queues.Select(each => each.Name);

    [TestCaseSource(nameof(Names))]
    public void No_lead_band_is_worse_than_the_mean_of_six(string name)
    {
        foreach (LeadBandQuality quality in Backtests.Value[name])
        {
            quality.Wape.ShouldBeLessThanOrEqualTo(1.01 * quality.WapeMean6, quality.ToString());
            quality.Wape.ShouldBeLessThan(quality.WapeNaive);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Bands_hold_what_they_promise(string name)
    {
        foreach (LeadBandQuality quality in Backtests.Value[name])
        {
            quality.Cover80.ShouldBeInRange(0.74, 0.90, quality.ToString());
            quality.Cover90.ShouldBeInRange(0.84, 0.97, quality.ToString());
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Far_forecasts_stay_near_what_chance_and_the_days_themselves_allow(string name)
    {
        LeadBandQuality far = Backtests.Value[name].Single(each => each.Band == LeadBand.WeeksFiveToTwelve);

        // Days spread by 6 % around the truth whatever the forecast says; a mean error of 0.8 spreads, and as much again for learning.
        far.WapeDay.ShouldBeLessThan(0.095, far.ToString());
        Math.Abs(far.Bias).ShouldBeLessThan(0.04, far.ToString());
    }

    [Test]
    public void A_strong_season_and_growth_are_followed_where_the_mean_of_six_is_lost()
    {
        LeadBandQuality far = Backtests.Value["season and growth"].Single(each => each.Band == LeadBand.WeeksFiveToTwelve);

        far.Wape.ShouldBeLessThan(0.7 * far.WapeMean6);
        (far.Model.Contains("harmonic", StringComparison.Ordinal) || far.Model.Contains("year-ago", StringComparison.Ordinal)).ShouldBeTrue(far.Model);
    }

    [Test]
    public void Twelve_months_of_a_strong_season_already_help()
    {
        double own = 0, mean6 = 0;
        foreach (int month in (int[])[2, 5, 8, 11])
        {
            SimulatedQueue queue = new(45 + month) { First = new LocalDate(2022, month, 1), Year = 0.35, IntervalMinutes = 30, Days = 365 + 84 };
            LeadBandQuality far = Backtester.Run(queue.Draw(), new BacktestRequest(84, 7, 1, Swedish))
                .Single(row => row.Quality.Band == LeadBand.WeeksFiveToTwelve).Quality;
            own += far.Wape;
            mean6 += far.WapeMean6;
        }

        own.ShouldBeLessThan(0.85 * mean6);
    }

    [Test]
    public void Fifteen_months_of_a_strong_season_bring_last_years_weeks_in_although_they_could_not_be_tried()
    {
        SimulatedQueue queue = new(15) { Year = 0.35, IntervalMinutes = 60, Days = 455 + 84 + 21 };

        LeadBandQuality far = Backtester.Run(queue.Draw(), new BacktestRequest(84, 7, 4, Swedish))
            .Single(row => row.Quality.Band == LeadBand.WeeksFiveToTwelve).Quality;

        far.Model.ShouldBe("harmonic+year-ago");
        far.Wape.ShouldBeLessThan(0.5 * far.WapeMean6);
    }

    [Test]
    public void Two_whole_years_tell_growth_from_the_season_although_that_could_not_be_tried()
    {
        double calls = 0, error = 0;
        (double Growth, int Seed)[] queues = [.. from growth in (double[])[-0.15, 0, 0.15, 0.3] from seed in Enumerable.Range(80, 4) select (growth, seed)];
        foreach ((double growth, int seed) in queues)
        {
            SimulatedQueue queue = new(seed) { Year = 0.2, Growth = growth, IntervalMinutes = 60, Days = 744 };
            LocalDate from = queue.First.PlusDays(queue.Days);
            foreach (IGrouping<LocalDate, ForecastInterval> day in ForecastMaker.Make(queue.Draw(), Swedish with { From = from, Days = 70 })
                .Forecast.Intervals.GroupBy(each => each.Start.InZone(SimulatedQueue.Stockholm).Date).Where(day => day.Key >= from.PlusDays(49)))
            {
                calls += queue.With(day.Key);
                error += Math.Abs(day.Sum(each => each.Calls) - queue.With(day.Key));
            }
        }

        (error / calls).ShouldBeLessThan(0.03);
    }

    /// <summary>Near leads from 16 origins three days apart, far ones from 8 a fortnight apart.</summary>
    private static LeadBandQuality[] Backtest(SimulatedQueue queue)
    {
        CallSeries series = queue.Draw();
        IEnumerable<BacktestRow> near = Backtester.Run(series, new BacktestRequest(7, 3, 16, Swedish));
        IEnumerable<BacktestRow> far = Backtester.Run(series, new BacktestRequest(70, 14, 8, Swedish))
            .Where(row => row.Quality.Band >= LeadBand.WeeksTwoToFour);
        return [.. near.Concat(far).Select(row => row.Quality)];
    }
}
