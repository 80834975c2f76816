using Wfm.Queueing;
using Wfm.Requests;

namespace Wfm.Intraday;

/// <summary>A queue's service level from any slot on when its calls are so many times the forecast, read between predicted days.</summary>
internal sealed class LevelAtFactor
{
    private readonly double[] _factors;

    // Sums over the slots from one on: calls as forecast; calls in time and their variance at each factor.
    private readonly double[] _calls;
    private readonly double[][] _inTime;
    private readonly double[][] _variance;

    private LevelAtFactor(double[] factors, double[] calls, double[][] inTime, double[][] variance) =>
        (_factors, _calls, _inTime, _variance) = (factors, calls, inTime, variance);

    /// <param name="factors">Ascending, at least two.</param>
    /// <param name="days">The whole day predicted at each of them.</param>
    public static LevelAtFactor Of(double[] factors, IReadOnlyList<QueueRest> days)
    {
        int slots = days[0].Slots.Count;
        double[][] inTime = [.. days.Select(day => FromHereOn(slots, slot => day.Slots[slot].Calls * day.Slots[slot].Level))];
        double[][] variance = [.. days.Select(day => FromHereOn(slots, slot => day.Slots[slot].VarianceOfInTime))];
        return new LevelAtFactor(factors, FromHereOn(slots, slot => days[0].Slots[slot].Calls / factors[0]), inTime, variance);
    }

    /// <summary>Chance that the calls from a slot on are answered in time to less than a share.</summary>
    /// <param name="share">The share.</param>
    /// <param name="from">The slot.</param>
    /// <param name="factor">Calls expected ÷ forecast.</param>
    /// <param name="variation">Standard deviation ÷ mean of that factor.</param>
    public double ChanceBelow(double share, int from, double factor, double variation)
    {
        Span<double> nodes = stackalloc double[3], weights = stackalloc double[3];
        DayFactor.Fill(variation, nodes, weights);
        Span<ServiceLevelOutlook> days = stackalloc ServiceLevelOutlook[3];
        for (int node = 0; node < nodes.Length; node++)
        {
            days[node] = At(from, factor * nodes[node]);
        }

        return days[1].Calls > 0 ? 1 - ServiceLevelOutlook.ProbabilityOfMeeting(days, share) : 0;
    }

    /// <summary>The rest of the day at a factor.</summary>
    public ServiceLevelOutlook At(int from, double factor)
    {
        int above = 1;
        while (above < _factors.Length - 1 && _factors[above] < factor)
        {
            above++;
        }

        double part = Math.Clamp((factor - _factors[above - 1]) / (_factors[above] - _factors[above - 1]), 0, 1), calls = _calls[from] * factor;
        if (calls <= 0)
        {
            return default;
        }

        // Levels, not calls, are read between the days: they are what changes slowly.
        double level = Between(part, _inTime[above - 1][from] / _factors[above - 1], _inTime[above][from] / _factors[above]) / _calls[from];
        double variance = Between(part, _variance[above - 1][from] / _factors[above - 1], _variance[above][from] / _factors[above]) * factor;
        return new ServiceLevelOutlook(calls, Math.Clamp(level, 0, 1), Math.Sqrt(variance) / calls);
    }

    private static double Between(double part, double below, double above) => ((1 - part) * below) + (part * above);

    private static double[] FromHereOn(int slots, Func<int, double> of)
    {
        double[] sums = new double[slots + 1];
        for (int slot = slots - 1; slot >= 0; slot--)
        {
            sums[slot] = sums[slot + 1] + of(slot);
        }

        return sums;
    }
}
