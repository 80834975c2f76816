using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Something somebody asks to change in a schedule that already stands. Spans are half-open and counted in whole slots of the plan.</summary>
public abstract record ScheduleRequest;

/// <summary>Time away, for hours or days: credited as worked, the shift otherwise stays.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Span">When; may cover many days.</param>
public sealed record AbsenceRequest(AgentId Agent, Interval Span) : ScheduleRequest;

/// <summary>Voluntary time off (erbjuden ledighet): hours given up, not credited. At an end of a shift it becomes shorter, a whole one goes.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Span">When.</param>
public sealed record TimeOffRequest(AgentId Agent, Interval Span) : ScheduleRequest;

/// <summary>A meeting, training or coaching of one person or many at the same time.</summary>
/// <param name="Agents">Who takes part; whoever does not work then is left out and told.</param>
/// <param name="Span">When.</param>
/// <param name="Activity">What.</param>
public sealed record MeetingRequest(IReadOnlyList<AgentId> Agents, Interval Span, ActivityKind Activity) : ScheduleRequest
{
    /// <summary>Who takes their calls meanwhile; null when nobody else does.</summary>
    public LentCalls? LentTo { get; init; }

    /// <inheritdoc/>
    public bool Equals(MeetingRequest? other) =>
        other is not null && Agents.SequenceEqual(other.Agents) && Span == other.Span && Activity == other.Activity && LentTo == other.LentTo;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Agents.Count, Span, Activity);
}

/// <summary>Queues that other people take for a time, beside their own.</summary>
/// <param name="Agents">Who takes them.</param>
/// <param name="Queues">Which queues.</param>
/// <param name="Priority">Their priority for these people; 1 is served first.</param>
public sealed record LentCalls(IReadOnlyList<AgentId> Agents, IReadOnlyList<QueueId> Queues, int Priority = 1)
{
    /// <inheritdoc/>
    public bool Equals(LentCalls? other) =>
        other is not null && Agents.SequenceEqual(other.Agents) && Queues.SequenceEqual(other.Queues) && Priority == other.Priority;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Agents.Count, Queues.Count, Priority);
}

/// <summary>Overtime: the shift of that day grows by the span, or the span is a new shift on a day off.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Span">When; inside opening hours, touching the shift where there is one.</param>
/// <param name="Lunch">Lunch of a new shift; null for none.</param>
public sealed record OvertimeRequest(AgentId Agent, Interval Span, Interval? Lunch = null) : ScheduleRequest;

/// <summary>Two people exchange shifts: each takes what the other had.</summary>
/// <param name="Agent">Who gives the shift of <paramref name="Date"/>.</param>
/// <param name="Date">The day of that shift.</param>
/// <param name="Other">Who takes it and gives the shift of <paramref name="OtherDate"/>.</param>
/// <param name="OtherDate">The day of the shift given in return; the same day for an exchange within a day.</param>
public sealed record SwapRequest(AgentId Agent, LocalDate Date, AgentId Other, LocalDate OtherDate) : ScheduleRequest;

/// <summary>People take queues of another group for a time, beside their own.</summary>
/// <param name="Calls">Who takes which queues.</param>
/// <param name="Span">When.</param>
public sealed record LoanRequest(LentCalls Calls, Interval Span) : ScheduleRequest;

/// <summary>What reading a request gave: the edit of the schedule, or everything that is wrong with the request.</summary>
/// <param name="Edit">The edit; null when anything was wrong.</param>
/// <param name="Findings">What was wrong.</param>
/// <param name="Notes">What the reader should know: people who do not work then, parts outside the plan.</param>
public sealed record RequestReading(ScheduleEdit? Edit, IReadOnlyList<ProblemFinding> Findings, IReadOnlyList<string> Notes);

/// <summary>Several requests granted together, each by its own rules. No two of them may touch one person's day.</summary>
/// <param name="Requests">The requests; at least one.</param>
public sealed record JoinedRequests(IReadOnlyList<ScheduleRequest> Requests) : ScheduleRequest
{
    /// <inheritdoc/>
    public bool Equals(JoinedRequests? other) => other is not null && Requests.SequenceEqual(other.Requests);

    /// <inheritdoc/>
    public override int GetHashCode() => Requests.Count;
}
