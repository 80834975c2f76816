using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>What a queue's interval is like.</summary>
public enum QueueState
{
    /// <summary>Somebody present can take the calls, or no calls come while somebody is there.</summary>
    Normal,

    /// <summary>No calls and nobody who could take them.</summary>
    Closed,

    /// <summary>Calls come and nobody present can take them: service level 0, everybody hangs up.</summary>
    Uncovered,
}

/// <summary>The predicted figures of one queue in one interval; the first ones at once, the others worked out when asked for.</summary>
/// <param name="State">Whether the queue is covered.</param>
/// <param name="ServiceLevel">Served within the threshold ÷ offered; null without load, where it has no meaning.</param>
/// <param name="ProbabilityOfWait">Share of callers who find no free agent for their queue.</param>
/// <param name="ProbabilityOfAbandonment">Share of callers who hang up.</param>
/// <param name="CarriedLoad">Erlangs of this queue that are answered.</param>
public readonly record struct QueuePrediction(
    QueueState State, double? ServiceLevel, double ProbabilityOfWait, double ProbabilityOfAbandonment, double CarriedLoad)
{
    /// <summary>Busy share of available time of the agents who can take the queue; 0 where nobody can.</summary>
    public double Occupancy { get; init; }

    /// <summary>The pooled system the queue sees; null without load or agents.</summary>
    internal ErlangA? System { get; init; }

    internal double ThresholdSeconds { get; init; }

    internal static QueuePrediction Quiet(bool staffed) => new(staffed ? QueueState.Normal : QueueState.Closed, null, 0, 0, 0);

    internal static QueuePrediction Uncovered => new(QueueState.Uncovered, 0, 1, 1, 0);

    /// <summary>What becomes of a number of calls, with all five service levels and waits.</summary>
    /// <param name="calls">Calls offered in the interval.</param>
    /// <param name="shortAbandonSeconds">A caller who hangs up within this wait is a short abandon.</param>
    /// <returns>Expected figures; none of them NaN. Without anybody there all hang up, how soon is not said.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative, infinite or NaN.</exception>
    public CallFigures FiguresOf(double calls, double shortAbandonSeconds = 5)
    {
        Require.Load(calls);
        Require.Threshold(shortAbandonSeconds);
        return System is ErlangA system
            ? PooledFigures.OfOneCall(system, ThresholdSeconds, shortAbandonSeconds) * calls
            : State == QueueState.Normal ? new CallFigures(calls, calls, 0, 0, 0, calls, 0, 0) : new CallFigures(calls, 0, calls, 0, 0, 0, 0, 0);
    }

    /// <summary>Variance of the number of calls answered in time, the calls themselves given: callers who come soon after each other meet the same line.</summary>
    /// <param name="calls">Calls offered in the interval.</param>
    /// <param name="intervalSeconds">Length of the interval.</param>
    /// <returns>Zero or more; the interval is taken as long.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public double VarianceOfInTime(double calls, double intervalSeconds)
    {
        Require.Load(calls);
        Require.PositiveSeconds(intervalSeconds);
        if (calls == 0 || System is not ErlangA system)
        {
            return 0;
        }

        double level = ServiceLevel ?? 0;
        double callsOfSystem = system.Rates.Arrivals * intervalSeconds;
        double shared = ServiceLevelSpread.BeyondCoinTosses(system.Rates, ThresholdSeconds) * calls / callsOfSystem;
        return Math.Max(0, calls * (level * (1 - level) + shared));
    }

    /// <summary>The wait that the given share of answered calls does not exceed; null without load or where nobody is answered.</summary>
    /// <param name="share">0.9 asks for the wait that nine of ten answered callers do not exceed; strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range, or NaN.</exception>
    public double? WaitQuantileSeconds(double share)
    {
        Require.Fraction(share);
        return System is ErlangA system ? WaitQuantile.Of(share, t => system.ServiceLevelOfAnswered(t)) : null;
    }
}

/// <summary>What comes into one queue in one interval.</summary>
/// <param name="OfferedLoad">Erlangs, best as modified offered load; finite, zero or more.</param>
/// <param name="AverageHandleTimeSeconds">Mean handle time with after-call work, greater than zero.</param>
/// <param name="MeanPatienceSeconds">Mean patience, zero or more; may be infinite.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time; zero or more.</param>
public readonly record struct QueueInflow(double OfferedLoad, double AverageHandleTimeSeconds, double MeanPatienceSeconds, double ThresholdSeconds);

/// <summary>One queue that a group of agents takes.</summary>
/// <param name="Queue">Position of the queue.</param>
/// <param name="Priority">1 for calls the group takes first; higher numbers are asked only when lower ones have nobody free.</param>
public readonly record struct SkillRoute(int Queue, int Priority)
{
    /// <summary>
    /// The group is asked only for callers who have waited this long (overflow after X seconds). Default 0: at once. Simulation alone
    /// knows it; predictions read it as the priority says.
    /// </summary>
    public double AfterSeconds { get; init; }
}
