using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Intraday;
using Wfm.PlanQuality.Forecast;

namespace Wfm.PlanQuality.Reforecast;

/// <summary>What a re-forecast of the rest of the day gains on the supplied series, against leaving the day's forecast alone.</summary>
internal static class ReforecastCommand
{
    private const int FirstDay = 61;
    private static readonly int[] Hours = [9, 10, 12, 14];

    public static int Run(string[] args)
    {
        if (args is not ["--data", string directory])
        {
            Console.Error.WriteLine("reforecast --data DIR");
            return 2;
        }

        if (!SuppliedSeries.AreIn(directory))
        {
            return 2;
        }

        Console.WriteLine("series, minutes, lead of the day's forecast, seen until: |error| per call of the rest of the day; its total; updates better, worse or no different; ms");
        foreach (int lead in (int[])[1, 28])
        {
            Measure(SuppliedSeries.LargeBank(directory, 30), lead, Duration.FromMinutes(30));
            Measure(SuppliedSeries.SmallBank(directory, 30), lead, Duration.FromMinutes(30));
        }

        Measure(SuppliedSeries.LargeBank(directory, 15), 1, Duration.FromMinutes(15));
        return 0;
    }

    private static void Measure(CallSeries series, int lead, Duration slot)
    {
        DayPair[] days = [.. Days(series, lead)];
        int slots = days.GroupBy(day => day.Day.Expected.Count).MaxBy(alike => alike.Count())!.Key;
        DayPair[] alike = [.. days.Where(day => day.Day.Expected.Count == slots)];
        foreach (int hour in Hours)
        {
            Figures figures = new();
            for (int day = FirstDay; day < alike.Length; day++)
            {
                int now = (int)((alike[day].Date.AtMidnight().PlusHours(hour).InUtc().ToInstant() - alike[day].First) / slot);
                if (now > 0 && now < slots)
                {
                    figures.Add(alike[day], [.. alike.Take(day).Select(other => other.Day)], now, (int)slot.TotalMinutes);
                }
            }

            Console.WriteLine(alike.Length <= FirstDay ? $"{series.Queue}: {alike.Length} days alike are too few." : string.Create(CultureInfo.InvariantCulture, $"{series.Queue} {slot.TotalMinutes:0} min, {lead} d, {hour}:00, {alike.Length - FirstDay} days: {figures}"));
        }
    }

    /// <summary>Every day of the series with the forecast made so many days before it.</summary>
    private static IEnumerable<DayPair> Days(CallSeries series, int lead)
    {
        LocalDate[] dates = [.. series.Intervals.Select(interval => interval.Start.InUtc().Date).Distinct()];
        foreach (LocalDate date in dates.Skip(40))
        {
            LocalDate from = date.PlusDays(1 - lead);
            CallSeries known = series with { Intervals = [.. series.Intervals.Where(interval => interval.Start.InUtc().Date < from)] };
            VolumeForecast forecast = ForecastMaker.Make(known, new ForecastRequest(from, lead)).Forecast;
            ForecastInterval[] ofDay = [.. forecast.Intervals.Where(interval => interval.Start.InUtc().Date == date)];
            if (ofDay.Length > 0)
            {
                Dictionary<Instant, double> came = series.Intervals.Where(interval => interval.Start.InUtc().Date == date).ToDictionary(interval => interval.Start, interval => (double)interval.Offered);
                yield return new DayPair(
                    date, ofDay[0].Start, BandReading.Of(ofDay), new PastDay([.. ofDay.Select(interval => interval.Calls)], [.. ofDay.Select(interval => came.GetValueOrDefault(interval.Start))]));
            }
        }
    }

    private sealed record DayPair(LocalDate Date, Instant First, RateVariation Variation, PastDay Day);

    /// <summary>Sums over the days of one line.</summary>
    private sealed class Figures
    {
        private readonly double[] _errors = new double[5], _totals = new double[5];
        private readonly int[] _chosen = new int[4];
        private readonly List<double> _milliseconds = [];
        private double _calls;

        public void Add(DayPair day, PastDay[] past, int now, int slotMinutes)
        {
            RunningQueue running = new(day.Day.Expected, day.Variation, [.. day.Day.Offered.Take(now).Select(calls => (double?)calls)]);
            long begin = Stopwatch.GetTimestamp();
            DayUpdate update = Reforecaster.Update(running, slotMinutes, past);
            _milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            _chosen[(int)update.Model]++;
            double ratio = day.Day.Offered.Take(now).Sum() / day.Day.Expected.Take(now).Sum();
            double factor = GammaPoisson.Read(running, slotMinutes, mayJump: false).Factor().Factor;
            double[] gaussian = ConditionalGaussian.Fit(past)!.Given(running).Update(running).Remaining;
            Count(0, day, now, slot => day.Day.Expected[slot]);
            Count(1, day, now, slot => day.Day.Expected[slot] * ratio);
            Count(2, day, now, slot => day.Day.Expected[slot] * factor);
            Count(3, day, now, slot => gaussian[slot - now]);
            Count(4, day, now, slot => update.Expected[slot]);
            _calls += day.Day.Offered.Skip(now).Sum();
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"none {Line(0)}; ratio {Line(1)}; gamma {Line(2)}; gaussian {Line(3)}; chosen {Line(4)} ({_chosen[0]}/{_chosen[1]}/{_chosen[2]}/{_chosen[3]}); {_milliseconds.Order().ElementAt(_milliseconds.Count / 2):0.00} ms");

        private string Line(int model) => string.Create(
            CultureInfo.InvariantCulture,
            $"{_errors[model] / _calls:0.00 %} ({(_errors[model] / _errors[0]) - 1:+0.0 %;-0.0 %}, total {(_totals[model] / _totals[0]) - 1:+0 %;-0 %})");

        private void Count(int model, DayPair day, int now, Func<int, double> forecast)
        {
            double total = 0;
            for (int slot = now; slot < day.Day.Offered.Count; slot++)
            {
                _errors[model] += Math.Abs(forecast(slot) - day.Day.Offered[slot]);
                total += forecast(slot) - day.Day.Offered[slot];
            }

            _totals[model] += Math.Abs(total);
        }
    }
}
