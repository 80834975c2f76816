using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>Erlang's loss formula: nobody waits, a caller who finds every agent busy is turned away.</summary>
/// <remarks>
/// Also the building block of Erlang C and Erlang A. Cost O(√load) near agents = load, at most O(agents).
/// Relative error below 1e-12 from 0.01 to 100,000 erlangs (<c>ErlangBReferenceTests</c>); below about 1e-308 the result is 0.
/// Source: A. K. Erlang (1917); the real-valued continuation 1/B = a∫e^(−ay)(1+y)^x dy after A. A. Jagerman (1974).
/// </remarks>
public static class ErlangB
{
    /// <summary>Share of callers who find every agent busy and are turned away.</summary>
    /// <param name="offeredLoad">Arrival rate × mean handle time, in erlangs; finite, zero or more.</param>
    /// <param name="agents">People or trunks; zero or more.</param>
    /// <returns>A value in [0, 1]; 1 with no agents, 0 with no load and at least one agent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static double ProbabilityOfBlocking(double offeredLoad, int agents)
    {
        Require.Load(offeredLoad);
        ArgumentOutOfRangeException.ThrowIfNegative(agents);
        return agents == 0 ? 1 : offeredLoad == 0 ? 0 : 1 / InverseBlocking.Of(offeredLoad, agents);
    }

    /// <summary>The same for a real number of agents, such as 7.5 after shrinkage: the analytic continuation, not an interpolation.</summary>
    /// <param name="offeredLoad">Arrival rate × mean handle time, in erlangs; finite, zero or more.</param>
    /// <param name="agents">Agents, greater than −1 (the values below zero serve Erlang A with fewer than one agent).</param>
    /// <returns>A value in [0, 1] for agents ≥ 0; above 1 between −1 and 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public static double ProbabilityOfBlocking(double offeredLoad, double agents)
    {
        Require.Load(offeredLoad);
        if (agents is not (> -1 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(agents), agents, "Agents must be finite and greater than -1.");
        }

        if (agents == 0)
        {
            return 1;
        }

        if (offeredLoad == 0)
        {
            return agents > 0 ? 0 : double.PositiveInfinity;
        }

        return 1 / InverseBlocking.Of(offeredLoad, agents);
    }
}
