using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests;

/// <summary>Few call between Christmas and New Year, many on the day after a holiday; neither must be taken for the other.</summary>
public sealed class BetweenClosuresTests
{
    private static readonly LocalDate First = new(2023, 1, 9);
    private static readonly LocalDate From = new(2025, 12, 8);

    [Test]
    public void The_quiet_days_of_Christmas_do_not_hide_the_rush_after_a_holiday()
    {
        ForecastResult result = Forecast();

        double usual = result.TotalOn(new LocalDate(2026, 1, 14));
        (result.TotalOn(new LocalDate(2026, 1, 7)) / usual).ShouldBeInRange(1.05, 1.3);
        (result.TotalOn(new LocalDate(2025, 12, 29)) / usual).ShouldBeInRange(0.5, 0.8);
    }

    private static ForecastResult Forecast()
    {
        CallSeries series = Given.Days(Period.DaysBetween(First, From), (day, slot) =>
        {
            LocalDate date = First.PlusDays(day);
            return date.DayOfWeek <= IsoDayOfWeek.Friday && slot is >= 32 and < 64 && !IsRed(date)
                ? Given.Around(12 * Factor(date), day, slot)
                : null;
        }, First);
        return ForecastMaker.Make(series, new ForecastRequest(From, 42) { SpecialDays = SpecialDayCalendar.Sweden });
    }

    private static double Factor(LocalDate date)
    {
        bool isChristmasWeek = (date.Month == 12 && date.Day > 26) || (date.Month == 1 && date.Day < 6);
        LocalDate before = date.PlusDays(-1);
        while (before.DayOfWeek >= IsoDayOfWeek.Saturday && !IsRed(before))
        {
            before = before.PlusDays(-1);
        }

        return isChristmasWeek ? 0.6 : IsRed(before) && before.DayOfWeek <= IsoDayOfWeek.Friday ? 1.2 : 1;
    }

    private static bool IsRed(LocalDate date) => SpecialDayCalendar.Sweden.On(date)?.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve;
}
