namespace Wfm.Forecasting;

/// <summary>Counts whose rate is itself uncertain: mean μ, variance μ + k·μ². With k = 0 it is Poisson.</summary>
public static class NegativeBinomial
{
    private const double LargestExactSpread = 400;
    private const double LargestExpanded = 0.1;

    /// <summary>Probability of at most so many.</summary>
    /// <param name="mean">μ; finite, 0 or more.</param>
    /// <param name="dispersion">k; finite, 0 or more.</param>
    /// <param name="count">The count; below 0 gives 0.</param>
    /// <remarks>Sums the probabilities upwards; O(count). Relative error below 1e-10 against exact sums (<c>NegativeBinomialTests</c>).</remarks>
    public static double Cdf(double mean, double dispersion, long count)
    {
        ThrowUnlessValid(mean, dispersion);
        if (count < 0)
        {
            return 0;
        }

        if (mean == 0)
        {
            return 1;
        }

        double logTerm = LogProbabilityOfZero(mean, dispersion);
        long start = 0;
        if (logTerm < -600)
        {
            start = Math.Max(0, (long)(mean - (40 * Spread(mean, dispersion))));
            logTerm = LogProbability(mean, dispersion, start);
        }

        double sum = 0;
        for (long x = start; x <= count; x++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log(Ratio(mean, dispersion, x));
        }

        return Math.Min(1, sum);
    }

    /// <summary>Smallest whole number with at least <paramref name="probability"/> at or below it.</summary>
    /// <param name="mean">μ; finite, 0 or more.</param>
    /// <param name="dispersion">k; finite, 0 or more.</param>
    /// <param name="probability">Strictly between 0 and 1.</param>
    /// <returns>The quantile, exact while the standard deviation is below 400; above, that of a continuous count rounded up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static long Quantile(double mean, double dispersion, double probability)
    {
        ThrowUnlessValid(mean, dispersion);
        if (probability is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies strictly between 0 and 1.");
        }

        if (mean == 0)
        {
            return 0;
        }

        double spread = Spread(mean, dispersion);
        if (spread > LargestExactSpread)
        {
            return (long)Math.Ceiling(LargeCount(mean, dispersion, NormalQuantile.Of(probability)) - 0.5);
        }

        long x = FirstTerm(mean, dispersion, spread, out double term);
        double sum = term;
        while (sum < probability && term > 0)
        {
            term *= Ratio(mean, dispersion, x);
            x++;
            sum += term;
        }

        return x;
    }

    /// <summary>
    /// Quantiles on a continuous scale: a count stands at the point where a part of its own probability lies below it.
    /// </summary>
    /// <param name="mean">μ; finite, 0 or more.</param>
    /// <param name="dispersion">k; finite, 0 or more.</param>
    /// <param name="probabilities">Increasing, each strictly between 0 and 1.</param>
    /// <param name="into">The quantiles, increasing, 0 or more.</param>
    /// <remarks>
    /// Whole-number quantiles of small counts cover too much (at μ = 1 the 80 % band 0–2 holds 92 %); these come closer to what they promise
    /// over many intervals, and differ from whole ones by at most one call. The part is 65 % above the median and 35 % below, a little
    /// narrower than the mid-distribution's half, because no band can reach below zero. From a standard deviation of 25 on they are those of a continuous count.
    /// Source: Ma, Genton and Parzen (2011), "Asymptotic properties of sample quantiles of discrete distributions", AISM 63.
    /// </remarks>
    public static void MidQuantiles(double mean, double dispersion, ReadOnlySpan<double> probabilities, Span<double> into)
    {
        ThrowUnlessValid(mean, dispersion);
        double spread = Spread(mean, dispersion);
        if (mean == 0 || spread > 25)
        {
            for (int i = 0; i < probabilities.Length; i++)
            {
                into[i] = mean == 0 ? 0 : Math.Max(0, LargeCount(mean, dispersion, NormalQuantile.Of(probabilities[i])));
            }

            return;
        }

        long x = FirstTerm(mean, dispersion, spread, out double term);
        double below = 0, previousTerm = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double part = 0.5 + (0.15 * Math.Sign(probabilities[i] - 0.5));
            while (below + (part * term) < probabilities[i] && term > 1e-300)
            {
                below += term;
                previousTerm = term;
                term *= Ratio(mean, dispersion, x);
                x++;
            }

            double here = below + (part * term);
            double previous = below - ((1 - part) * previousTerm);
            double step = here > previous ? (here - probabilities[i]) / (here - previous) : 0;
            into[i] = Math.Max(i == 0 ? 0 : into[i - 1], x - Math.Clamp(step, 0, 1));
        }
    }

    /// <summary>
    /// Quantile of a count so large that it is all but continuous: Cornish–Fisher, and beyond k = 0.1, where that stops rising with z,
    /// Wilson and Hilferty's cube of a gamma.
    /// </summary>
    internal static double LargeCount(double mean, double dispersion, double z)
    {
        if (dispersion <= LargestExpanded)
        {
            return CornishFisher(mean, dispersion, z);
        }

        double spread = Spread(mean, dispersion);
        double shape = mean * mean / (spread * spread);
        double root = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        return mean * Math.Pow(Math.Max(0, root), 3);
    }

    /// <summary>Third-order Cornish–Fisher expansion: quick, and near zero calls no worse than a count is coarse; out of order for k beyond 0.1.</summary>
    internal static double CornishFisher(double mean, double dispersion, double z)
    {
        double spread = Spread(mean, dispersion);
        double skew = (1 + (2 * dispersion * mean)) / spread;
        double kurtosis = (6 * dispersion) + (1 / (spread * spread));
        double square = z * z;
        return mean + (spread * (z + (skew * (square - 1) / 6) + (kurtosis * z * (square - 3) / 24) - (skew * skew * z * ((2 * square) - 5) / 36)));
    }

    internal static double Spread(double mean, double dispersion) => Math.Sqrt(mean + (dispersion * mean * mean));

    /// <summary>The first count worth adding up, and its probability; what lies below is under 1e-12.</summary>
    private static long FirstTerm(double mean, double dispersion, double spread, out double term)
    {
        long first = Math.Max(0, (long)(mean - (7.5 * spread)));
        term = Math.Exp(first == 0 ? LogProbabilityOfZero(mean, dispersion) : LogProbability(mean, dispersion, first));
        return first;
    }

    private static double Ratio(double mean, double dispersion, long x) =>
        mean * (1 + (dispersion * x)) / ((1 + (dispersion * mean)) * (x + 1));

    private static double LogProbabilityOfZero(double mean, double dispersion) =>
        dispersion * mean < 1e-8 ? -mean : -LogOnePlus(dispersion * mean) / dispersion;

    private static double LogOnePlus(double x)
    {
        double y = 1 + x;
        return y == 1 ? x : Math.Log(y) * x / (y - 1);
    }

    private static double LogProbability(double mean, double dispersion, long x)
    {
        if (dispersion * Math.Max(mean, x) < 1e-8)
        {
            return (x * Math.Log(mean)) - mean - MathNet.Numerics.SpecialFunctions.GammaLn(x + 1);
        }

        double size = 1 / dispersion;
        double log = LogProbabilityOfZero(mean, dispersion) + (x * Math.Log(mean / (1 + (dispersion * mean))))
            - MathNet.Numerics.SpecialFunctions.GammaLn(x + 1);

        // Γ(size + x)/Γ(size)·k^x as a sum of logs while short: the gammas of a huge size would cancel.
        if (x > 20_000)
        {
            return log + MathNet.Numerics.SpecialFunctions.GammaLn(size + x) - MathNet.Numerics.SpecialFunctions.GammaLn(size) - (x * Math.Log(size));
        }

        double product = 1;
        for (long i = 1; i < x; i++)
        {
            product *= 1 + (dispersion * i);
            if (product > 1e200)
            {
                log += Math.Log(product);
                product = 1;
            }
        }

        return log + Math.Log(product);
    }

    private static void ThrowUnlessValid(double mean, double dispersion)
    {
        if (mean is not (>= 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean is finite and not negative.");
        }

        if (dispersion is not (>= 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(dispersion), dispersion, "A dispersion is finite and not negative.");
        }
    }
}
