using System.Numerics;

namespace Wfm.Forecasting.Tests;

public sealed class NegativeBinomialTests
{
    private static readonly double[] Probabilities = [0.05, 0.1, 0.5, 0.9, 0.95];

    // With a whole size r = 1/k and a whole mean every probability is a fraction of whole numbers, so the sums are exact.
    [TestCase(1, 3)]
    [TestCase(10, 1)]
    [TestCase(25, 2)]
    [TestCase(25, 40)]
    [TestCase(80, 7)]
    [TestCase(120, 300)]
    [TestCase(50, 1200)]
    public void Quantiles_are_those_of_exact_fractions(int size, int mean)
    {
        foreach (int percent in (int[])[5, 10, 50, 90, 95])
        {
            NegativeBinomial.Quantile(mean, 1.0 / size, percent / 100.0).ShouldBe(ExactQuantile(size, mean, percent), $"{percent} %");
        }
    }

    [TestCase(1, 3, 5)]
    [TestCase(10, 1, 2)]
    [TestCase(25, 40, 33)]
    [TestCase(80, 700, 650)]
    public void Cdf_is_that_of_exact_fractions(int size, int mean, int count)
    {
        (BigInteger below, BigInteger all) = ExactCdf(size, mean, count);
        double exact = (double)(below * BigInteger.Pow(10, 18) / all) / 1e18;

        NegativeBinomial.Cdf(mean, 1.0 / size, count).ShouldBe(exact, exact * 1e-10);
    }

    [TestCase(0.3, 1)]
    [TestCase(4.0, 6)]
    [TestCase(60.0, 70)]
    public void Without_dispersion_it_is_poisson(double mean, int count)
    {
        double term = Math.Exp(-mean), sum = term;
        for (int x = 1; x <= count; x++)
        {
            term *= mean / x;
            sum += term;
        }

        NegativeBinomial.Cdf(mean, 0, count).ShouldBe(sum, 1e-12);
    }

    [TestCase(0.05, 0.0)]
    [TestCase(0.7, 0.02)]
    [TestCase(5.0, 0.1)]
    [TestCase(90.0, 0.01)]
    [TestCase(2500.0, 0.02)]
    [TestCase(300.0, 0.1)]
    public void Continuous_quantiles_stay_within_a_call_or_a_fiftieth_of_the_spread_of_the_exact_ones(double mean, double dispersion)
    {
        double[] continuous = new double[5];
        NegativeBinomial.MidQuantiles(mean, dispersion, Probabilities, continuous);
        double allowed = Math.Max(1, Math.Sqrt(mean + (dispersion * mean * mean)) / 50);

        for (int i = 0; i < 5; i++)
        {
            continuous[i].ShouldBe(NegativeBinomial.Quantile(mean, dispersion, Probabilities[i]), allowed);
            continuous[i].ShouldBeGreaterThanOrEqualTo(i == 0 ? 0 : continuous[i - 1]);
        }
    }

    [TestCase(300.0, 0.3)]
    [TestCase(1500.0, 1.0)]
    [TestCase(1e6, 2.0)]
    public void Very_wild_queues_still_have_ordered_quantiles_near_the_exact_ones(double mean, double dispersion)
    {
        double[] continuous = new double[5];
        NegativeBinomial.MidQuantiles(mean, dispersion, Probabilities, continuous);

        continuous.ShouldBeInOrder();
        continuous[0].ShouldBeGreaterThanOrEqualTo(0);

        // A gamma of shape 1/k: at k = 1 exponential, so the 90 % quantile is ln 10 means.
        if (dispersion == 1)
        {
            continuous[3].ShouldBe(mean * Math.Log(10), 0.02 * mean * Math.Log(10));
        }
    }

    [Test]
    public void Continuous_quantiles_do_not_jump_where_the_expansion_takes_over()
    {
        double[] below = new double[5], above = new double[5];
        NegativeBinomial.MidQuantiles(624.9, 0, Probabilities, below);
        NegativeBinomial.MidQuantiles(625.1, 0, Probabilities, above);

        for (int i = 0; i < 5; i++)
        {
            above[i].ShouldBe(below[i], 0.6);
        }
    }

    [TestCase(double.NaN, 0.1)]
    [TestCase(-1.0, 0.1)]
    [TestCase(1.0, -0.1)]
    [TestCase(double.PositiveInfinity, 0.1)]
    public void Arguments_outside_their_range_are_named(double mean, double dispersion) =>
        Should.Throw<ArgumentOutOfRangeException>(() => NegativeBinomial.Quantile(mean, dispersion, 0.5));

    [TestCase(0.3)]
    [TestCase(7.4)]
    [TestCase(19.9)]
    [TestCase(35.0)]
    public void Error_of_chance_is_the_mean_deviation_of_poisson_counts(double mean)
    {
        double term = Math.Exp(-mean), sum = mean * term;
        for (int x = 1; x < 200; x++)
        {
            term *= mean / x;
            sum += Math.Abs(x - mean) * term;
        }

        ChanceError.Of(mean).ShouldBe(sum, 0.005 * sum);
    }

    private static long ExactQuantile(int size, int mean, int percent)
    {
        for (int count = 0; ; count++)
        {
            (BigInteger below, BigInteger all) = ExactCdf(size, mean, count);
            if (100 * below >= percent * all)
            {
                return count;
            }
        }
    }

    private static readonly Dictionary<(int, int), List<BigInteger>> Sums = [];

    /// <summary>Numerator over (size + mean)^(size + count), exactly.</summary>
    private static (BigInteger Below, BigInteger All) ExactCdf(int size, int mean, int count)
    {
        // Sum of C(x+r−1, x)·r^r·μ^x·(r+μ)^(count−x); each step multiplies the sum so far by (r+μ).
        if (!Sums.TryGetValue((size, mean), out List<BigInteger>? sums))
        {
            Sums[(size, mean)] = sums = [BigInteger.Pow(size, size)];
            Terms[(size, mean)] = sums[0];
        }

        while (sums.Count <= count)
        {
            int x = sums.Count;
            Terms[(size, mean)] = Terms[(size, mean)] * mean * (x + size - 1) / x;
            sums.Add((sums[^1] * (size + mean)) + Terms[(size, mean)]);
        }

        return (sums[count], BigInteger.Pow(size + mean, size + count));
    }

    private static readonly Dictionary<(int, int), BigInteger> Terms = [];
}
