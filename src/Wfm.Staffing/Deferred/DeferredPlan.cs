using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Whether deferred work gets done in time, and what is missing where not.</summary>
/// <param name="Intervals">One per interval of capacity, in order.</param>
/// <param name="Queues">One per queue with work, in ordinal order of code.</param>
/// <param name="DueHours">Work due before the plan ends.</param>
/// <param name="InTimeHours">Of it, what is finished in time.</param>
/// <param name="ShortageHours">The fewest person-hours that would have to be added, at the right moments, for all of it to be in time.</param>
/// <param name="Shortages">Where: the interval by whose end work falls due unfinished, and how many hours; in order, their sum is the shortage.</param>
public sealed record DeferredPlan(
    IReadOnlyList<DeferredInterval> Intervals,
    IReadOnlyList<DeferredQueue> Queues,
    double DueHours,
    double InTimeHours,
    double ShortageHours,
    IReadOnlyList<DeferredShortage> Shortages)
{
    /// <summary>Share of the work that falls due which is finished in time; empty where none falls due.</summary>
    public double? ShareInTime => DueHours > 0 ? InTimeHours / DueHours : null;

    /// <summary>The first interval that fails; empty when all is in time.</summary>
    public Interval? FirstFailure => Shortages.Count > 0 ? Shortages[0].Span : null;
}

/// <summary>One interval of the plan.</summary>
/// <param name="Span">When.</param>
/// <param name="CapacityHours">Person-hours there are.</param>
/// <param name="DoneHours">Hours of work done.</param>
/// <param name="BacklogHours">Work that lies there at the end of the interval.</param>
/// <param name="OverdueHours">Of it, what is past its deadline.</param>
public sealed record DeferredInterval(Interval Span, double CapacityHours, double DoneHours, double BacklogHours, double OverdueHours);

/// <summary>One queue over the plan.</summary>
/// <param name="Queue">Whose work.</param>
/// <param name="DueHours">Work due before the plan ends.</param>
/// <param name="InTimeHours">Of it, what is finished in time.</param>
public sealed record DeferredQueue(QueueId Queue, double DueHours, double InTimeHours)
{
    /// <summary>Share finished in time; empty where none falls due.</summary>
    public double? ShareInTime => DueHours > 0 ? InTimeHours / DueHours : null;
}

/// <summary>Hours missing.</summary>
/// <param name="Span">The interval by whose end they were due.</param>
/// <param name="Hours">How many.</param>
public sealed record DeferredShortage(Interval Span, double Hours);

/// <summary>The plan for the arrivals expected, and for many and for few.</summary>
/// <param name="Expected">With the arrivals expected.</param>
/// <param name="Many">With more than come nine times in ten.</param>
/// <param name="Few">With fewer than come nine times in ten.</param>
public sealed record DeferredOutlook(DeferredPlan Expected, DeferredPlan Many, DeferredPlan Few);
