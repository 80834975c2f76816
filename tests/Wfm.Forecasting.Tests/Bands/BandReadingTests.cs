using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting.Tests.Bands;

[TestFixture]
public sealed class BandReadingTests
{
    // What was lost in the small queues before: at half a call a quarter the band is nearly all chance, and lopsided.
    [TestCase(0.5)]
    [TestCase(1.5)]
    [TestCase(7)]
    [TestCase(40)]
    [TestCase(700)]
    public void The_variation_bands_were_made_with_is_read_back(double calls)
    {
        foreach (double variance in new[] { 0.002, 0.0185, 0.06 })
        {
            BandReading.Of(Day(calls, variance)).Total.ShouldBe(variance, 0.02 * variance, $"{calls} calls, {variance}");
        }
    }

    [TestCase(0.4)]
    [TestCase(12)]
    [TestCase(150)]
    public void Bands_of_chance_alone_mean_no_variation(double calls) => BandReading.Of(Day(calls, 0)).Total.ShouldBe(0, 1e-4);

    [Test]
    public void Bands_nobody_gave_and_days_without_calls_mean_none()
    {
        ForecastInterval bare = new(Instant.FromUtc(2026, 1, 5, 7, 0), 12, 12, 12, 12, 12, 12, 240, "plain");

        BandReading.Of([bare]).ShouldBe(RateVariation.None);
        BandReading.Of([]).ShouldBe(RateVariation.None);
        BandReading.Of(Day(0, 0.02)).ShouldBe(RateVariation.None);
    }

    [Test]
    public void A_queue_nobody_knows_is_not_believed_beyond_the_largest_variation() =>
        BandReading.Of(Day(50, 2)).Total.ShouldBe(0.35 * 0.35, 1e-4);

    [Test]
    public void Day_and_interval_share_the_variance_as_said()
    {
        RateVariation read = BandReading.Of(Day(20, 0.03), dayShare: 0.25);

        read.Day.ShouldBe(0.25 * read.Total, 1e-12);
        Should.Throw<ArgumentOutOfRangeException>(() => BandReading.Of(Day(20, 0.03), double.NaN));
    }

    internal static ForecastInterval[] Day(double calls, double variance) => [.. Enumerable.Range(0, 40).Select(at =>
    {
        double mean = calls * (1 + (0.5 * Math.Sin(at / 6.0)));
        double[] ends = new double[5];
        NegativeBinomial.MidQuantiles(mean, variance, [0.05, 0.1, 0.5, 0.9, 0.95], ends);
        return new ForecastInterval(Instant.FromUtc(2026, 1, 5, 7, 0) + Duration.FromMinutes(15 * at), mean, ends[0], ends[1], ends[2], ends[3], ends[4], 240, "test");
    })];
}
