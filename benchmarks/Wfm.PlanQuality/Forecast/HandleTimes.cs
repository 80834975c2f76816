using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;

namespace Wfm.PlanQuality.Forecast;

/// <summary>Error of the expected handle time on the supplied daily series, each day weighted by its calls.</summary>
internal static class HandleTimes
{
    private const int WorkingYear = 260;
    private const int WorkingDaysBetween = 20;

    // The dates are not known; consecutive working days are laid out from a Monday.
    private static readonly LocalDate First = new(2001, 1, 1);

    /// <summary>Prints one line per lead: origins every four weeks of the last year.</summary>
    public static void Print(string directory)
    {
        (int Calls, int Answered, double Seconds)[] days = Read(Path.Combine(directory, "forecasting", "daily_volume_aht.csv"));
        CallSeries series = new(new QueueId("daily"), DateTimeZone.Utc, Duration.FromHours(1), [.. days.Select((day, at) =>
            new CallInterval(DateOf(at).AtMidnight().PlusHours(12).InUtc().ToInstant(), Duration.FromHours(1), day.Calls, Answered: day.Answered, HandleSeconds: day.Answered * day.Seconds))]);
        foreach ((string lead, int first, int last, double aim) in (ReadOnlySpan<(string, int, int, double)>)[("1 day", 0, 0, 7.6), ("weeks 8-12", 35, 59, 10.3)])
        {
            double off = 0, seconds = 0;
            int origins = 0;
            for (int origin = days.Length - WorkingYear; origin + last < days.Length; origin += WorkingDaysBetween)
            {
                origins++;
                CallSeries known = series with { Intervals = [.. series.Intervals.Take(origin)] };
                Dictionary<LocalDate, double> said = ForecastMaker.Make(known, new ForecastRequest(DateOf(origin), 7 * ((last / 5) + 2))).Forecast.Intervals
                    .ToDictionary(interval => interval.Start.InUtc().Date, interval => interval.AverageHandleSeconds!.Value);
                for (int day = origin + first; day <= origin + last; day++)
                {
                    off += days[day].Answered * Math.Abs(said[DateOf(day)] - days[day].Seconds);
                    seconds += days[day].Answered * days[day].Seconds;
                }
            }

            Console.WriteLine(FormattableString.Invariant($"mean talk time of days, {lead}: {100 * off / seconds:0.0} % of {origins} origins (aim {aim})"));
        }
    }

    private static LocalDate DateOf(int workingDay) => First.PlusDays((7 * (workingDay / 5)) + (workingDay % 5));

    private static (int Calls, int Answered, double Seconds)[] Read(string path) =>
        [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells =>
            (int.Parse(cells[1], CultureInfo.InvariantCulture), int.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture)))];
}
