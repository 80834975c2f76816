namespace Wfm.Queueing;

/// <summary>The figures of a queue with limited places. Shares are of all offered callers, blocked ones included, unless named otherwise.</summary>
/// <param name="ProbabilityOfBlocking">Share that finds every place taken.</param>
/// <param name="ProbabilityOfWait">Share that enters and has to wait.</param>
/// <param name="ProbabilityOfAbandonment">Share that enters and hangs up.</param>
/// <param name="ServiceLevelOfOffered">Share served within the threshold.</param>
/// <param name="AverageSpeedOfAnswerSeconds">Mean wait of answered calls.</param>
/// <param name="QueueLength">Mean number of callers waiting.</param>
/// <param name="Occupancy">Busy share of available time.</param>
public readonly record struct FinitePlacesResult(
    double ProbabilityOfBlocking,
    double ProbabilityOfWait,
    double ProbabilityOfAbandonment,
    double ServiceLevelOfOffered,
    double AverageSpeedOfAnswerSeconds,
    double QueueLength,
    double Occupancy)
{
    /// <summary>Share of the callers who enter that have to wait; what an ACD sees.</summary>
    public double ProbabilityOfWaitOfAccepted => ProbabilityOfWait / (1 - ProbabilityOfBlocking);

    /// <summary>Share of the callers who enter that are served within the threshold; what an ACD sees.</summary>
    public double ServiceLevelOfAccepted => ServiceLevelOfOffered / (1 - ProbabilityOfBlocking);
}
