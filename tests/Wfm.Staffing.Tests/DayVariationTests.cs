using Wfm.Domain;
using static Wfm.Staffing.Tests.Staffed;

namespace Wfm.Staffing.Tests;

[TestFixture]
public sealed class DayVariationTests
{
    [TestCase(1.5)]
    [TestCase(12)]
    [TestCase(150)]
    public void Bands_as_wide_as_chance_alone_mean_no_variation(double calls) =>
        DayVariation.FromBands(Day(calls).Intervals).ShouldBe(0, tolerance: 1e-6);

    // At 10,000 calls chance is small: a band of ±1.645 × 12 % can only come from days that differ by 12 %.
    [Test]
    public void A_band_of_twelve_percent_is_read_as_twelve_percent()
    {
        const double calls = 10_000, half = 1.6448536269514722 * 0.12 * calls;
        ForecastInterval interval = Interval(0, calls) with { P05 = calls - half, P95 = calls + half };

        DayVariation.FromBands([interval]).ShouldBe(0.12, tolerance: 0.001);
    }

    [Test]
    public void A_queue_nobody_knows_is_not_believed_beyond_the_largest_variation() =>
        DayVariation.FromBands(Day(calls: 50, widen: 20).Intervals).ShouldBe(DayVariation.Largest);

    [Test]
    public void Nothing_expected_varies_by_nothing() => DayVariation.FromBands(Day(calls: 0).Intervals).ShouldBe(0);
}
