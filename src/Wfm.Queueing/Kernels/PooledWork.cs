namespace Wfm.Queueing.Kernels;

/// <summary>Work that one set of agents carries, with the mean handle time and patience of its calls.</summary>
internal struct PooledWork
{
    private double _load;
    private double _callsPerSecond;
    private double _abandonRate;

    public readonly double Load => _load;

    public readonly double HandleSeconds => _load / _callsPerSecond;

    /// <summary>Patience is averaged as a rate of hanging up, as callers of all queues leave the same line.</summary>
    public readonly double PatienceSeconds => _callsPerSecond / _abandonRate;

    public void Add(in QueueInflow inflow, double load)
    {
        double calls = load / inflow.AverageHandleTimeSeconds;
        _load += load;
        _callsPerSecond += calls;
        _abandonRate += calls / inflow.MeanPatienceSeconds;
    }

    public readonly ErlangA System(double agents) =>
        _load == 0 ? new ErlangA(0, agents, 1, 1) : new ErlangA(_load, agents, HandleSeconds, PatienceSeconds);
}
