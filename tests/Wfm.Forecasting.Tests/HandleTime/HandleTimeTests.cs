using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class HandleTimeTests
{
    [Test]
    public void Level_weekday_and_slot_are_found()
    {
        CallSeries series = Timed((day, slot) => 200 * (day % 7 == 0 ? 1.2 : 1) * (slot < 48 ? 1.1 : 0.9));

        ForecastResult result = Given.Forecast(series, 14);

        double At(IsoDayOfWeek weekday, int hour) => result.Forecast.Intervals
            .First(each => each.DateOf().DayOfWeek == weekday && each.Start.InZone(SimulatedQueue.Stockholm).Hour == hour).AverageHandleSeconds!.Value;
        (At(IsoDayOfWeek.Monday, 9) / At(IsoDayOfWeek.Tuesday, 9)).ShouldBe(1.2, 0.04);
        (At(IsoDayOfWeek.Tuesday, 9) / At(IsoDayOfWeek.Tuesday, 14)).ShouldBe(1.1 / 0.9, 0.06);
        At(IsoDayOfWeek.Tuesday, 9).ShouldBe(220, 10);
    }

    [Test]
    public void A_change_of_level_is_half_learned_in_two_weeks()
    {
        CallSeries series = Timed((day, _) => day < 7 * 18 ? 200 : 300);

        double learned = Given.Forecast(series, 7).Forecast.Intervals.Average(each => each.AverageHandleSeconds!.Value);

        learned.ShouldBe(250, 15);
    }

    [Test]
    public void One_mad_day_moves_it_little()
    {
        CallSeries series = Timed((day, _) => day == (7 * 19) + 4 ? 9000 : 200);

        Given.Forecast(series, 7).Forecast.Intervals.Average(each => each.AverageHandleSeconds!.Value).ShouldBeLessThan(230);
    }

    [Test]
    public void Large_intervals_count_for_more_than_small_ones()
    {
        CallSeries series = Timed((_, slot) => slot == 40 ? 100 : 400, (_, slot) => slot == 40 ? 124 : 4);

        double weighted = Given.Forecast(series, 7).Forecast.Intervals.Sum(each => each.Calls * each.AverageHandleSeconds!.Value)
            / Given.Forecast(series, 7).Forecast.Intervals.Sum(each => each.Calls);

        weighted.ShouldBe(250, 12);
    }

    [Test]
    public void Nothing_is_said_where_nothing_is_known() =>
        Given.Forecast(Given.Weeks(6, (_, _) => 5), 7).Forecast.Intervals.ShouldAllBe(each => each.AverageHandleSeconds == null);

    private static CallSeries Timed(Func<int, int, double> seconds, Func<int, int, int>? calls = null)
    {
        CallSeries series = Given.Weeks(20, calls ?? ((day, slot) => Given.Around(10, day, slot)));
        return series with
        {
            Intervals = [.. series.Intervals.Select(each =>
            {
                ZonedDateTime local = each.Start.InZone(series.Zone);
                int slot = (local.Hour * 4) + (local.Minute / 15);
                return each with { HandleSeconds = each.Offered * seconds(Period.DaysBetween(Given.Monday, local.Date), slot) };
            })],
        };
    }
}
