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
    /// Bands are whole calls, so on a small queue their width is coarse. It is compared with the equally coarse width a Poisson
    /// count of the same mean would show, which cancels the coarseness on average: k = Σ(W² − W₀²) ÷ Σ(3.29 μ)².
    /// </remarks>
    public static double FromBands(IReadOnlyList<ForecastInterval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        double excess = 0, scale = 0;
        foreach (ForecastInterval interval in intervals)
        {
            double width = interval.P95 - interval.P05;
            double chance = PoissonWidth90(interval.Calls);
            excess += (width * width) - (chance * chance);
            scale += NormalWidth90 * NormalWidth90 * interval.Calls * interval.Calls;
        }

        return scale > 0 ? Math.Min(Largest, Math.Sqrt(Math.Max(0, excess / scale))) : 0;
    }

    /// <summary>Width of the p05–p95 band of a Poisson count, whole calls; the normal width above a mean of 400.</summary>
    internal static double PoissonWidth90(double mean)
    {
        if (mean > 400)
        {
            return NormalWidth90 * Math.Sqrt(mean);
        }

        double probability = Math.Exp(-mean), cumulative = probability;
        int low = -1, count = 0;
        while (true)
        {
            if (low < 0 && cumulative >= 0.05)
            {
                low = count;
            }

            if (cumulative >= 0.95)
            {
                return count - low;
            }

            count++;
            probability *= mean / count;
            cumulative += probability;
        }
    }
}
