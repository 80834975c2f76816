using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class ClockChangeTests
{
    private static readonly LocalDate Spring = new(2024, 3, 31);
    private static readonly LocalDate Autumn = new(2024, 10, 27);

    [Test]
    public void A_skipped_hour_is_masked_and_a_doubled_one_averaged()
    {
        DayMatrix spring = Given.Matrix(RoundTheClock(new LocalDate(2024, 2, 26), 40), ahead: 1);
        int changed = Period.DaysBetween(spring.First, Spring);
        bool[] mask = spring.Open.AsSpan(changed * 96, 96).ToArray();
        mask.Count(open => !open).ShouldBe(4);
        mask[8].ShouldBeFalse();
        mask[12].ShouldBeTrue();

        DayMatrix autumn = Given.Matrix(RoundTheClock(new LocalDate(2024, 9, 30), 30), ahead: 1);
        int doubled = (Period.DaysBetween(autumn.First, Autumn) * 96) + 9;
        autumn.Raw[doubled].ShouldBe(10);
    }

    [TestCase("2024-03-31", 92)]
    [TestCase("2024-10-27", 100)]
    [TestCase("2024-06-02", 96)]
    public void A_forecast_covers_every_instant_of_a_change_day(string day, int intervals)
    {
        LocalDate date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        CallSeries series = RoundTheClock(date.PlusDays(-63), 60);

        ForecastResult result = ForecastMaker.Make(series, new ForecastRequest(date, 1));

        result.Forecast.Intervals.Count.ShouldBe(intervals);
        result.TotalOn(date).ShouldBe(10 * intervals, 0.03 * 10 * intervals);
        result.Forecast.Intervals.Zip(result.Forecast.Intervals.Skip(1)).ShouldAllBe(pair => pair.Second.Start - pair.First.Start == Duration.FromMinutes(15));
    }

    private static CallSeries RoundTheClock(LocalDate first, int days) => Given.Days(days, (_, _) => 10, first);
}
