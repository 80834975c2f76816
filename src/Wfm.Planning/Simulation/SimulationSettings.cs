using Wfm.Requests;

namespace Wfm.Planning;

/// <summary>How a schedule is simulated.</summary>
public sealed record SimulationSettings
{
    /// <summary>Simulated days for each day of the schedule. Default 500: a queue's day is known to about a quarter of a point.</summary>
    public int Days { get; init; } = 500;

    /// <summary>Any number; the same number gives the same figures.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads to use; the figures do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Standard deviation ÷ mean of handle times; 1 is exponential, as the prediction has it, 0.8 is usual.</summary>
    public double HandleTimeVariation { get; init; } = 1;

    /// <summary>How callers of some queues behave beyond that; prediction knows nothing of it. Default: none.</summary>
    public IReadOnlyList<QueueBehaviour> Behaviours { get; init; } = [];

    /// <summary>Standard deviation ÷ mean of the factor that loads of a day share, in prediction and simulation, for queues whose promise does not tell their own; 0 is days as forecast.</summary>
    public double DayVariation { get; init; }
}
