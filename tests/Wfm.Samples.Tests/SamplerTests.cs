namespace Wfm.Samples.Tests;

public sealed class SamplerTests
{
    private const int Draws = 200_000;

    // Five standard errors of the mean; the variance gets a flat three percent.
    private static void ShouldHaveMoments(double[] values, double mean, double variance)
    {
        double sampleMean = values.Average();
        double sampleVariance = values.Sum(value => (value - sampleMean) * (value - sampleMean)) / (values.Length - 1);
        sampleMean.ShouldBe(mean, 5 * Math.Sqrt(variance / values.Length));
        sampleVariance.ShouldBe(variance, 0.03 * variance);
    }

    private static double[] Draw(Func<SampleRandom, double> draw)
    {
        SampleRandom random = new(11, "moments");
        return [.. Enumerable.Range(0, Draws).Select(_ => draw(random))];
    }

    [Test]
    public void Uniform_fills_the_unit_interval() => ShouldHaveMoments(Draw(random => random.Uniform()), 0.5, 1 / 12.0);

    [Test]
    public void Normal_has_mean_0_and_variance_1() => ShouldHaveMoments(Draw(random => random.Normal()), 0, 1);

    [TestCase(0.4, 2.0)]
    [TestCase(1.6, 100.0)]
    [TestCase(40.0, 0.5)]
    public void Gamma_has_the_moments_of_theory(double shape, double scale) =>
        ShouldHaveMoments(Draw(random => random.Gamma(shape, scale)), shape * scale, shape * scale * scale);

    [TestCase(0.09)]
    [TestCase(0.3)]
    public void A_day_factor_has_mean_1_and_the_variation_asked_for(double variation) =>
        ShouldHaveMoments(Draw(random => random.Factor(variation)), 1, variation * variation);

    [TestCase(0.3)]
    [TestCase(7.0)]
    [TestCase(16.5)]
    [TestCase(90.0)]
    public void Poisson_has_variance_equal_to_its_mean(double mean) =>
        ShouldHaveMoments(Draw(random => random.Poisson(mean)), mean, mean);

    [Test]
    public void No_rate_means_no_calls() => Draw(random => random.NegativeBinomial(0, 0.1) + random.Poisson(0)).ShouldAllBe(count => count == 0);

    [Test]
    public void Poisson_draws_each_small_count_as_often_as_theory_says()
    {
        int[] counts = new int[5];
        foreach (double value in Draw(random => random.Poisson(1.2)))
        {
            counts[Math.Min(4, (int)value)]++;
        }

        double p = Math.Exp(-1.2);
        for (int count = 0; count < 4; count++)
        {
            (counts[count] / (double)Draws).ShouldBe(p, 5 * Math.Sqrt(p * (1 - p) / Draws));
            p *= 1.2 / (count + 1);
        }
    }

    [TestCase(3.0, 0.2)]
    [TestCase(30.0, 0.05)]
    public void Negative_binomial_spreads_by_its_dispersion(double mean, double dispersion) =>
        ShouldHaveMoments(Draw(random => random.NegativeBinomial(mean, dispersion)), mean, mean + (dispersion * mean * mean));

    [Test]
    public void Binomial_has_the_moments_of_theory() => ShouldHaveMoments(Draw(random => random.Binomial(12, 0.3)), 3.6, 2.52);

    // Computed by a separate implementation of splitmix64, FNV-1a and xoshiro256**.
    [Test]
    public void The_bits_are_those_of_xoshiro_and_never_change()
    {
        SampleRandom random = new(7, "days");

        ulong[] bits = [random.NextBits(), random.NextBits(), random.NextBits()];

        bits.ShouldBe([0xA0397C5027E7B43A, 0xFC06AB42643E1140, 0x13320492FEA9C62B]);
    }

    [Test]
    public void Streams_of_one_seed_and_seeds_of_one_stream_differ()
    {
        new SampleRandom(1, "a").NextBits().ShouldNotBe(new SampleRandom(1, "b").NextBits());
        new SampleRandom(1, "a").NextBits().ShouldNotBe(new SampleRandom(2, "a").NextBits());
    }

    [Test]
    public void Shuffling_keeps_everything_and_moves_something()
    {
        int[] items = [.. Enumerable.Range(0, 50)];

        IReadOnlyList<int> shuffled = new SampleRandom(3, "cards").Shuffled(items);

        shuffled.ShouldNotBe(items);
        shuffled.Order().ShouldBe(items);
    }
}
