using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

public sealed class ShortenedDaysTests
{
    private static readonly LocalDate First = new(2023, 1, 2);
    private static readonly LocalDate From = new(2025, 12, 29);
    private static readonly LocalDate Trettondagsafton = new(2026, 1, 5);

    [Test]
    public void A_shortened_day_closes_when_it_closed_the_years_before()
    {
        ForecastResult result = Forecast(lastSlotOnEves: 47);

        Closing(result, Trettondagsafton).ShouldBe(new LocalTime(12, 0));
        Closing(result, Trettondagsafton.PlusDays(2)).ShouldBe(new LocalTime(16, 0));
        result.Findings.ShouldContain(finding => finding.Reason == "Taken as closing at 12:00 on Trettondagsafton, as on such days before.");
    }

    // The last call of the morning may come at 11:40; nobody closes then.
    [Test]
    public void The_closing_is_a_full_hour() => Closing(Forecast(lastSlotOnEves: 45), Trettondagsafton).ShouldBe(new LocalTime(12, 0));

    [Test]
    public void A_shortened_day_that_stayed_open_stays_open() => Closing(Forecast(lastSlotOnEves: 63), Trettondagsafton).ShouldBe(new LocalTime(16, 0));

    // One call an hour: an afternoon without any is luck, not a closing.
    [Test]
    public void Silence_that_may_be_chance_closes_nothing() =>
        Closing(Forecast(lastSlotOnEves: 47, callsPerQuarter: 0.1), Trettondagsafton).ShouldBe(new LocalTime(16, 0));

    // The years before it closed at noon; this year the house says 14:30.
    [Test]
    public void A_stated_closing_goes_before_what_was_learned()
    {
        ForecastResult result = Forecast(lastSlotOnEves: 47, closes: new LocalTime(14, 30));

        Closing(result, Trettondagsafton).ShouldBe(new LocalTime(14, 30));
        Closing(result, Trettondagsafton.PlusDays(2)).ShouldBe(new LocalTime(16, 0));
        result.Findings.ShouldNotContain(finding => finding.Reason.Contains("Trettondagsafton", StringComparison.Ordinal));
    }

    // Open as usual until now: the hours that are left keep their calls, those after are gone.
    [Test]
    public void A_day_that_closes_early_for_the_first_time_loses_the_calls_after_it()
    {
        ForecastResult usual = Forecast(lastSlotOnEves: 63), early = Forecast(lastSlotOnEves: 63, closes: new LocalTime(15, 0));

        Closing(early, Trettondagsafton).ShouldBe(new LocalTime(15, 0));
        (early.TotalOn(Trettondagsafton) / usual.TotalOn(Trettondagsafton)).ShouldBe(28 / 32.0, 0.01);
    }

    private static ForecastResult Forecast(int lastSlotOnEves, double callsPerQuarter = 6, LocalTime? closes = null)
    {
        CallSeries series = Given.Days(Period.DaysBetween(First, From), (day, slot) =>
        {
            LocalDate date = First.PlusDays(day);
            bool isEve = SpecialDayCalendar.Sweden.On(date)?.Kind == SpecialDayKind.ShortenedDay;
            bool isOpen = date.DayOfWeek <= IsoDayOfWeek.Friday && slot is >= 32 and < 64 && (!isEve || slot <= lastSlotOnEves);
            return isOpen ? Given.Around(callsPerQuarter, day, slot) : null;
        }, First);
        return ForecastMaker.Make(series, new ForecastRequest(From, 14) { SpecialDays = SpecialDayCalendar.Of(Days(closes)) });
    }

    private static IEnumerable<SpecialDay> Days(LocalTime? closes) => SpecialDayCalendar.Sweden.Between(First, From.PlusDays(20))
        .Select(day => day.Date == Trettondagsafton ? day with { Closes = closes } : day);

    private static LocalTime Closing(ForecastResult result, LocalDate day) =>
        result.Forecast.Intervals.Last(interval => interval.DateOf() == day).Start.InZone(SimulatedQueue.Stockholm).TimeOfDay.PlusMinutes(15);
}
