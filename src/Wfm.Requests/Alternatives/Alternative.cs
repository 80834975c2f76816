using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Requests;

/// <summary>A change near the one that was asked for: fine, or where too few are fine, one that costs callers less.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Words">What to do, in a sentence.</param>
/// <param name="Request">The request to make instead, or beside the moves below as it was.</param>
/// <param name="Queues">What callers would notice.</param>
/// <param name="Reason">What it does, in figures.</param>
public sealed record Alternative(
    AlternativeKind Kind, string Words, ScheduleRequest Request, IReadOnlyList<QueueConsequence> Queues, string Reason)
{
    /// <summary>What we would say to the group leader about it. Default fits.</summary>
    public Recommendation Recommendation { get; init; } = Recommendation.Fits;

    /// <summary>The meeting of the other half, to be made together with <see cref="Request"/>; null unless the group is split.</summary>
    public ScheduleRequest? OtherHalf { get; init; }

    /// <summary>Lunches, breaks and meetings of colleagues to move; empty for none.</summary>
    public IReadOnlyList<PersonChange> Moves { get; init; } = [];

    /// <summary>Who is called in and for which shift; null for nobody.</summary>
    public CalledIn? CalledIn { get; init; }
}

/// <summary>Somebody of the pool who takes shifts.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Shifts">The shifts by date.</param>
/// <param name="Spans">When each of them begins and ends.</param>
public sealed record CalledIn(AgentId Agent, IReadOnlyList<DayLock> Shifts, IReadOnlyList<Interval> Spans);

/// <summary>What an alternative changes about a request.</summary>
public enum AlternativeKind
{
    /// <summary>Another time on the same day.</summary>
    OtherTime,

    /// <summary>Another day.</summary>
    OtherDay,

    /// <summary>The time asked for, with lunches or breaks of colleagues moved.</summary>
    MovedPauses,

    /// <summary>The time asked for, with somebody called in.</summary>
    Substitute,

    /// <summary>Another person.</summary>
    OtherPerson,

    /// <summary>A meeting held twice, each half of the group once.</summary>
    SplitGroup,

    /// <summary>A shorter meeting.</summary>
    Shorter,
}
