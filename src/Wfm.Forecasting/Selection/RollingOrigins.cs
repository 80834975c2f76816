namespace Wfm.Forecasting;

/// <summary>One day forecast from one origin: what each candidate said, beside what came.</summary>
/// <param name="Origin">Index of the origin.</param>
/// <param name="Day">Row of the day.</param>
/// <param name="Band">Its lead band.</param>
/// <param name="Weight">Recency: halved for every twelve weeks back.</param>
/// <param name="Row">Start of its predictions in each candidate's array.</param>
internal readonly record struct Trial(int Origin, int Day, LeadBand Band, double Weight, int Row);

/// <summary>Tries all candidates on the past from up to ten origins; models and calendar are learned afresh at each.</summary>
/// <remarks>
/// Between two origins the near leads are tried on every day: parameters stay, levels follow the days known by then.
/// That gives the next-day forecast dozens of days instead of one per origin, at the price of predictions only.
/// </remarks>
internal sealed class RollingOrigins
{
    private static readonly int[] WeeksBack = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16];
    private const int ShortestTraining = 10;
    private const double ShortestTrainingShare = 0.35;
    private const double HalfLifeDays = 84;
    private const int LongestBlock = 14;

    private readonly DayMatrix _matrix;
    private readonly List<Trial> _trials = [];
    private readonly List<int> _knownThrough = [];

    private RollingOrigins(DayMatrix matrix) => _matrix = matrix;

    /// <summary>All trials.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>First unknown day of each origin.</summary>
    public IReadOnlyList<int> OriginDays { get; private set; } = [];

    /// <summary>Predictions of each candidate; empty where it could not learn. A trial's row starts at <see cref="Trial.Row"/>.</summary>
    public double[]?[] Predictions { get; private set; } = [];

    /// <summary>Learns and predicts from every origin the history allows.</summary>
    public static RollingOrigins Run(DayMatrix matrix, CalendarFeatures features)
    {
        RollingOrigins run = new(matrix);
        int[] origins = [.. WeeksBack.Select(weeks => matrix.HistoryDays - (7 * weeks))
            .Where(origin => origin >= Math.Max(ShortestTraining, ShortestTrainingShare * matrix.HistoryDays))];
        List<(int First, int Count)> parts = [];
        for (int i = 0; i < origins.Length; i++)
        {
            int first = run._trials.Count;
            run.Plan(i, origins[i], i == 0 ? matrix.HistoryDays : origins[i - 1]);
            parts.Add((first, run._trials.Count - first));
        }

        run.OriginDays = origins;
        run.Predict(features, origins, parts);
        return run;
    }

    private void Plan(int index, int origin, int next)
    {
        int end = _matrix.HistoryDays;
        for (int d = origin; d < Math.Min(next, origin + LongestBlock); d++)
        {
            Try(index, origin, d, d - 1);
            Try(index, origin, d, PreviousOpen(d - 1) - 1);
            Try(index, origin, d, d - 5);
        }

        for (int d = origin + 7; d < Math.Min(end, origin + 28); d += 2)
        {
            Try(index, origin, d, origin - 1);
        }

        for (int d = origin + 28; d < Math.Min(end, origin + 84); d += 3)
        {
            Try(index, origin, d, origin - 1);
        }
    }

    private int PreviousOpen(int d)
    {
        while (d > 0 && _matrix.State[d] == DayState.Closed)
        {
            d--;
        }

        return d;
    }

    private void Try(int index, int origin, int day, int known)
    {
        if (known < origin - 1 || !_matrix.IsUsable(day))
        {
            return;
        }

        LeadBand band = LeadBands.Of(day - known, _matrix.OpenDaysThrough[day] - (known < 0 ? 0 : _matrix.OpenDaysThrough[known]));
        double weight = Math.Pow(0.5, (_matrix.HistoryDays - day) / HalfLifeDays);
        _knownThrough.Add(known);
        _trials.Add(new Trial(index, day, band, weight, _trials.Count * _matrix.Columns));
    }

    private void Predict(CalendarFeatures features, int[] origins, List<(int First, int Count)> parts)
    {
        IReadOnlyList<IForecastModel> models = Candidates.All;
        int m = _matrix.Columns;
        Predictions = new double[models.Count][];
        bool[] able = new bool[models.Count];
        able.AsSpan().Fill(true);
        for (int i = 0; i < models.Count; i++)
        {
            Predictions[i] = new double[_trials.Count * m];
        }

        for (int o = 0; o < origins.Length; o++)
        {
            TrainingSet history = new(_matrix, features, origins[o]);
            for (int i = 0; i < models.Count; i++)
            {
                if (!(able[i] &= models[i].CanBeTriedOn(history)))
                {
                    continue;
                }

                IFittedForecast fitted = models[i].Fit(history);
                for (int t = parts[o].First; t < parts[o].First + parts[o].Count; t++)
                {
                    fitted.Predict(_trials[t].Day, _knownThrough[t], Predictions[i]!.AsSpan(_trials[t].Row, m));
                }
            }
        }

        for (int i = 0; i < models.Count; i++)
        {
            Predictions[i] = able[i] ? Predictions[i] : null;
        }
    }
}
