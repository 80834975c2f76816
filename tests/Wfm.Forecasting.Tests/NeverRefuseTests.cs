using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>Odd and thin histories: always an answer, finite and sensible, saying what it rests on.</summary>
public sealed class NeverRefuseTests
{
    [Test]
    public void Two_days_of_history()
    {
        ForecastResult result = Made(Given.Days(2, (day, slot) => slot is >= 32 and < 64 ? Given.Around(10, day, slot) : null));

        result.TotalOn(Given.Monday.PlusDays(9)).ShouldBe(320, 60);
        result.Forecast.Intervals.ShouldAllBe(each => each.DateOf().DayOfWeek <= IsoDayOfWeek.Friday);
        Regime(result).ShouldContain("2 usable days");
        Regime(result).ShouldContain("under two weeks");
    }

    [Test]
    public void A_single_row()
    {
        ForecastResult result = Made(Given.Days(1, (_, slot) => slot == 40 ? 3 : null));

        result.Forecast.Intervals.Sum(each => each.Calls).ShouldBeInRange(1, 90);
    }

    [Test]
    public void One_call_a_day()
    {
        ForecastResult result = Made(Given.Weeks(26, (day, slot) => slot == 32 + (day * 7 % 32) ? 1 : 0));

        double[] totals = [.. result.Forecast.Intervals.GroupBy(each => each.DateOf()).Select(day => day.Sum(each => each.Calls))];
        totals.ShouldAllBe(total => total > 0.7 && total < 1.3);
        result.Forecast.Intervals.ShouldAllBe(each => each.P90 <= 2);
    }

    [Test]
    public void The_same_count_always()
    {
        ForecastResult result = Made(Given.Weeks(20, (_, _) => 7));

        result.Forecast.Intervals.ShouldAllBe(each => Math.Abs(each.Calls - 7) < 0.1);
    }

    [Test]
    public void Nothing_but_zeros()
    {
        ForecastResult result = ForecastMaker.Make(Given.Weeks(20, (_, _) => 0), Given.Ask(Given.Monday.PlusDays(140)));

        result.Outcome.ShouldBe(ForecastOutcome.Made);
        result.Forecast.Intervals.Count.ShouldBe(4 * 5 * 32);
        result.Forecast.Intervals.ShouldAllBe(each => each.Calls < 0.02 && each.P95 <= 1);
    }

    [Test]
    public void A_history_that_starts_on_a_holiday()
    {
        LocalDate newYear = new(2024, 1, 1);
        CallSeries series = Given.Days(120, (day, slot) =>
            newYear.PlusDays(day).DayOfWeek <= IsoDayOfWeek.Friday && SpecialDayCalendar.Sweden.On(newYear.PlusDays(day))?.Kind != SpecialDayKind.PublicHoliday
            && slot is >= 32 and < 64 ? Given.Around(10, day, slot) : day == 0 && slot == 32 ? 0 : null, newYear);

        ForecastResult result = ForecastMaker.Make(series, new ForecastRequest(newYear.PlusDays(120), 14) { SpecialDays = SpecialDayCalendar.Sweden });

        result.Outcome.ShouldBe(ForecastOutcome.Made);
        result.Forecast.Intervals.Select(each => each.DateOf()).ShouldNotContain(new LocalDate(2024, 5, 1));
        result.TotalOn(new LocalDate(2024, 5, 3)).ShouldBe(320, 70);
    }

    [Test]
    public void A_weekend_only_queue()
    {
        ForecastResult result = Made(Given.Days(140, (day, slot) => day % 7 >= 5 && slot is >= 40 and < 60 ? Given.Around(8, day, slot) : null));

        result.Forecast.Intervals.ShouldAllBe(each => each.DateOf().DayOfWeek >= IsoDayOfWeek.Saturday);
        result.Forecast.Intervals.Average(each => each.Calls).ShouldBe(8, 0.6);
    }

    [Test]
    public void A_history_that_ended_half_a_year_before_says_so()
    {
        ForecastResult result = Given.Forecast(Given.Weeks(30, (day, slot) => Given.Around(10, day, slot)), 14, afterDays: 180);

        result.Outcome.ShouldBe(ForecastOutcome.Made);
        result.Forecast.Intervals.Average(each => each.Calls).ShouldBe(10, 1);
        result.Findings.ShouldContain(finding => finding.Reason.Contains("180 days before"));
    }

    [Test]
    public void Sixty_weeks_ahead_from_three_weeks_of_history()
    {
        ForecastResult result = Made(Given.Weeks(3, (day, slot) => Given.Around(10, day, slot)), days: 420);

        result.Forecast.Intervals.Average(each => each.Calls).ShouldBe(10, 1.5);
        result.Forecast.Intervals.Select(each => each.DateOf()).Distinct().Count().ShouldBe(300);
    }

    private static ForecastResult Made(CallSeries series, int days = 28)
    {
        ForecastResult result = Given.Forecast(series, days);
        result.Outcome.ShouldBe(ForecastOutcome.Made);
        result.Forecast.Intervals.ShouldAllBe(each => double.IsFinite(each.Calls) && each.Calls >= 0 && double.IsFinite(each.P95));
        return result;
    }

    private static string Regime(ForecastResult result) => result.Findings.First(finding => finding.Kind == FindingKind.Regime).Reason;
}
