using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;

namespace Wfm.Intraday.Tests.Reforecast;

/// <summary>Days with known truth: a forecast, a factor of the whole day, one of each slot, single calls by chance.</summary>
internal static class SimulatedDays
{
    public static RateVariation Variation { get; } = new(0.015, 0.004);

    /// <summary>Forty quarters with a morning and an afternoon peak.</summary>
    public static double[] Expected(double scale = 1) =>
        [.. Enumerable.Range(0, 40).Select(slot => scale * (6 + (10 * Math.Exp(-Math.Pow((slot - 10) / 6.0, 2))) + (8 * Math.Exp(-Math.Pow((slot - 26) / 7.0, 2)))))];

    public static IReadOnlyList<PastDay> Draw(int count, long seed, double scale = 1)
    {
        double[] expected = Expected(scale);
        ForecastInterval[] intervals = [.. expected.Select((calls, slot) => new ForecastInterval(Instant.FromUnixTimeSeconds(900 * slot), calls, 0, 0, 0, 0, 0, null, ""))];
        DayPaths paths = new(intervals, Variation, seed);
        return [.. Enumerable.Range(0, count).Select(day => new PastDay(expected, [.. paths.Draw(day).Calls.Select(calls => (double)calls)]))];
    }

    public static RunningQueue Until(PastDay day, int now) => new(day.Expected, Variation, [.. day.Offered.Take(now).Select(calls => (double?)calls)]);
}
