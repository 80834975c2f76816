using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>A queue with a limited number of places (trunks): M/M/n/K, and M/M/n/K+M where callers hang up.</summary>
/// <remarks>
/// A caller who finds every place taken is blocked and never reaches the queue; an ACD does not count that call as offered, so blocked
/// calls stand apart. Always has a steady state. Plain sums over the states, O(agents + places) time, no allocation; agrees with
/// the reference table within 1e-12 (<c>FinitePlacesReferenceTests</c>). Worth its cost when places are fewer than three times the
/// agents and agents are few.
/// </remarks>
public static class FinitePlaces
{
    /// <summary>Solves one queue.</summary>
    /// <param name="offeredLoad">Arrival rate × mean handle time, in erlangs, blocked callers included; finite, greater than zero.</param>
    /// <param name="capacity">Agents and all places.</param>
    /// <param name="times">Mean handle time, mean patience (infinity: nobody hangs up) and the threshold.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN; or there are fewer places than agents.</exception>
    public static FinitePlacesResult Evaluate(double offeredLoad, FiniteCapacity capacity, QueueTimes times)
    {
        Require.Load(offeredLoad);
        ArgumentOutOfRangeException.ThrowIfZero(offeredLoad);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity.Agents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity.Places, capacity.Agents);
        Require.PositiveSeconds(times.AverageHandleTimeSeconds);
        Require.Patience(times.MeanPatienceSeconds);
        Require.Threshold(times.ThresholdSeconds);
        if (times.MeanPatienceSeconds == 0)
        {
            return Loss(offeredLoad, capacity.Agents);
        }

        return times.MeanPatienceSeconds == double.PositiveInfinity
            ? new FiniteStates(offeredLoad, capacity, times).SumEndless()
            : new FiniteStates(offeredLoad, capacity, times).SumPatient();
    }

    /// <summary>Callers without patience use no waiting place: every caller who finds the agents busy is lost, by hanging up.</summary>
    private static FinitePlacesResult Loss(double load, int agents)
    {
        double lost = 1 / InverseBlocking.Of(load, agents);
        return new FinitePlacesResult(0, lost, lost, 1 - lost, 0, 0, load * (1 - lost) / agents);
    }
}

/// <summary>How many calls can be in the system.</summary>
/// <param name="Agents">People taking calls; at least one.</param>
/// <param name="Places">All places, in service and waiting (trunks); at least as many as agents.</param>
public readonly record struct FiniteCapacity(int Agents, int Places);

/// <summary>The times of one queue, in seconds.</summary>
/// <param name="AverageHandleTimeSeconds">Mean handle time with after-call work, greater than zero.</param>
/// <param name="MeanPatienceSeconds">Mean time before a waiting caller hangs up, zero or more; infinity when nobody does.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time; zero or more.</param>
public readonly record struct QueueTimes(double AverageHandleTimeSeconds, double MeanPatienceSeconds, double ThresholdSeconds);
