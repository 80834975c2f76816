using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>The figures of a delay system (M/M/n) that has a steady state.</summary>
public readonly record struct ErlangCResult
{
    internal ErlangCResult(double offeredLoad, double agents, double averageHandleTimeSeconds, double probabilityOfWait)
    {
        OfferedLoad = offeredLoad;
        Agents = agents;
        AverageHandleTimeSeconds = averageHandleTimeSeconds;
        ProbabilityOfWait = probabilityOfWait;
    }

    /// <summary>Offered load in erlangs.</summary>
    public double OfferedLoad { get; }

    /// <summary>Agents; more than the load.</summary>
    public double Agents { get; }

    /// <summary>Mean handle time in seconds.</summary>
    public double AverageHandleTimeSeconds { get; }

    /// <summary>Probability that an arriving call has to wait.</summary>
    public double ProbabilityOfWait { get; }

    /// <summary>Mean wait of those who wait, in seconds.</summary>
    public double MeanWaitOfWaitersSeconds => AverageHandleTimeSeconds / (Agents - OfferedLoad);

    /// <summary>Mean wait of all calls, in seconds.</summary>
    public double AverageSpeedOfAnswerSeconds => ProbabilityOfWait * MeanWaitOfWaitersSeconds;

    /// <summary>Mean number of callers waiting.</summary>
    public double QueueLength => ProbabilityOfWait * OfferedLoad / (Agents - OfferedLoad);

    /// <summary>Busy share of available time.</summary>
    public double Occupancy => OfferedLoad / Agents;

    /// <summary>Share of calls answered within the threshold.</summary>
    /// <param name="thresholdSeconds">Longest wait that counts as in time, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative, infinite or NaN.</exception>
    public double ServiceLevel(double thresholdSeconds)
    {
        Require.Threshold(thresholdSeconds);
        return 1 - ProbabilityOfWait * Math.Exp(-(Agents - OfferedLoad) * (thresholdSeconds / AverageHandleTimeSeconds));
    }
}
