using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Intraday;

/// <summary>The running day as it looks at one moment.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Day">Row of the grid.</param>
/// <param name="From">First slot that is still to come; the one the present lies in counts as to come.</param>
/// <param name="Queues">Every queue with traffic, in the problem's order.</param>
/// <param name="Problem">The problem with the day's calls and handle times as expected by now, with everybody who is away, and with the day of whoever is lent later locked.</param>
/// <param name="Schedule">The published schedule.</param>
/// <param name="Loans">Who takes queues of other groups, and when.</param>
public sealed record DayLook(
    Instant Now, int Day, int From, IReadOnlyList<QueueLook> Queues, SchedulingProblem Problem, DraftSchedule Schedule, IReadOnlyList<Loan> Loans)
{
    /// <summary>Whether somebody's day stays as planned.</summary>
    internal bool IsLocked(PlanAgent agent) => agent.Locks.Any(own => own.Date == Problem.Grid.Days[Day].Date);
}

/// <summary>One queue of the running day.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Promise">What it promises.</param>
/// <param name="Limits">Between these levels nothing need be done.</param>
/// <param name="Offered">Calls offered so far, of the slots that are reported.</param>
/// <param name="InTime">Of them answered in time.</param>
/// <param name="ReportedUntil">End of the last slot that is reported; null before any is.</param>
/// <param name="IsStale">Slots have ended more than two intervals ago without a report: nothing is to be concluded.</param>
/// <param name="Update">The rest of the day's calls, forecast again.</param>
/// <param name="HandleTimeFactor">Handle times to come ÷ those forecast.</param>
/// <param name="Rest">What the callers to come will meet.</param>
/// <param name="ChanceOfDay">Chance that the whole day reaches the promise; null without calls.</param>
/// <param name="ChanceBelow">Chance that the rest of the day lies below the lower limit; null without calls.</param>
/// <param name="ChanceAbove">Chance that the rest of the day lies above the upper limit; null without calls.</param>
public sealed record QueueLook(
    QueueId Queue,
    QueuePromise Promise,
    ActionLimits Limits,
    double Offered,
    double InTime,
    Instant? ReportedUntil,
    bool IsStale,
    DayUpdate Update,
    double HandleTimeFactor,
    QueueRest Rest,
    double? ChanceOfDay,
    double? ChanceBelow,
    double? ChanceAbove)
{
    /// <summary>Share answered in time so far; null before any call.</summary>
    public double? LevelSoFar => Offered > 0 ? InTime / Offered : null;
}
