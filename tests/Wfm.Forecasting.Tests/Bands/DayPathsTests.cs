using Wfm.Domain;

namespace Wfm.Forecasting.Tests.Bands;

[TestFixture]
public sealed class DayPathsTests
{
    private const int Paths = 8000;

    // The forecast's own bands of the same day: as many drawn calls lie below each quantile as it says. A count that
    // stands on the quantile counts by the part of it that the quantile leaves below.
    [TestCase(9)]
    [TestCase(60)]
    public void Each_interval_lies_within_its_band_as_often_as_the_band_says(double calls)
    {
        ForecastInterval[] day = BandReadingTests.Day(calls, 0.03);
        DayPath[] paths = Draw(day, BandReading.Of(day), seed: 1);
        foreach (int at in new[] { 0, 9, 28 })
        {
            Below(paths, at, day[at].P05).ShouldBe(0.05, 0.02, $"p05 at {at}");
            Below(paths, at, day[at].P10).ShouldBe(0.10, 0.025, $"p10 at {at}");
            Below(paths, at, day[at].P50).ShouldBe(0.50, 0.03, $"p50 at {at}");
            Below(paths, at, day[at].P90).ShouldBe(0.90, 0.025, $"p90 at {at}");
            Below(paths, at, day[at].P95).ShouldBe(0.95, 0.02, $"p95 at {at}");
        }
    }

    // Of a few calls a quantile means little; every count must be as likely as the distribution behind the band makes it.
    [TestCase(0.4)]
    [TestCase(2)]
    [TestCase(9)]
    public void Few_calls_are_drawn_as_often_as_the_negative_binomial_behind_the_band_says(double calls)
    {
        ForecastInterval[] day = BandReadingTests.Day(calls, 0.03);
        DayPath[] paths = Draw(day, BandReading.Of(day), seed: 4);
        double mean = day[9].Calls, size = 1 / 0.03, term = Math.Pow(size / (size + mean), size), sum = term;
        for (int count = 0; count < 12; count++)
        {
            (paths.Count(path => path.Calls[9] <= count) / (double)Paths).ShouldBe(sum, 0.015, $"at most {count}");
            term *= (size + count) / (count + 1) * mean / (size + mean);
            sum += term;
        }
    }

    [Test]
    public void Means_variances_and_correlation_are_those_stated()
    {
        ForecastInterval[] day = BandReadingTests.Day(30, 0.03);
        DayPaths paths = new(day, new RateVariation(0.02, 0.01), seed: 2);
        DayPath[] drawn = [.. Enumerable.Range(0, 20_000).Select(paths.Draw)];

        double first = drawn.Average(path => path.Calls[3]), second = drawn.Average(path => path.Calls[20]);
        double Covariance(int a, int b, double meanA, double meanB) => drawn.Average(path => (path.Calls[a] - meanA) * (path.Calls[b] - meanB));
        double variance = Covariance(3, 3, first, first);

        first.ShouldBe(day[3].Calls, 0.01 * first);
        variance.ShouldBe(day[3].Calls + (((1.02 * 1.01) - 1) * day[3].Calls * day[3].Calls), 0.05 * variance);
        (Covariance(3, 20, first, second) / Math.Sqrt(variance * Covariance(20, 20, second, second))).ShouldBe(paths.Correlation(3, 20), 0.03);
        paths.Correlation(3, 20).ShouldBeInRange(0.2, 0.4);
        drawn.Average(path => path.DayFactor).ShouldBe(1, 0.005);
    }

    [Test]
    public void A_path_is_the_same_whoever_draws_it_and_another_seed_draws_others()
    {
        ForecastInterval[] day = BandReadingTests.Day(10, 0.03);
        DayPaths paths = new(day, new RateVariation(0.02, 0.01), seed: 5);
        _ = paths.Draw(3);

        paths.Draw(7).Calls.ShouldBe(new DayPaths(day, new RateVariation(0.02, 0.01), seed: 5).Draw(7).Calls);
        paths.Draw(7).Calls.ShouldNotBe(new DayPaths(day, new RateVariation(0.02, 0.01), seed: 6).Draw(7).Calls);
        paths.Draw(8).Calls.ShouldNotBe(paths.Draw(7).Calls);
    }

    [Test]
    public void A_day_without_calls_and_without_variation_stays_one()
    {
        DayPath empty = new DayPaths(BandReadingTests.Day(0, 0.03), new RateVariation(0.02, 0.01), 1).Draw(0);
        empty.Calls.ShouldAllBe(calls => calls == 0);

        new DayPaths(BandReadingTests.Day(5, 0), RateVariation.None, 1).Draw(0).DayFactor.ShouldBe(1);
        new DayPaths(BandReadingTests.Day(0, 0), RateVariation.None, 1).Correlation(0, 1).ShouldBe(0);
    }

    private static DayPath[] Draw(ForecastInterval[] day, RateVariation variation, long seed)
    {
        DayPaths paths = new(day, variation, seed);
        return [.. Enumerable.Range(0, Paths).Select(paths.Draw)];
    }

    // A quantile q between whole numbers n and n + 1 leaves all counts to n below and, on a continuous scale, part of the next.
    private static double Below(DayPath[] paths, int at, double quantile) => paths.Average(path => Math.Clamp(quantile - path.Calls[at] + 0.5, 0, 1));
}
