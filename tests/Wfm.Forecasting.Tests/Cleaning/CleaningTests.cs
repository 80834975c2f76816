using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class CleaningTests
{
    private const int Weeks = 20;

    /// <summary>Wednesday of the fifteenth week.</summary>
    private const int Day = (7 * 14) + 2;

    [Test]
    public void An_ordinary_history_is_left_alone()
    {
        List<ForecastFinding> findings = [];
        DayMatrix matrix = Given.Matrix(Spoiled((_, _, calls) => calls), findings: findings);

        matrix.Calls.ShouldBe(matrix.Raw);
        findings.ShouldBeEmpty();
    }

    [Test]
    public void A_day_of_zeros_is_an_outage_and_set_aside() =>
        Finding((day, _, calls) => day == Day ? 0 : calls).ShouldBe((FindingKind.OutageDay, Given.Monday.PlusDays(Day)));

    [Test]
    public void A_day_with_a_digit_too_many_is_a_typo() =>
        Finding((day, _, calls) => day == Day ? 10 * calls : calls).ShouldBe((FindingKind.TenfoldTypo, Given.Monday.PlusDays(Day)));

    [Test]
    public void A_day_loaded_twice_is_seen_as_such() =>
        Finding((day, _, calls) => day == Day ? 2 * calls : calls).ShouldBe((FindingKind.DuplicatedHours, Given.Monday.PlusDays(Day)));

    [Test]
    public void A_day_at_a_third_is_an_outlier() =>
        Finding((day, _, calls) => day == Day ? calls / 3 : calls).ShouldBe((FindingKind.OutlierDay, Given.Monday.PlusDays(Day)));

    [Test]
    public void A_single_quarter_with_a_digit_too_many_is_replaced_by_what_its_day_says()
    {
        List<ForecastFinding> findings = [];
        DayMatrix matrix = Given.Matrix(Spoiled((day, slot, calls) => day == Day && slot == 44 ? 300 : calls), findings: findings);

        ForecastFinding finding = findings.ShouldHaveSingleItem();
        finding.Kind.ShouldBe(FindingKind.TenfoldTypo);
        finding.Raw.ShouldBe(300);
        finding.Replacement!.Value.ShouldBe(30, 5);
        finding.Start.ShouldBe(Given.Monday.PlusDays(Day).At(new LocalTime(11, 0)).InZoneStrictly(SimulatedQueue.Stockholm).ToInstant());
        matrix.Raw[(Day * matrix.Columns) + 12].ShouldBe(300);
        matrix.Calls[(Day * matrix.Columns) + 12].ShouldBe(finding.Replacement.Value);
    }

    [Test]
    public void Two_hours_of_outage_are_replaced_and_the_day_is_kept()
    {
        List<ForecastFinding> findings = [];
        DayMatrix matrix = Given.Matrix(Spoiled((day, slot, calls) => day == Day && slot is >= 40 and < 48 ? 0 : calls), findings: findings);

        findings.Count.ShouldBe(8);
        findings.ShouldAllBe(finding => finding.Kind == FindingKind.OutageHours && finding.Raw == 0);
        matrix.State[Day].ShouldBe(DayState.Normal);
        matrix.TotalOf(Day).ShouldBe(960, 60);
    }

    [Test]
    public void An_hour_counted_twice_is_replaced()
    {
        List<ForecastFinding> findings = [];
        Given.Matrix(
            Given.Weeks(Weeks, (day, slot) => Given.Around(120, day, slot) * (day == Day && slot is >= 40 and < 44 ? 2 : 1)), findings: findings);

        findings.Count.ShouldBe(4);
        findings.ShouldAllBe(finding => finding.Kind == FindingKind.DuplicatedHours);
    }

    [Test]
    public void Missing_days_and_gaps_of_weeks_are_reported_and_not_read_as_zero()
    {
        CallSeries series = Given.Days(7 * Weeks, (day, slot) =>
            day % 7 < 5 && slot is >= 32 and < 64 && day is not (>= 35 and < 63) && day != Day ? Given.Around(30, day, slot) : null);

        ForecastResult result = Given.Forecast(series, 7);

        result.Findings.Where(finding => finding.Kind == FindingKind.MissingDays).Select(finding => (finding.From, finding.To)).ShouldBe(
            [(Given.Monday.PlusDays(35), Given.Monday.PlusDays(60)), (Given.Monday.PlusDays(Day), Given.Monday.PlusDays(Day))]);
        result.Forecast.Intervals.Average(interval => interval.Calls).ShouldBe(30, 1.5);
    }

    [Test]
    public void A_lasting_change_of_level_is_not_an_outlier()
    {
        List<ForecastFinding> findings = [];
        Given.Matrix(Given.Weeks(Weeks, (day, slot) => Given.Around(day < 70 ? 20 : 40, day, slot)), findings: findings);

        findings.ShouldBeEmpty();
    }

    [Test]
    public void A_queue_closed_last_spring_gets_a_stated_outcome_instead_of_ghost_calls()
    {
        CallSeries zeros = Given.Weeks(Weeks, (day, slot) => day < 70 ? Given.Around(10, day, slot) : 0);
        ForecastResult result = Given.Forecast(zeros);

        result.Outcome.ShouldBe(ForecastOutcome.NeverOpen);
        result.Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.QueueClosed);

        CallSeries ended = Given.Weeks(10, (day, slot) => Given.Around(10, day, slot));
        ForecastRequest request = new(Given.Monday.PlusDays(200), 14) { HistoryEnd = Given.Monday.PlusDays(199) };
        ForecastMaker.Make(ended, request).Outcome.ShouldBe(ForecastOutcome.NeverOpen);
    }

    [Test]
    public void Five_percent_of_corrupted_days_cost_under_five_percent_of_accuracy()
    {
        CallSeries clean = new SimulatedQueue(11) { Days = 420, CallsPerDay = 1500 }.Draw();
        LocalDate from = clean.Intervals[0].Start.InZone(clean.Zone).Date.PlusDays(364);
        CallSeries truth = clean;

        double before = Wape(ForecastMaker.Make(clean.Before(from), Ask(from)), truth);
        double after = Wape(ForecastMaker.Make(Corrupt(clean.Before(from)), Ask(from)), truth);

        after.ShouldBeLessThan(1.05 * before);
    }

    private static ForecastRequest Ask(LocalDate from) => new(from, 56) { SpecialDays = SpecialDayCalendar.Sweden };

    private static double Wape(ForecastResult result, CallSeries truth)
    {
        Dictionary<Instant, int> calls = truth.Intervals.ToDictionary(interval => interval.Start, interval => interval.Offered);
        return result.Forecast.Intervals.Sum(interval => Math.Abs(interval.Calls - calls.GetValueOrDefault(interval.Start)))
            / result.Forecast.Intervals.Sum(interval => calls.GetValueOrDefault(interval.Start));
    }

    /// <summary>Every twentieth day: zeros, tenfold, doubled, a third, in turn.</summary>
    private static CallSeries Corrupt(CallSeries series)
    {
        int Spoil(CallInterval interval)
        {
            int day = Period.DaysBetween(new LocalDate(2000, 1, 1), interval.Start.InZone(series.Zone).Date);
            return day % 20 != 0 ? interval.Offered : (day / 20 % 4) switch
            {
                0 => 0,
                1 => 10 * interval.Offered,
                2 => 2 * interval.Offered,
                _ => interval.Offered / 3,
            };
        }

        return series with { Intervals = [.. series.Intervals.Select(interval => interval with { Offered = Spoil(interval) })] };
    }

    private static CallSeries Spoiled(Func<int, int, int, int> spoil) =>
        Given.Weeks(Weeks, (day, slot) => spoil(day, slot, Given.Around(30, day, slot)));

    private static (FindingKind Kind, LocalDate Day) Finding(Func<int, int, int, int> spoil)
    {
        List<ForecastFinding> findings = [];
        DayMatrix matrix = Given.Matrix(Spoiled(spoil), findings: findings);
        ForecastFinding finding = findings.ShouldHaveSingleItem();
        matrix.State[Day].ShouldBe(DayState.SetAside);
        return (finding.Kind, finding.From);
    }
}
