using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>How much whole days differ from their forecast, read back from the forecast's own bands.</summary>
public static class DayVariation
{
    /// <summary>The largest coefficient of variation believed; bands wider than that come from a queue nobody knows yet.</summary>
    public const double Largest = 0.35;

    private const double NormalWidth90 = 2 * 1.6448536269514722;

    /// <summary>The coefficient of variation of the arrival rate over some intervals of one day.</summary>
    /// <param name="intervals">Intervals with calls and their p05–p95 band.</param>
    /// <returns>At least 0, at most <see cref="Largest"/>; 0 when the bands are no wider than pure chance (Poisson) makes them.</returns>
    /// <remarks>
    /// Bands are read as quantiles of a count whose variance is μ + k·μ² (negative binomial), W = 3.29 standard deviations wide:
    /// k = Σ(W² − 3.29² μ) ÷ Σ(3.29 μ)² over the intervals, and the coefficient of variation is √k.
    /// </remarks>
    public static double FromBands(IReadOnlyList<ForecastInterval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        double excess = 0, scale = 0;
        foreach (ForecastInterval interval in intervals)
        {
            double width = interval.P95 - interval.P05;
            excess += (width * width) - (NormalWidth90 * NormalWidth90 * interval.Calls);
            scale += NormalWidth90 * NormalWidth90 * interval.Calls * interval.Calls;
        }

        return scale > 0 ? Math.Min(Largest, Math.Sqrt(Math.Max(0, excess / scale))) : 0;
    }
}
