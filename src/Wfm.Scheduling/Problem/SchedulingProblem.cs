using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>Everything a schedule is made from: the content of <c>problem.json</c>, immutable.</summary>
/// <remarks>Building one checks nothing but shapes; <see cref="ProblemChecks"/> lists what a planner must mend.</remarks>
public sealed record SchedulingProblem
{
    /// <summary>Longest period accepted, in weeks.</summary>
    public const int MostWeeks = 53;

    /// <summary>Most queues.</summary>
    public const int MostQueues = 64;

    /// <summary>What it is called in reports.</summary>
    public string Name { get; init; } = "";

    /// <summary>Days and slots.</summary>
    public required PlanningGrid Grid { get; init; }

    /// <summary>Minutes in which paid time is counted; a shift's paid time is a whole multiple. 30 unless there is a reason.</summary>
    public int PaidUnitMinutes { get; init; } = 30;

    /// <summary>The queues, at most <see cref="MostQueues"/>.</summary>
    public required IReadOnlyList<QueueId> Queues { get; init; }

    /// <summary>Cost of people per queue and day; a missing day means nobody is needed.</summary>
    public required IReadOnlyList<QueueDay> Demand { get; init; }

    /// <summary>What queues promise their callers, for predicting service levels; a queue not named is not predicted.</summary>
    public IReadOnlyList<QueuePromise> Promises { get; init; } = [];

    /// <summary>The contracts agents refer to.</summary>
    public required IReadOnlyList<PlanContract> Contracts { get; init; }

    /// <summary>The shift templates agents refer to.</summary>
    public required IReadOnlyList<PlanTemplate> Templates { get; init; }

    /// <summary>The people.</summary>
    public required IReadOnlyList<PlanAgent> Agents { get; init; }

    /// <summary>Trainings, group meetings, administration and mail that must be placed.</summary>
    public IReadOnlyList<PlanActivity> Activities { get; init; } = [];

    /// <summary>What wishes weigh.</summary>
    public WishCosts WishCosts { get; init; } = new();

    /// <summary>What unfairness weighs.</summary>
    public FairnessCosts FairnessCosts { get; init; } = new();

    /// <summary>Cost of each hour a start lies from the middle (median) start of the person's week. Default 0.</summary>
    public double StableStartPerHour { get; init; }

    /// <summary>The schedule people know already; null for a period nobody has been told.</summary>
    public PublishedSchedule? Published { get; init; }
}

/// <summary>What an unmet wish costs, in the currency of the coverage cost.</summary>
public sealed record WishCosts
{
    /// <summary>For each worked day that was wished off, times the strength. Default 8.</summary>
    public double DayOff { get; init; } = 8;

    /// <summary>For each hour a start lies from the wished side, times the strength. Default 0.3.</summary>
    public double StartPerHour { get; init; } = 0.3;

    /// <summary>Whoever wishes early is content with a start until this time. Default 07:30.</summary>
    public LocalTime EarlyUntil { get; init; } = new(7, 30);

    /// <summary>Whoever wishes late is content with a start from this time. Default 09:00.</summary>
    public LocalTime LateFrom { get; init; } = new(9, 0);

    /// <summary>Factor on a must-have. Default 10.</summary>
    public double MustHaveFactor { get; init; } = 10;

    /// <summary>The weight of a wish: its strength, times the factor of a must-have.</summary>
    public double WeightOf(PlanWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return wish.Strength * (wish.IsMustHave ? MustHaveFactor : 1);
    }
}
