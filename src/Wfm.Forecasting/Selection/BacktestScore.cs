using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Scores forecasts, made as if published, against what came, with the two yardsticks beside them.</summary>
internal sealed class BacktestScore
{
    private readonly CallSeries _series;
    private readonly Dictionary<Instant, int> _offered;
    private readonly HashSet<LocalDate> _daysWithRows;
    private readonly Band[] _bands = [.. LeadBands.All.Select(_ => new Band())];
    private int _origin;

    public BacktestScore(CallSeries series)
    {
        _series = series;
        _offered = series.Intervals.ToDictionary(interval => interval.Start, interval => interval.Offered);
        _daysWithRows = [.. series.Intervals.Select(interval => interval.Start.InZone(series.Zone).Date)];
    }

    /// <summary>Adds one forecast made for the days from its request's first day on.</summary>
    public void Add(ForecastResult result, ForecastRequest request)
    {
        _origin++;
        int openDays = 0;
        foreach (IGrouping<LocalDate, ForecastInterval> day in result.Forecast.Intervals.GroupBy(each => each.Start.InZone(_series.Zone).Date))
        {
            openDays++;
            if (_daysWithRows.Contains(day.Key))
            {
                int lead = Period.DaysBetween(request.From, day.Key) + 1;
                AddDay(_bands[(int)LeadBands.Of(lead, openDays)], [.. day], day.Key, request.From);
            }
        }
    }

    /// <summary>The rows of bands with scored days.</summary>
    public IReadOnlyList<BacktestRow> Rows() =>
        [.. LeadBands.All.Where(band => _bands[(int)band].Chosen.Days > 0).Select(band => new BacktestRow(_series.Queue, Row(band)))];

    private LeadBandQuality Row(LeadBand lead)
    {
        Band band = _bands[(int)lead];
        string model = band.Models.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).First().Key;
        return new LeadBandQuality(
            lead, model, band.Origins.Count, band.Chosen.Wape, band.Chosen.WapeDay, band.Chosen.Bias, band.Count.Cover80, band.Count.Cover90,
            band.Count.Width80, band.Chosen.NoiseFloor, band.Naive.Wape, band.MeanOfSix.Wape);
    }

    private void AddDay(Band band, ForecastInterval[] day, LocalDate date, LocalDate from)
    {
        double[] calls = [.. day.Select(interval => (double)_offered.GetValueOrDefault(interval.Start))];
        bool[] open = [.. day.Select(_ => true)];
        band.Origins.Add(_origin);
        band.Models[day[0].Model] = band.Models.GetValueOrDefault(day[0].Model) + 1;
        band.Chosen.Add(calls, [.. day.Select(interval => interval.Calls)], open);
        band.Naive.Add(calls, MeanOf(day, date, from, 1), open);
        band.MeanOfSix.Add(calls, MeanOf(day, date, from, 6), open);
        for (int i = 0; i < day.Length; i++)
        {
            ForecastInterval said = day[i];
            band.Count.Add(calls[i], (said.P05, said.P10, said.P50, said.P90, said.P95));
        }
    }

    /// <summary>The mean of the last same weekdays with rows before the origin, straight from the source.</summary>
    private double[] MeanOf(ForecastInterval[] day, LocalDate date, LocalDate from, int weekdays)
    {
        double[] mean = new double[day.Length];
        int used = 0;
        LocalDate oldest = date.PlusDays(-7 * 60);
        for (LocalDate before = date.PlusDays(-7); used < weekdays && before > oldest; before = before.PlusDays(-7))
        {
            if (before >= from || !_daysWithRows.Contains(before))
            {
                continue;
            }

            used++;
            for (int i = 0; i < day.Length; i++)
            {
                Instant then = before.At(day[i].Start.InZone(_series.Zone).TimeOfDay).InZone(_series.Zone, WallClock.Earliest).ToInstant();
                mean[i] += _offered.GetValueOrDefault(then);
            }
        }

        return [.. mean.Select(sum => sum / Math.Max(1, used))];
    }

    private sealed class Band
    {
        public ErrorSum Chosen { get; } = new();

        public ErrorSum Naive { get; } = new();

        public ErrorSum MeanOfSix { get; } = new();

        public BandCount Count { get; } = new();

        public HashSet<int> Origins { get; } = [];

        public Dictionary<string, int> Models { get; } = [];
    }
}
