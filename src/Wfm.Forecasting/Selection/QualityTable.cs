namespace Wfm.Forecasting;

/// <summary>How the chosen models did on the trials, beside the yardsticks: what a planner reads before trusting a forecast.</summary>
internal static class QualityTable
{
    private const int MostCells = 1500;

    /// <summary>One entry per lead band with trials.</summary>
    public static IReadOnlyList<LeadBandQuality> Of(DayMatrix matrix, RollingOrigins run, Choice[] choices, Dispersion[] dispersions)
    {
        List<LeadBandQuality> table = [];
        foreach (LeadBand band in LeadBands.All)
        {
            Trial[] trials = [.. run.Trials.Where(trial => trial.Band == band)];
            if (trials.Length > 0 && choices[(int)band].TriedDays > 0)
            {
                table.Add(Row(matrix, run, trials, choices[(int)band], dispersions[(int)band]));
            }
        }

        return table;
    }

    private static LeadBandQuality Row(DayMatrix matrix, RollingOrigins run, Trial[] trials, Choice choice, Dispersion dispersion)
    {
        int m = matrix.Columns;
        ErrorSum chosen = new(), naive = new(), mean6 = new();
        BandCount bands = new();
        double[] forecast = new double[m];
        int stride = 1 + (trials.Length * m / MostCells), seen = 0;
        foreach (Trial trial in trials)
        {
            ReadOnlySpan<double> calls = matrix.Calls.AsSpan(trial.Day * m, m);
            ReadOnlySpan<bool> open = matrix.Open.AsSpan(trial.Day * m, m);
            BandFit.Average(matrix, run, choice, trial, forecast);
            chosen.Add(calls, forecast, open);
            naive.Add(calls, run.Predictions[Candidates.Naive].AsSpan(trial.Row, m), open);
            mean6.Add(calls, run.Predictions[Candidates.MeanOfSix].AsSpan(trial.Row, m), open);
            for (int c = 0; c < m; c++)
            {
                if (open[c] && seen++ % stride == 0)
                {
                    bands.Add(calls[c], BandFit.Quantiles(forecast[c], dispersion));
                }
            }
        }

        return new LeadBandQuality(
            dispersion.Band, choice.Name, trials.Select(trial => trial.Origin).Distinct().Count(), chosen.Wape, chosen.WapeDay, chosen.Bias,
            bands.Cover80, bands.Cover90, bands.Width80, chosen.NoiseFloor, naive.Wape, mean6.Wape);
    }
}
