using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Reads back from a day's bands how much its rate may vary: the inverse of how the bands were made.</summary>
/// <remarks>
/// A band of a few calls is mostly the chance of single calls, is lopsided and ends at zero; its width says nothing as it stands.
/// So the dispersion is looked for with which a negative binomial count of the expected calls has bands of that width.
/// Exact on bands of <see cref="ForecastMaker"/>, down to half a call an interval (<c>BandReadingTests</c>).
/// </remarks>
public static class BandReading
{
    /// <summary>
    /// The part of a rate's variance that a whole day has in common, where only bands are known; the forecast's own prior for days
    /// one to four weeks ahead. Default 0.6.
    /// </summary>
    public const double UsualDayShare = 0.6;

    /// <summary>The largest coefficient of variation believed; bands wider than that come from a queue nobody knows yet.</summary>
    public const double Largest = 0.35;

    // The busiest intervals say most; more of them only average out the rounding of a file.
    private const int MostIntervals = 12;
    private const double Smallest = 1e-5;
    private const int Halvings = 18;

    /// <summary>The variation of one day.</summary>
    /// <param name="day">Its intervals with their p05–p95 band.</param>
    /// <param name="dayShare">The part of the variance that is the day's own, 0 to 1.</param>
    /// <returns><see cref="RateVariation.None"/> when the bands are no wider than chance; at most <see cref="Largest"/> squared in all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside 0 to 1, or NaN.</exception>
    public static RateVariation Of(IReadOnlyList<ForecastInterval> day, double dayShare = UsualDayShare)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (dayShare is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(dayShare), dayShare, "The day's share of the variance lies between 0 and 1.");
        }

        ForecastInterval[] busiest = [.. day.Where(interval => interval.Calls > 0).OrderByDescending(interval => interval.Calls).Take(MostIntervals)];
        double total = TotalOf(busiest), own = dayShare * total;
        return new RateVariation(own, ((1 + total) / (1 + own)) - 1);
    }

    private static double TotalOf(ForecastInterval[] intervals)
    {
        double width = intervals.Sum(interval => interval.P95 - interval.P05);
        if (!(width > WidthAt(intervals, Smallest)))
        {
            return 0;
        }

        double low = Math.Log(Smallest), high = Math.Log(Largest * Largest);
        for (int step = 0; step < Halvings; step++)
        {
            double middle = (low + high) / 2;
            bool isNarrower = WidthAt(intervals, Math.Exp(middle)) < width;
            (low, high) = isNarrower ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }

    private static double WidthAt(ForecastInterval[] intervals, double dispersion)
    {
        Span<double> ends = stackalloc double[2];
        double width = 0;
        foreach (ForecastInterval interval in intervals)
        {
            NegativeBinomial.MidQuantiles(interval.Calls, dispersion, [0.05, 0.95], ends);
            width += ends[1] - ends[0];
        }

        return width;
    }
}
