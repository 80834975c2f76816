using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;

namespace Wfm.PlanQuality.Forecast;

/// <summary>What one row of the benchmark measured.</summary>
internal sealed record Measured(
    int Origins, double Wape, double WapeDay, double Bias, double Cover80, double Cover90, double Width80,
    double Floor, double Naive, double Mean6, double CpuMilliseconds, string Models);

/// <summary>Forecasts one series from given origins and scores given leads. Each forecast sees only what came before its origin.</summary>
internal sealed class Trials(CallSeries series)
{
    private readonly Dictionary<LocalDate, CallInterval[]> _days = series.Intervals
        .GroupBy(interval => interval.Start.InZone(series.Zone).Date).ToDictionary(day => day.Key, day => day.ToArray());

    public LocalDate First => series.Intervals[0].Start.InZone(series.Zone).Date;

    public LocalDate Last => series.Intervals[^1].Start.InZone(series.Zone).Date;

    /// <summary>Scores the days from <paramref name="firstLead"/> to <paramref name="lastLead"/> after each origin (1 is the origin itself).</summary>
    public Measured Run(IEnumerable<LocalDate> origins, int firstLead, int lastLead)
    {
        Sums all = new();
        TimeSpan cpu = TimeSpan.Zero;
        int runs = 0;
        foreach (LocalDate origin in origins)
        {
            ForecastRequest request = new(origin, lastLead) { HistoryEnd = origin.PlusDays(-1) };
            TimeSpan before = Environment.CpuUsage.TotalTime;
            ForecastResult result = ForecastMaker.Make(series, request);
            cpu += Environment.CpuUsage.TotalTime - before;
            runs++;
            Score(result, origin, firstLead, all);
        }

        return all.ToMeasured(runs, cpu.TotalMilliseconds / Math.Max(1, runs));
    }

    private void Score(ForecastResult result, LocalDate origin, int firstLead, Sums sums)
    {
        foreach (IGrouping<LocalDate, ForecastInterval> day in result.Forecast.Intervals.GroupBy(each => each.Start.InZone(series.Zone).Date))
        {
            if (Period.DaysBetween(origin, day.Key) + 1 >= firstLead && _days.TryGetValue(day.Key, out CallInterval[]? actual))
            {
                Dictionary<Instant, int> calls = actual.ToDictionary(interval => interval.Start, interval => interval.Offered);
                sums.Add([.. day], [.. day.Select(each => (double)calls.GetValueOrDefault(each.Start))],
                    MeanOf([.. day], day.Key, origin, 1), MeanOf([.. day], day.Key, origin, 6));
            }
        }
    }

    private double[] MeanOf(ForecastInterval[] day, LocalDate date, LocalDate origin, int weekdays)
    {
        double[] mean = new double[day.Length];
        int used = 0;
        for (LocalDate before = date.PlusDays(-7); used < weekdays && before >= First; before = before.PlusDays(-7))
        {
            if (before < origin && _days.TryGetValue(before, out CallInterval[]? actual))
            {
                Duration back = Duration.FromDays(Period.DaysBetween(before, date));
                Dictionary<Instant, int> calls = actual.ToDictionary(interval => interval.Start + back, interval => interval.Offered);
                for (int i = 0; i < mean.Length; i++)
                {
                    mean[i] += calls.GetValueOrDefault(day[i].Start);
                }

                used++;
            }
        }

        return [.. mean.Select(sum => sum / Math.Max(1, used))];
    }

    private sealed class Sums
    {
        private readonly Dictionary<string, int> _models = [];
        private double _calls, _forecast, _error, _dayError, _floor, _naive, _mean6, _width;
        private int _cells, _in80, _in90;

        public void Add(ForecastInterval[] said, double[] calls, double[] naive, double[] mean6)
        {
            _models[said[0].Model] = _models.GetValueOrDefault(said[0].Model) + 1;
            for (int i = 0; i < said.Length; i++)
            {
                _cells++;
                _calls += calls[i];
                _forecast += said[i].Calls;
                _error += Math.Abs(said[i].Calls - calls[i]);
                _naive += Math.Abs(naive[i] - calls[i]);
                _mean6 += Math.Abs(mean6[i] - calls[i]);
                _floor += Math.Sqrt(2 * said[i].Calls / Math.PI);
                _width += said[i].P90 - said[i].P10;
                _in80 += calls[i] >= said[i].P10 && calls[i] <= said[i].P90 ? 1 : 0;
                _in90 += calls[i] >= said[i].P05 && calls[i] <= said[i].P95 ? 1 : 0;
            }

            _dayError += Math.Abs(said.Sum(each => each.Calls) - calls.Sum());
        }

        public Measured ToMeasured(int origins, double cpu) => new(
            origins, _error / _calls, _dayError / _calls, (_forecast - _calls) / _calls, _in80 / (double)_cells, _in90 / (double)_cells,
            _width / _calls, _floor / _forecast, _naive / _calls, _mean6 / _calls, cpu,
            string.Join(' ', _models.OrderByDescending(each => each.Value).Take(3).Select(each => each.Key + "×" + each.Value)));
    }
}
