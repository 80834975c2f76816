using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Intraday;

/// <summary>A proposal for the rest of a running day: the smallest set of changes found that brings it back, and what it gives.</summary>
/// <param name="At">The present moment it was made for.</param>
/// <param name="Moves">What changes, person by person; empty when nothing helps.</param>
/// <param name="Effects">Every queue before and after.</param>
/// <param name="BringsBack">Whether every queue that fell short is back within its limits, by the measure asked for.</param>
/// <param name="GapFraction">How much better the rest of the day could be at most with the moves that were tried: (cost − bound) ÷ cost; 1 without a bound.</param>
/// <param name="Problem">The problem with the proposal in it.</param>
/// <param name="Schedule">The schedule with the proposal in it.</param>
/// <param name="Notes">What the reader should know: levers that gave nothing, people who could not be asked.</param>
public sealed record RepairProposal(
    Instant At,
    IReadOnlyList<RepairMove> Moves,
    IReadOnlyList<QueueEffect> Effects,
    bool BringsBack,
    double GapFraction,
    SchedulingProblem Problem,
    DraftSchedule Schedule,
    IReadOnlyList<Remark> Notes)
{
    /// <summary>People who must be told.</summary>
    public int PeopleTold => Moves.Select(move => move.Agent).Distinct().Count();

    /// <summary>Minutes by which things move or are taken away, over everybody.</summary>
    public double MinutesMoved => Moves.Sum(move => move.Minutes);
}

/// <summary>One thing that changes for one person.</summary>
/// <param name="Lever">What kind of change.</param>
/// <param name="Agent">Whose day.</param>
/// <param name="Activity">What moves, comes or goes; contacts stand for the shift's end or for calls taken for others.</param>
/// <param name="From">Where it was; null for something new.</param>
/// <param name="To">Where it goes; null for something taken away.</param>
/// <param name="Queues">The queues lent to; empty otherwise.</param>
public sealed record RepairMove(Lever Lever, AgentId Agent, ActivityKind Activity, Interval? From, Interval? To, IReadOnlyList<QueueId> Queues)
{
    /// <summary>Minutes by which it moves, or its length where it comes or goes.</summary>
    public double Minutes => (From, To) switch
    {
        ({ } from, { } to) => Math.Abs((Lever == Lever.Overtime || Lever == Lever.TimeOff ? to.End - from.End : to.Start - from.Start).TotalMinutes),
        ({ } from, null) => from.Duration.TotalMinutes,
        (null, { } to) => to.Duration.TotalMinutes,
        _ => 0,
    };
}
