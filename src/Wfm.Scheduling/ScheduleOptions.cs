using NodaTime;

namespace Wfm.Scheduling;

/// <summary>How long and how hard to work. The budget is counted in steps, so the same seed gives the same schedule everywhere.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Seed of every random choice. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>1 searches first and bounds afterwards; 2 does both at once. The schedule is the same.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Search steps at most; null chooses by the size of the problem. A step is one agent's period, with a hundred small moves while annealing.</summary>
    public long? Steps { get; init; }

    /// <summary>Evaluations of the lower bound at most; null chooses by the size of the problem.</summary>
    public long? BoundSteps { get; init; }

    /// <summary>
    /// A schedule of the same problem to start from: yesterday's, or one edited by hand. Whoever's row keeps the hard rules starts
    /// with it, locked days as locked; everybody else is constructed. The result never costs more than this schedule, where
    /// this one keeps every rule. Null starts from nothing.
    /// </summary>
    public DraftSchedule? WarmStart { get; init; }

    /// <summary>Outer guard on the whole run, the recount by the plain rules included; null for none. When it ends the run, the result says that it is not reproducible.</summary>
    public Duration? TimeLimit { get; init; }

    /// <summary>Time since the run began, read from the caller's clock; needed for a limit and for seconds in the progress.</summary>
    public Func<Duration>? Elapsed { get; init; }

    /// <summary>Given the best schedule so far with its cost while the search improves it, at most every <see cref="IncumbentEvery"/> by the caller's clock; the search waits for it. Changes nothing about the result.</summary>
    public Action<DraftSchedule, double>? Incumbent { get; init; }

    /// <summary>Shortest time between two incumbents. Default 3 s.</summary>
    public Duration IncumbentEvery { get; init; } = Duration.FromSeconds(3);
}

/// <summary>How far a run has come.</summary>
/// <param name="Steps">Search steps so far.</param>
/// <param name="Cost">Cost of the best schedule so far.</param>
/// <param name="Bound">Best lower bound so far; 0 before the first.</param>
/// <param name="Elapsed">Time by the caller's clock; zero without one.</param>
public sealed record ScheduleProgress(long Steps, double Cost, double Bound, Duration Elapsed);
