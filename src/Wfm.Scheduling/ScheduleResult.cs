using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling;

/// <summary>How a run ended; the caller must look.</summary>
public abstract record ScheduleOutcome
{
    private ScheduleOutcome()
    {
    }

    /// <summary>Cost and bound meet.</summary>
    public sealed record Optimal : ScheduleOutcome;

    /// <summary>Every hard rule holds; a perfect schedule could save at most the gap.</summary>
    /// <param name="GapFraction">(cost − bound) ÷ cost, between 0 and 1.</param>
    public sealed record Feasible(double GapFraction) : ScheduleOutcome;

    /// <summary>Hard rules cannot hold, or were not made to hold. Everybody who can be scheduled is.</summary>
    /// <param name="Conflicts">Who and why.</param>
    public sealed record Infeasible(IReadOnlyList<ScheduleConflict> Conflicts) : ScheduleOutcome;

    /// <summary>Time, steps or patience ended before everybody had a schedule; the best so far is given.</summary>
    public sealed record TimedOut : ScheduleOutcome;

    /// <summary>The problem itself must be mended first; nothing was scheduled.</summary>
    /// <param name="Findings">What to mend.</param>
    public sealed record Invalid(IReadOnlyList<ProblemFinding> Findings) : ScheduleOutcome;
}

/// <summary>How one person's wishes fared.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Wishes">Wishes that could be granted or not: day-off wishes, and each worked day with a wish for early or late.</param>
/// <param name="Granted">Those granted.</param>
public sealed record WishFulfilment(AgentId Agent, int Wishes, int Granted);

/// <summary>A schedule and everything a planner asks about it, recomputed by the plain rules and the plain cost.</summary>
public sealed record ScheduleResult
{
    /// <summary>How the run ended.</summary>
    public required ScheduleOutcome Outcome { get; init; }

    /// <summary>The best schedule found.</summary>
    public required DraftSchedule Schedule { get; init; }

    /// <summary>Its cost.</summary>
    public required CostByPart Cost { get; init; }

    /// <summary>No schedule that keeps the hard rules costs less than this.</summary>
    public required double Bound { get; init; }

    /// <summary>(cost − bound) ÷ cost; 0 when the cost is 0.</summary>
    public double GapFraction => Cost.Total <= 0 ? 0 : Math.Clamp((Cost.Total - Bound) / Cost.Total, 0, 1);

    /// <summary>The gap in staff-hours, in late calls and by where it comes from.</summary>
    public required GapReport Gap { get; init; }

    /// <summary>People serving each queue in each slot.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Broken hard rules; none in a feasible schedule.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>Wishes by person.</summary>
    public required IReadOnlyList<WishFulfilment> Wishes { get; init; }

    /// <summary>Everybody's running totals, carried over periods, and their spread over the group.</summary>
    public FairnessLedger Ledger { get; init; } = FairnessLedger.Empty;

    /// <summary>Who must be told what: days that differ from the published schedule.</summary>
    public IReadOnlyList<ScheduleChange> Changes { get; init; } = [];

    /// <summary>Activities, or parts of them, without a place; none is left out in silence.</summary>
    public IReadOnlyList<ActivityFinding> ActivityFindings { get; init; } = [];

    /// <summary>What is odd about the problem though it can be planned, and what to know before publishing, in the planner's words.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Shifts somebody called in by the hour would help most with; nothing when nobody is called in.</summary>
    public IReadOnlyList<CallIn> CallIns { get; init; } = [];

    /// <summary>Search steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>Bound evaluations taken.</summary>
    public required long BoundSteps { get; init; }

    /// <summary>Whether the same problem, seed and options give this schedule again; false when a clock or a cancellation ended the run.</summary>
    public required bool IsReproducible { get; init; }
}
