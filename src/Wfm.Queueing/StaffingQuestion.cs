namespace Wfm.Queueing;

/// <summary>How many agents does this load need? The load, the promise, and the limits around it; checked when the question is answered.</summary>
/// <param name="OfferedLoad">Arrival rate × mean handle time, in erlangs; finite, zero or more.</param>
/// <param name="AverageHandleTimeSeconds">Mean handle time with after-call work, greater than zero.</param>
/// <param name="Target">Share to answer within the threshold, strictly between 0 and 1; 80 % is 0.80.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time; zero or more.</param>
public readonly record struct StaffingQuestion(double OfferedLoad, double AverageHandleTimeSeconds, double Target, double ThresholdSeconds)
{
    /// <summary>Mean patience in seconds; used by Erlang A alone. Default: nobody hangs up.</summary>
    public double MeanPatienceSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Highest occupancy allowed, greater than 0 and at most 1. Default 1: no ceiling.</summary>
    public double MaxOccupancy { get; init; } = 1;

    /// <summary>Highest share of abandoned calls, greater than 0 and at most 1; used by Erlang A alone. Default 1: no ceiling.</summary>
    public double MaxAbandonment { get; init; } = 1;

    /// <summary>The search ends here with <see cref="StaffingOutcome.BeyondMaximum"/>. Default ten million.</summary>
    public int MaxAgents { get; init; } = 10_000_000;
}
