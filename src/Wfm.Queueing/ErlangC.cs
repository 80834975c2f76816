using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>The delay formula M/M/n: everybody waits for as long as it takes, nobody hangs up.</summary>
/// <remarks>
/// What planners know and what other tools print. With as many erlangs as agents, or more, the queue grows without bound;
/// that is a stated answer here (<see cref="HasSteadyState(double, double)"/> false, null results), never an exception.
/// Absolute error of the service level below 1e-12 up to 100,000 erlangs where load and agents differ by more than 1e-9
/// (<c>ErlangCReferenceTests</c>). Real-valued agents use the continued loss formula.
/// Source: A. K. Erlang (1917); Gans, Koole and Mandelbaum (2003), "Telephone call centers", M&amp;SOM 5(2).
/// </remarks>
public static class ErlangC
{
    /// <summary>Whether the queue settles: more agents than erlangs.</summary>
    /// <param name="offeredLoad">Erlangs; finite, zero or more.</param>
    /// <param name="agents">Agents, zero or more.</param>
    /// <returns>True when <paramref name="agents"/> exceeds <paramref name="offeredLoad"/>.</returns>
    public static bool HasSteadyState(double offeredLoad, double agents) => agents > offeredLoad;

    /// <summary>Probability that an arriving call has to wait.</summary>
    /// <param name="offeredLoad">Arrival rate × mean handle time, in erlangs; finite, zero or more.</param>
    /// <param name="agents">People taking calls, shrinkage already removed; zero or more.</param>
    /// <returns>A value in [0, 1]; exactly 1 without a steady state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static double ProbabilityOfWait(double offeredLoad, int agents)
    {
        Require.Load(offeredLoad);
        ArgumentOutOfRangeException.ThrowIfNegative(agents);
        return agents <= offeredLoad ? 1 : offeredLoad == 0 ? 0 : Wait(offeredLoad, agents, InverseBlocking.Of(offeredLoad, agents));
    }

    /// <inheritdoc cref="ProbabilityOfWait(double, int)"/>
    public static double ProbabilityOfWait(double offeredLoad, double agents)
    {
        Require.Load(offeredLoad);
        Require.Agents(agents);
        return agents <= offeredLoad ? 1 : offeredLoad == 0 ? 0 : Wait(offeredLoad, agents, InverseBlocking.Of(offeredLoad, agents));
    }

    /// <summary>Share of calls answered within the threshold.</summary>
    /// <param name="offeredLoad">Erlangs; finite, zero or more.</param>
    /// <param name="agents">Agents, zero or more, whole or not.</param>
    /// <param name="averageHandleTimeSeconds">Mean handle time with after-call work, greater than zero.</param>
    /// <param name="thresholdSeconds">Longest wait that counts as in time, zero or more.</param>
    /// <returns>A value in [0, 1]; null without a steady state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static double? ServiceLevel(double offeredLoad, double agents, double averageHandleTimeSeconds, double thresholdSeconds) =>
        Evaluate(offeredLoad, agents, averageHandleTimeSeconds)?.ServiceLevel(thresholdSeconds);

    /// <summary>Mean wait of all calls (nobody hangs up, so of all answered calls), in seconds; null without a steady state.</summary>
    /// <inheritdoc cref="ServiceLevel(double, double, double, double)" path="/param"/>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static double? AverageSpeedOfAnswerSeconds(double offeredLoad, double agents, double averageHandleTimeSeconds) =>
        Evaluate(offeredLoad, agents, averageHandleTimeSeconds)?.AverageSpeedOfAnswerSeconds;

    /// <summary>Mean number of callers waiting; null without a steady state.</summary>
    /// <inheritdoc cref="ServiceLevel(double, double, double, double)" path="/param"/>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static double? QueueLength(double offeredLoad, double agents) => Evaluate(offeredLoad, agents, 1)?.QueueLength;

    /// <summary>Mean wait of those callers who wait at all, in seconds; null without a steady state.</summary>
    /// <inheritdoc cref="ServiceLevel(double, double, double, double)" path="/param"/>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static double? MeanWaitOfWaitersSeconds(double offeredLoad, double agents, double averageHandleTimeSeconds) =>
        Evaluate(offeredLoad, agents, averageHandleTimeSeconds)?.MeanWaitOfWaitersSeconds;

    /// <summary>All figures of one system at once; the loss formula is computed a single time.</summary>
    /// <inheritdoc cref="ServiceLevel(double, double, double, double)" path="/param"/>
    /// <returns>The figures; null without a steady state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static ErlangCResult? Evaluate(double offeredLoad, double agents, double averageHandleTimeSeconds)
    {
        Require.PositiveSeconds(averageHandleTimeSeconds);
        double wait = ProbabilityOfWait(offeredLoad, agents);
        return HasSteadyState(offeredLoad, agents)
            ? new ErlangCResult(offeredLoad, agents, averageHandleTimeSeconds, wait)
            : null;
    }

    /// <summary>P(wait) = n / ((n − a)/B + a): positive terms only.</summary>
    internal static double Wait(double a, double n, double inverseBlocking) =>
        n / Math.FusedMultiplyAdd(n - a, inverseBlocking, a);
}
