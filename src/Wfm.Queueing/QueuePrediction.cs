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

/// <summary>The predicted figures of one queue in one interval.</summary>
/// <param name="State">Whether the queue is covered.</param>
/// <param name="ServiceLevel">Served within the threshold ÷ offered; null without load, where it has no meaning.</param>
/// <param name="ProbabilityOfWait">Share of callers who find no free agent for their queue.</param>
/// <param name="ProbabilityOfAbandonment">Share of callers who hang up.</param>
/// <param name="CarriedLoad">Erlangs of this queue that are answered.</param>
public readonly record struct QueuePrediction(
    QueueState State, double? ServiceLevel, double ProbabilityOfWait, double ProbabilityOfAbandonment, double CarriedLoad)
{
    internal static QueuePrediction Quiet(bool staffed) => new(staffed ? QueueState.Normal : QueueState.Closed, null, 0, 0, 0);

    internal static QueuePrediction Uncovered => new(QueueState.Uncovered, 0, 1, 1, 0);
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
