namespace Wfm.Forecasting;

/// <summary>Expected mean handle time: a slowly moving level, times weekday, times slot of the day; each call counts once.</summary>
/// <remarks>
/// The level forgets 5 % a day (half-life two weeks), weighted by calls handled. A day whose mean lies outside half to double the
/// median of the days around it is pulled to that border. Weekday and slot effects are shrunk by 100 handled calls towards none.
/// </remarks>
internal sealed class HandleTimeModel
{
    private const double ForgetPerDay = 0.05;
    private const double PriorHandled = 100;
    private const int MedianDays = 28;
    private const int EffectDays = 364;

    private readonly double[] _weekday;
    private readonly double[] _slot;

    private HandleTimeModel(double level, double[] weekday, double[] slot)
    {
        LevelSeconds = level;
        _weekday = weekday;
        _slot = slot;
    }

    /// <summary>Level in seconds.</summary>
    public double LevelSeconds { get; }

    /// <summary>Learns from the history; empty where no handle time is known.</summary>
    public static HandleTimeModel? Learn(DayMatrix matrix)
    {
        (double[] seconds, double[] handled) = DayTotals(matrix);
        double weight = 0, sum = 0;
        int last = -1;
        for (int d = 0; d < seconds.Length; d++)
        {
            if (handled[d] > 0)
            {
                double forget = last < 0 ? 1 : Math.Pow(1 - ForgetPerDay, d - last);
                sum = (sum * forget) + seconds[d];
                weight = (weight * forget) + handled[d];
                last = d;
            }
        }

        if (last < 0)
        {
            return null;
        }

        double[] level = RunningLevel(seconds, handled);
        return new HandleTimeModel(sum / weight, WeekdayEffects(matrix, seconds, handled, level), SlotEffects(matrix, seconds, handled));
    }

    /// <summary>Expected seconds per call on a weekday (Monday 0) in a column.</summary>
    public double SecondsAt(int weekday, int column) => LevelSeconds * _weekday[weekday] * _slot[column];

    private static (double[] Seconds, double[] Handled) DayTotals(DayMatrix matrix)
    {
        int m = matrix.Columns;
        double[] seconds = new double[matrix.HistoryDays];
        double[] handled = new double[matrix.HistoryDays];
        for (int i = 0; i < matrix.Handled.Length; i++)
        {
            seconds[i / m] += matrix.HandleSeconds[i];
            handled[i / m] += matrix.Handled[i];
        }

        List<double> recent = [];
        for (int d = 0; d < seconds.Length; d++)
        {
            if (handled[d] <= 0)
            {
                continue;
            }

            double mean = seconds[d] / handled[d];
            if (recent.Count >= 5)
            {
                double median = Robust.Median(recent.ToArray().AsSpan());
                mean = Math.Clamp(mean, median / 2, median * 2);
            }

            recent.Add(seconds[d] / handled[d]);
            if (recent.Count > MedianDays)
            {
                recent.RemoveAt(0);
            }

            seconds[d] = mean * handled[d];
        }

        return (seconds, handled);
    }

    /// <summary>Level of each day from the days around it, so that drift does not look like a weekday.</summary>
    private static double[] RunningLevel(double[] seconds, double[] handled)
    {
        const int Reach = 10;
        double[] level = new double[seconds.Length];
        for (int d = 0; d < level.Length; d++)
        {
            double sum = 0, weight = 0;
            for (int near = Math.Max(0, d - Reach); near <= Math.Min(level.Length - 1, d + Reach); near++)
            {
                sum += seconds[near];
                weight += handled[near];
            }

            level[d] = weight > 0 ? sum / weight : 0;
        }

        return level;
    }

    private static double[] WeekdayEffects(DayMatrix matrix, double[] seconds, double[] handled, double[] level)
    {
        double[] seen = new double[7], expected = new double[7];
        for (int d = Math.Max(0, seconds.Length - EffectDays); d < seconds.Length; d++)
        {
            seen[matrix.Weekday[d]] += seconds[d];
            expected[matrix.Weekday[d]] += handled[d] * level[d];
        }

        double perCall = Math.Max(1, expected.Sum() / Math.Max(1, handled.Sum()));
        return Shrink(seen, expected, perCall);
    }

    private static double[] SlotEffects(DayMatrix matrix, double[] seconds, double[] handled)
    {
        int m = matrix.Columns;
        double[] seen = new double[m], expected = new double[m];
        for (int d = Math.Max(0, seconds.Length - EffectDays); d < seconds.Length; d++)
        {
            double mean = handled[d] > 0 ? seconds[d] / handled[d] : 0;
            for (int c = 0; mean > 0 && c < m; c++)
            {
                int i = (d * m) + c;
                double usual = matrix.Handled[i] * mean;
                seen[c] += Math.Clamp(matrix.HandleSeconds[i], usual / 5, usual * 5);
                expected[c] += usual;
            }
        }

        double perCall = Math.Max(1, expected.Sum() / Math.Max(1, handled.Sum()));
        return Shrink(seen, expected, perCall);
    }

    private static double[] Shrink(double[] seen, double[] expected, double secondsPerCall)
    {
        double prior = PriorHandled * secondsPerCall;
        double[] effect = new double[seen.Length];
        double all = 0, weighted = 0;
        for (int i = 0; i < effect.Length; i++)
        {
            effect[i] = (seen[i] + prior) / (expected[i] + prior);
            all += expected[i];
            weighted += expected[i] * effect[i];
        }

        // Shrinking must not change the load: over the calls seen, effects average to one.
        double scale = weighted > 0 ? all / weighted : 1;
        return [.. effect.Select(each => each * scale)];
    }
}
