using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>
/// The modified offered load (MOL): how many calls would be in progress if nobody ever waited. It follows the arrivals with the lag of a
/// handle time, so a stationary model may be used interval by interval: Erlang A on this load errs about half as much as on calls × AHT.
/// </summary>
/// <remarks>
/// Exact for arrival rates that are constant within an interval: m' = λ − m/AHT, an exponential in each interval, averaged over it.
/// O(intervals). Source: Jagerman (1975); Feldman, Mandelbaum, Massey and Whitt (2008), Management Science 54.
/// </remarks>
public static class ModifiedOfferedLoad
{
    /// <summary>Mean modified offered load of each interval, in erlangs.</summary>
    /// <param name="calls">Calls offered in each interval; finite, zero or more.</param>
    /// <param name="averageHandleTimeSeconds">Mean handle time of the calls of each interval, greater than zero; same length.</param>
    /// <param name="intervalSeconds">Length of every interval.</param>
    /// <param name="loadAtStart">Calls in progress when the first interval begins; 0 when the doors open then.</param>
    /// <returns>One load per interval.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public static double[] Of(
        ReadOnlySpan<double> calls, ReadOnlySpan<double> averageHandleTimeSeconds, double intervalSeconds, double loadAtStart = 0)
    {
        double[] loads = new double[calls.Length];
        Fill(calls, averageHandleTimeSeconds, intervalSeconds, loads, loadAtStart);
        return loads;
    }

    /// <summary>The same into a given place, without allocation; <paramref name="loads"/> may be <paramref name="calls"/> itself.</summary>
    /// <param name="calls">Calls offered in each interval; finite, zero or more.</param>
    /// <param name="averageHandleTimeSeconds">Mean handle time of the calls of each interval, greater than zero; same length.</param>
    /// <param name="intervalSeconds">Length of every interval.</param>
    /// <param name="loads">Receives one load per interval; same length.</param>
    /// <param name="loadAtStart">Calls in progress when the first interval begins.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public static void Fill(
        ReadOnlySpan<double> calls,
        ReadOnlySpan<double> averageHandleTimeSeconds,
        double intervalSeconds,
        Span<double> loads,
        double loadAtStart = 0)
    {
        Require.PositiveSeconds(intervalSeconds);
        Require.Load(loadAtStart);
        if (averageHandleTimeSeconds.Length != calls.Length || loads.Length != calls.Length)
        {
            throw new ArgumentException(
                $"Calls ({calls.Length}), handle times ({averageHandleTimeSeconds.Length}) and loads ({loads.Length}) must have one value per interval.",
                nameof(calls));
        }

        double inProgress = loadAtStart;
        for (int i = 0; i < calls.Length; i++)
        {
            Require.Load(calls[i], nameof(calls));
            Require.PositiveSeconds(averageHandleTimeSeconds[i], nameof(averageHandleTimeSeconds));
            double lengths = intervalSeconds / averageHandleTimeSeconds[i];
            double steady = calls[i] / lengths;
            double mean = Decay.MeanOver(lengths);
            loads[i] = inProgress * mean + steady * Decay.MeanGone(lengths);
            inProgress = inProgress * Math.Exp(-lengths) + steady * (lengths * mean);
        }
    }
}
