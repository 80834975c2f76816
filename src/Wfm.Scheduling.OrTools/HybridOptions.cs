using System.Globalization;

namespace Wfm.Scheduling.OrTools;

/// <summary>How a hybrid run shares its time between our engine and OR-Tools.</summary>
public sealed record HybridOptions
{
    /// <summary>Seed, threads, budget and clock, as for our engine alone.</summary>
    public ScheduleOptions Search { get; init; } = new();

    /// <summary>Share of the time limit our engine gets, between 0 and 1. Default 0.5.</summary>
    public double SearchShare { get; init; } = 0.5;

    /// <summary>Neighbourhoods tried when no time limit rules. Default 20.</summary>
    public int Neighbourhoods { get; init; } = 20;

    /// <summary>Limit on one part of the schedule, in the solver's machine-independent seconds. Default 5.</summary>
    public double PartSeconds { get; init; } = 5;
}

/// <summary>What OR-Tools added to a schedule.</summary>
/// <param name="Solver">The back end.</param>
/// <param name="Days">Days with shifts.</param>
/// <param name="DaysProven">Days whose lunches and breaks are proven the best for their shifts.</param>
/// <param name="PauseGain">Cost saved by placing lunches and breaks anew.</param>
/// <param name="Neighbourhoods">Neighbourhoods tried.</param>
/// <param name="Improvements">Neighbourhoods that improved the schedule.</param>
/// <param name="NeighbourhoodGain">Cost they saved.</param>
/// <param name="Refused">Answers the plain rules or the plain cost refused.</param>
public sealed record HybridReport(
    string Solver, int Days, int DaysProven, double PauseGain, int Neighbourhoods, int Improvements, double NeighbourhoodGain, int Refused)
{
    /// <summary>Reads like: <c>OR-Tools (…): breaks and lunches of 47 of 50 days proven optimal (12.3 saved); …</c></summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Solver}: breaks and lunches of {DaysProven} of {Days} days proven optimal ({PauseGain:0.0} saved); "
        + $"{Improvements} of {Neighbourhoods} neighbourhoods improved ({NeighbourhoodGain:0.0} saved); {Refused} answers refused.");
}

/// <summary>A schedule and what OR-Tools added to it.</summary>
/// <param name="Result">The schedule, recomputed by the plain rules and the plain cost.</param>
/// <param name="Report">What OR-Tools added.</param>
public sealed record HybridResult(ScheduleResult Result, HybridReport Report);
