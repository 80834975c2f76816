using System.Diagnostics;
using MathNet.Numerics.Distributions;
using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;

namespace Wfm.PlanQuality.Forecast;

/// <summary>CPU of one queue: two years of quarters, twelve weeks ahead, all candidates, selection and bands.</summary>
internal static class SpeedRun
{
    private static readonly ForecastRequest TwelveWeeks = new(new LocalDate(2025, 1, 6), 84) { SpecialDays = SpecialDayCalendar.Sweden };

    /// <summary>Wall seconds of 500 queues on two threads: 20 drawn ones, each forecast 25 times, since 500 would fill the memory with histories.</summary>
    public static double FiveHundredQueues(int firstHour, int lastHour)
    {
        CallSeries[] drawn = [.. Enumerable.Range(1, 20).Select(seed => TwoYears(firstHour, lastHour, seed))];
        Stopwatch watch = Stopwatch.StartNew();
        Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => ForecastMaker.Make(drawn[i % drawn.Length], TwelveWeeks));
        return watch.Elapsed.TotalSeconds;
    }

    public static (double BestMilliseconds, double MedianMilliseconds) Measure(int firstHour, int lastHour)
    {
        CallSeries series = TwoYears(firstHour, lastHour, seed: 7);
        List<double> milliseconds = [];
        for (int run = 0; run < 25; run++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            int intervals = ForecastMaker.Make(series, TwelveWeeks).Forecast.Intervals.Count;
            milliseconds.Add(intervals > 0 ? (Environment.CpuUsage.TotalTime - before).TotalMilliseconds : double.NaN);
        }

        // The first runs pay for compilation.
        double[] warm = [.. milliseconds.Skip(10).Order()];
        return (warm[0], warm[warm.Length / 2]);
    }

    private static CallSeries TwoYears(int firstHour, int lastHour, int seed)
    {
        Random random = new(seed);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
        List<CallInterval> intervals = [];
        for (LocalDate day = new(2023, 1, 2); day < new LocalDate(2025, 1, 6); day = day.PlusDays(1))
        {
            double level = (day.DayOfWeek <= IsoDayOfWeek.Friday ? 8 : 4) * Math.Exp(0.06 * Normal.Sample(random, 0, 1));
            foreach (Instant start in DayIntervals.StartsOf(day, zone, Duration.FromMinutes(15)))
            {
                int hour = start.InZone(zone).Hour;
                if (hour >= firstHour && hour < lastHour)
                {
                    int calls = Poisson.Sample(random, level * (1 + Math.Sin(Math.PI * hour / 24)));
                    intervals.Add(new CallInterval(start, Duration.FromMinutes(15), calls, calls, HandleSeconds: 240.0 * calls));
                }
            }
        }

        return new CallSeries(new QueueId("speed"), zone, Duration.FromMinutes(15), intervals);
    }
}
