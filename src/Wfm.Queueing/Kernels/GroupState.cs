namespace Wfm.Queueing.Kernels;

/// <summary>What one group's people meet with the work they carry; between rounds seven digits are enough, and three times as fast.</summary>
/// <param name="Wait">Share of callers who find all of them busy.</param>
/// <param name="Stay">Share of those who wait that stays until served.</param>
/// <param name="Occupancy">Busy share of their time.</param>
internal readonly record struct GroupState(double Wait, double Stay, double Occupancy)
{
    private const double Digits = 1e-7;

    /// <summary>Below this many callers on the scale of patience nothing overflows.</summary>
    private const double LargestPlainLoad = 300;
    private const double ShortestPatience = 1e-3;
    private const double LongestPatience = 1e4;

    /// <param name="work">The work.</param>
    /// <param name="agents">The people; more than 0.</param>
    public static GroupState Of(in PooledWork work, double agents)
    {
        double load = work.Load, patience = work.PatienceSeconds / work.HandleSeconds;
        if (!(load > 0 && patience is >= ShortestPatience and <= LongestPatience && load * patience <= LargestPlainLoad))
        {
            return Exactly(work.System(agents));
        }

        double inverse = InverseBlocking.Roughly(load, agents - 1, Digits);
        if (inverse == double.PositiveInfinity)
        {
            return Exactly(work.System(agents));
        }

        PatienceSeries series = PatienceSeries.Of(agents * patience, load * patience, Digits);
        double busy = load / agents * (1 + series.Sum), total = inverse + busy;
        double abandoned = series.Weighted / (agents * patience);
        return new GroupState(busy / total, 1 - abandoned / busy, Math.Min(1, load * (1 - abandoned / total) / agents));
    }

    private static GroupState Exactly(in ErlangA system) => new(
        system.ProbabilityOfWait,
        system.ProbabilityOfWait == 0 ? 1 : 1 - system.ProbabilityOfAbandonment / system.ProbabilityOfWait,
        system.Occupancy);
}
