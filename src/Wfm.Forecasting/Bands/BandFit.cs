namespace Wfm.Forecasting;

/// <summary>How wide the bands of each lead must be, from the errors the chosen models made on the past.</summary>
/// <remarks>
/// k is set so that the 80 % and the 90 % band would have held their share of those intervals; that is the moment estimate made robust,
/// for one wild day cannot widen every band. It never falls with lead (pooled adjacent violators). The day's own factor is split off by
/// the spread of day totals beyond chance.
/// </remarks>
internal static class BandFit
{
    private const int MostCells = 1600;
    private const double PriorDays = 4;
    private static readonly double[] PriorTotal = [0.012, 0.015, 0.02, 0.025];
    private static readonly double[] PriorDayShare = [0.5, 0.6, 0.7, 0.7];

    /// <summary>One dispersion per lead band, nearest first.</summary>
    public static Dispersion[] Fit(DayMatrix matrix, RollingOrigins run, Choice[] choices)
    {
        double[] logTotal = new double[choices.Length];
        double[] dayVariance = new double[choices.Length];
        double[] weight = new double[choices.Length];
        foreach (LeadBand band in LeadBands.All)
        {
            int b = (int)band;
            Residuals residuals = Collect(matrix, run, choices[b], band);
            double days = choices[b].TriedDays;
            double seen = residuals.Calls.Count > 0 ? Math.Max(1e-4, Calibrated(residuals)) : PriorTotal[b];
            logTotal[b] = ((days * Math.Log(seen)) + (PriorDays * Math.Log(PriorTotal[b]))) / (days + PriorDays);
            dayVariance[b] = residuals.DayTotals.Count >= 5 ? DayVariance(residuals) : PriorDayShare[b] * Math.Exp(logTotal[b]);
            weight[b] = days + 1;
        }

        Isotonic(logTotal, weight);
        return [.. LeadBands.All.Select(band => Split(band, Math.Exp(logTotal[(int)band]), dayVariance[(int)band]))];
    }

    /// <summary>The five quantiles of an interval.</summary>
    public static (double P05, double P10, double P50, double P90, double P95) Quantiles(double mean, Dispersion dispersion)
    {
        Span<double> quantiles = stackalloc double[5];
        NegativeBinomial.MidQuantiles(mean, dispersion.Total, [0.05, 0.1, 0.5, 0.9, 0.95], quantiles);
        return (quantiles[0], quantiles[1], quantiles[2], quantiles[3], quantiles[4]);
    }

    /// <summary>The mean of the chosen candidates on one trial; one that takes part untried is left out.</summary>
    public static void Average(DayMatrix matrix, RollingOrigins run, Choice choice, Trial trial, Span<double> into)
    {
        into.Clear();
        int[] models = [.. choice.ModelsOn(matrix.NeedsCalendar[trial.Day]).Where(model => run.Predictions[model] is not null)];
        foreach (int model in models)
        {
            ReadOnlySpan<double> said = run.Predictions[model].AsSpan(trial.Row, into.Length);
            for (int c = 0; c < into.Length; c++)
            {
                into[c] += said[c] / models.Length;
            }
        }
    }

    private static Dispersion Split(LeadBand band, double total, double day)
    {
        double shared = Math.Clamp(day, 0.1 * total, 0.95 * total);
        return new Dispersion(band, shared, total - shared);
    }

    private static Residuals Collect(DayMatrix matrix, RollingOrigins run, Choice choice, LeadBand band)
    {
        Residuals residuals = new();
        int m = matrix.Columns, seen = 0;
        int stride = 1 + (run.Trials.Count(trial => trial.Band == band) * m / MostCells);
        double[] forecast = new double[m];
        foreach (Trial trial in run.Trials)
        {
            if (trial.Band != band || choice.TriedDays == 0)
            {
                continue;
            }

            Average(matrix, run, choice, trial, forecast);
            double total = 0, expected = 0;
            for (int c = 0; c < m; c++)
            {
                int i = (trial.Day * m) + c;
                if (matrix.Open[i])
                {
                    total += matrix.Calls[i];
                    expected += forecast[c];
                    if (seen++ % stride == 0)
                    {
                        residuals.Calls.Add(matrix.Calls[i]);
                        residuals.Forecast.Add(forecast[c]);
                    }
                }
            }

            residuals.DayTotals.Add((total, expected));
        }

        return residuals;
    }

    private static double Calibrated(Residuals residuals)
    {
        double eighty = Math.Log(Smallest(residuals, NormalQuantile.P90, 0.8));
        double ninety = Math.Log(Smallest(residuals, NormalQuantile.P95, 0.9));
        return Math.Exp((eighty + ninety) / 2);
    }

    /// <summary>Smallest k at which the central band holds its share, by bisection on log k.</summary>
    private static double Smallest(Residuals residuals, double z, double share)
    {
        double low = Math.Log(1e-4), high = Math.Log(2);
        for (int step = 0; step < 14; step++)
        {
            double middle = (low + high) / 2;
            if (Holds(residuals, Math.Exp(middle), z) < share)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Exp(high);
    }

    private static double Holds(Residuals residuals, double k, double z)
    {
        int inside = 0;
        for (int i = 0; i < residuals.Calls.Count; i++)
        {
            double mean = Math.Max(1e-9, residuals.Forecast[i]), calls = residuals.Calls[i];
            inside += calls >= Math.Max(0, NegativeBinomial.CornishFisher(mean, k, -z)) && calls <= NegativeBinomial.CornishFisher(mean, k, z) ? 1 : 0;
        }

        return inside / (double)residuals.Calls.Count;
    }

    private static double DayVariance(Residuals residuals)
    {
        double[] relative = [.. residuals.DayTotals.Select(day => (day.Calls - day.Forecast) / Math.Max(1, day.Forecast))];
        double chance = residuals.DayTotals.Average(day => 1 / Math.Max(1, day.Forecast));
        double spread = Robust.Spread(relative);
        return Math.Max(0, (spread * spread) - chance);
    }

    /// <summary>Pools neighbours until nothing falls.</summary>
    private static void Isotonic(double[] values, double[] weights)
    {
        List<(double Value, double Weight, int Count)> blocks = [];
        for (int i = 0; i < values.Length; i++)
        {
            blocks.Add((values[i], weights[i], 1));
            while (blocks.Count > 1 && blocks[^2].Value > blocks[^1].Value)
            {
                (double value, double weight, int count) = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                (double before, double weightBefore, int countBefore) = blocks[^1];
                double both = weight + weightBefore;
                blocks[^1] = (((value * weight) + (before * weightBefore)) / both, both, count + countBefore);
            }
        }

        int at = 0;
        foreach ((double value, _, int count) in blocks)
        {
            values.AsSpan(at, count).Fill(value);
            at += count;
        }
    }

    private sealed class Residuals
    {
        public List<double> Calls { get; } = [];

        public List<double> Forecast { get; } = [];

        public List<(double Calls, double Forecast)> DayTotals { get; } = [];
    }
}
