using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Intraday;

/// <summary>A day that is being worked: the published plan and what has happened since.</summary>
/// <param name="Problem">The problem of the period, with the traffic of its queues as forecast.</param>
/// <param name="Schedule">The published schedule.</param>
/// <param name="Day">Row of the grid.</param>
/// <param name="Now">The present moment.</param>
public sealed record RunningDay(SchedulingProblem Problem, DraftSchedule Schedule, int Day, Instant Now)
{
    /// <summary>What each queue has reported; a queue that is not named has reported nothing.</summary>
    public IReadOnlyList<QueueSoFar> Queues { get; init; } = [];

    /// <summary>Who is away and when, beyond what the schedule knows: sick calls, late starts, people who are not logged in.</summary>
    public IReadOnlyList<PersonAway> Away { get; init; } = [];

    /// <summary>Who takes queues of other groups, and when.</summary>
    public IReadOnlyList<Loan> Loans { get; init; } = [];

    /// <summary>Slot the present lies in; 0 before opening, the number of slots after closing.</summary>
    public int Slot => Math.Clamp(Problem.Grid.SlotFloor(Day, Now), 0, Problem.Grid.Days[Day].Slots);
}

/// <summary>What one queue has reported of the day, slot by slot of the plan.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Slots">From the first slot of the day on; null where nothing has been reported.</param>
public sealed record QueueSoFar(QueueId Queue, IReadOnlyList<SlotSoFar?> Slots)
{
    /// <summary>How far the day may lie from its forecast, as its bands say; null takes the promise's day variation, or 12 %.</summary>
    public RateVariation? Variation { get; init; }

    /// <summary>How handle time varies from day to day, for <see cref="AlarmLevels"/>; the promise's day variation is then that of the load, calls × handle time, as requirements tell it. None unless told.</summary>
    public LoadVariation Load { get; init; }

    /// <summary>Past days on the same slots with what had been forecast for them, oldest first.</summary>
    public IReadOnlyList<PastDay> Past { get; init; } = [];

    /// <summary>Limits of action; null holds the queue to its promise on both sides.</summary>
    public ActionLimits? Limits { get; init; }
}

/// <summary>One slot as the telephone system reported it.</summary>
/// <param name="Offered">Calls offered.</param>
/// <param name="InTime">Of them answered within the threshold.</param>
/// <param name="Handled">Calls handled, for the handle time; 0 where that is not told.</param>
/// <param name="HandleSeconds">Seconds spent on them.</param>
public sealed record SlotSoFar(double Offered, double InTime, double Handled = 0, double HandleSeconds = 0);
