using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class OpeningHoursLearnerTests
{
    [Test]
    public void Hours_are_read_off_the_calls()
    {
        Learned(Given.Weeks(12, (day, slot) => Given.Around(6, day, slot))).ShouldBe(Workweek(8, 16));
    }

    [Test]
    public void Stray_calls_open_neither_an_evening_nor_a_saturday()
    {
        CallSeries series = Given.Days(84, (day, slot) => day % 7 < 5 && slot is >= 32 and < 64 ? Given.Around(6, day, slot)
            : day == 45 && slot == 80 ? 1 : day == 61 && slot == 40 ? 2 : null);

        Learned(series).ShouldBe(Workweek(8, 16));
    }

    [Test]
    public void Round_the_clock_with_quiet_nights_is_open_all_night()
    {
        CallSeries series = Given.Days(84, (day, slot) => Given.Around(slot is >= 28 and < 80 ? 20 : 0.4, day, slot));

        Learned(series).ShouldBe([.. Enumerable.Range(1, 7).Select(weekday => ((IsoDayOfWeek)weekday, 0, 0))]);
    }

    [Test]
    public void Weekends_and_a_late_thursday_are_kept_apart()
    {
        CallSeries series = Given.Days(84, (day, slot) => (day % 7) switch
        {
            3 => slot is >= 32 and < 76,
            5 => slot is >= 40 and < 56,
            6 => false,
            _ => slot is >= 32 and < 64,
        } ? Given.Around(5, day, slot) : null);

        Learned(series).ShouldBe(
        [
            (IsoDayOfWeek.Monday, 8, 16), (IsoDayOfWeek.Tuesday, 8, 16), (IsoDayOfWeek.Wednesday, 8, 16), (IsoDayOfWeek.Thursday, 8, 19),
            (IsoDayOfWeek.Friday, 8, 16), (IsoDayOfWeek.Saturday, 10, 14),
        ]);
    }

    [Test]
    public void A_change_of_hours_counts_once_eight_weeks_have_shown_it_and_the_past_stays_closed()
    {
        CallSeries series = Given.Days(7 * 40, (day, slot) =>
            day % 7 < 5 && slot >= 32 && slot < (day < 7 * 28 ? 64 : 72) ? Given.Around(6, day, slot) : null);

        DayMatrix matrix = Given.Matrix(series);

        Learned(series).ShouldBe(Workweek(8, 18));
        matrix.Open[(14 * matrix.Columns) + 35].ShouldBeFalse();
        matrix.Open[(14 * matrix.Columns) + 20].ShouldBeTrue();
        ForecastResult result = Given.Forecast(series, 7);
        LocalDate monday = Given.LastDay(series).PlusDays(1).Next(IsoDayOfWeek.Monday);
        result.TotalOn(monday).ShouldBe(240, 15);
    }

    [Test]
    public void A_lunch_closure_stays_closed()
    {
        CallSeries series = Given.Weeks(12, (day, slot) => slot is >= 48 and < 52 ? 0 : Given.Around(6, day, slot));

        Learned(series).Where(period => period.Weekday == IsoDayOfWeek.Tuesday).ShouldBe(
            [(IsoDayOfWeek.Tuesday, 8, 12), (IsoDayOfWeek.Tuesday, 13, 16)]);
    }

    [Test]
    public void Given_hours_are_used_as_given()
    {
        OpeningHours hours = new([new OpeningPeriod(IsoDayOfWeek.Tuesday, new LocalTime(9, 0), new LocalTime(11, 0), null, null)]);
        CallSeries series = Given.Weeks(6, (_, _) => 5);

        ForecastResult result = ForecastMaker.Make(series, new ForecastRequest(Given.Monday.PlusDays(42), 7) { OpeningHours = hours });

        result.Forecast.Intervals.Count.ShouldBe(8);
        result.Forecast.Intervals.ShouldAllBe(interval => interval.DateOf().DayOfWeek == IsoDayOfWeek.Tuesday);
        result.OpeningHours.ShouldBe(hours);
    }

    [Test]
    public void Hours_that_never_open_are_a_stated_outcome()
    {
        ForecastResult result = ForecastMaker.Make(
            Given.Weeks(6, (_, _) => 5), new ForecastRequest(Given.Monday.PlusDays(42), 7) { OpeningHours = new OpeningHours([]) });

        result.Outcome.ShouldBe(ForecastOutcome.NeverOpen);
        result.Forecast.Intervals.ShouldBeEmpty();
    }

    private static (IsoDayOfWeek Weekday, int Opens, int Closes)[] Learned(CallSeries series) =>
        [.. Given.Forecast(series).OpeningHours.Periods.Select(period => (period.Weekday, period.Opens.Hour, period.Closes.Hour))];

    private static (IsoDayOfWeek, int, int)[] Workweek(int opens, int closes) =>
        [.. Enumerable.Range(1, 5).Select(weekday => ((IsoDayOfWeek)weekday, opens, closes))];
}
