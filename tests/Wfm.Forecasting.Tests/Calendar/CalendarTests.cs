using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class CalendarTests
{
    private static readonly SimulatedQueue Municipal = new(21) { CallsPerDay = 1500, DaySpread = 0.04 };

    [Test]
    public void Red_days_on_which_the_queue_never_answered_are_left_out()
    {
        ForecastResult result = Forecast(Municipal, new LocalDate(2025, 4, 14), 14);

        LocalDate[] open = [.. result.Forecast.Intervals.Select(interval => interval.DateOf()).Distinct()];
        open.ShouldNotContain(new LocalDate(2025, 4, 18));
        open.ShouldNotContain(new LocalDate(2025, 4, 21));
        open.Length.ShouldBe(8);
        result.Findings.Where(finding => finding.Kind == FindingKind.ClosedSpecialDays).Select(finding => finding.From).ShouldContain(new LocalDate(2025, 4, 18));
    }

    [Test]
    public void Shortened_days_and_days_after_closures_are_learned()
    {
        ForecastResult result = Forecast(Municipal, new LocalDate(2025, 4, 14), 14);

        Ratio(result, new LocalDate(2025, 4, 17)).ShouldBe(1, 0.12);
        Ratio(result, new LocalDate(2025, 4, 22)).ShouldBe(1, 0.12);
        Ratio(result, new LocalDate(2025, 4, 24)).ShouldBe(1, 0.12);
    }

    [Test]
    public void Shortened_days_are_heavier_in_the_morning_than_their_weekday()
    {
        ForecastResult result = Forecast(Municipal, new LocalDate(2025, 4, 7), 14);

        double learned = MorningShare(result, new LocalDate(2025, 4, 17)) - MorningShare(result, new LocalDate(2025, 4, 10));
        double truth = MorningShare(new LocalDate(2025, 4, 17)) - MorningShare(new LocalDate(2025, 4, 10));
        truth.ShouldBeGreaterThan(0.15);
        learned.ShouldBeGreaterThan(0.6 * truth);
        learned.ShouldBeLessThan(1.2 * truth);
    }

    [Test]
    public void A_queue_open_on_red_days_gets_a_sunday_on_them()
    {
        SimulatedQueue alwaysOpen = new(22)
        {
            CallsPerDay = 1500,
            Weekdays = [1.2, 1.1, 1, 1, 1.1, 0.6, 0.5],
            OpensHour = 0,
            ClosesHour = 24,
            ClosesOnRedDays = false,
            DaySpread = 0.03,
        };

        ForecastResult result = Forecast(alwaysOpen, new LocalDate(2025, 4, 14), 14);

        result.TotalOn(new LocalDate(2025, 4, 18)).ShouldBe(750, 110);
        result.TotalOn(new LocalDate(2025, 4, 25)).ShouldBe(1650, 200);
    }

    [Test]
    public void The_first_working_days_of_the_month_are_learned_without_any_country()
    {
        CallSeries series = Given.Weeks(52, (day, slot) => Given.Around(FirstOfMonth(Given.Monday.PlusDays(day)) ? 39 : 30, day, slot));
        LocalDate from = Given.LastDay(series).PlusDays(1);

        ForecastResult result = ForecastMaker.Make(series, new ForecastRequest(from, 42));

        result.Forecast.Intervals.Where(interval => FirstOfMonth(interval.DateOf())).Average(interval => interval.Calls).ShouldBe(39, 2);
        result.Forecast.Intervals.Where(interval => interval.DateOf().Day is > 10 and < 22).Average(interval => interval.Calls).ShouldBe(30, 1);
    }

    [Test]
    public void The_day_after_an_unmarked_closure_is_learned()
    {
        static bool Closed(int day) => day % 7 == 0 && day / 7 % 6 == 3;
        CallSeries series = Given.Days(7 * 40, (day, slot) => day % 7 < 5 && slot is >= 32 and < 64 && !Closed(day)
            ? Given.Around(day > 0 && Closed(day - 1) ? 37.5 : 30, day, slot) : null);

        DayMatrix matrix = Given.Matrix(series);
        CalendarFit fit = CalendarFit.Of(matrix, new CalendarFeatures(matrix), matrix.HistoryDays, yearly: false);

        int after = (7 * 33) + 1;
        (fit.Factor[after] / fit.Factor[after + 7]).ShouldBe(1.25, 0.08);
    }

    [Test]
    public void Easter_and_pay_day_fall_where_the_almanac_says()
    {
        CallSeries series = Given.Weeks(60, (_, _) => 20);
        DayMatrix matrix = Given.Matrix(series, special: SpecialDayCalendar.Sweden);
        CalendarFeatures features = new(matrix);
        int At(int year, int month, int day) => Period.DaysBetween(matrix.First, new LocalDate(year, month, day));

        features.Of(At(2024, 3, 25)).ShouldContain(CalendarFeatures.PayDay);
        features.Of(At(2024, 5, 24)).ShouldContain(CalendarFeatures.PayDay);
        features.Of(At(2024, 5, 27)).ShouldContain(CalendarFeatures.PayDay + 1);
        features.Of(At(2024, 4, 2)).ShouldContain(CalendarFeatures.AfterClosure);
        features.Of(At(2024, 4, 3)).ShouldContain(CalendarFeatures.AfterClosure + 1);
        features.Of(At(2024, 3, 1)).ShouldContain(CalendarFeatures.FromStart);
        features.Of(At(2024, 4, 30)).ShouldContain(CalendarFeatures.FromEnd);
    }

    [Test]
    public void Without_special_days_there_is_no_pay_day()
    {
        DayMatrix matrix = Given.Matrix(Given.Weeks(20, (_, _) => 20));
        CalendarFeatures features = new(matrix);

        Enumerable.Range(0, matrix.Days).SelectMany(features.Of).ShouldAllBe(feature => feature < CalendarFeatures.BeforeClosure);
    }

    [Test]
    public void Ridge_solves_a_system_known_by_hand()
    {
        // One feature seen twice with target 1: coefficient 2/(2 + λ).
        SparseRidge ridge = new(1);
        ridge.Penalty[0] = 2;
        for (int i = 0; i < 2; i++)
        {
            ridge.Feature(0, 1);
            ridge.Observe(1, 1);
        }

        ridge.Solve(rounds: 1)[0].ShouldBe(0.5, 1e-5);
    }

    private static bool FirstOfMonth(LocalDate day)
    {
        int working = 0;
        for (LocalDate each = new(day.Year, day.Month, 1); each <= day; each = each.PlusDays(1))
        {
            working += each.DayOfWeek <= IsoDayOfWeek.Friday ? 1 : 0;
        }

        return working == 1 && day.DayOfWeek <= IsoDayOfWeek.Friday;
    }

    private static ForecastResult Forecast(SimulatedQueue queue, LocalDate from, int days) =>
        ForecastMaker.Make(queue.Draw().Before(from), new ForecastRequest(from, days) { SpecialDays = SpecialDayCalendar.Sweden });

    private static double Ratio(ForecastResult result, LocalDate day) =>
        result.TotalOn(day) / Enumerable.Range(0, Municipal.Slots).Sum(slot => Municipal.MeanAt(day, slot));

    private static double MorningShare(ForecastResult result, LocalDate day) => result.Forecast.Intervals
        .Where(interval => interval.DateOf() == day && interval.Start.InZone(SimulatedQueue.Stockholm).Hour < 12).Sum(interval => interval.Calls)
        / result.TotalOn(day);

    private static double MorningShare(LocalDate day) =>
        Enumerable.Range(0, 48).Sum(slot => Municipal.MeanAt(day, slot)) / Enumerable.Range(0, 96).Sum(slot => Municipal.MeanAt(day, slot));
}
