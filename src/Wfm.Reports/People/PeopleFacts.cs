using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Who was scheduled, what they can do, and who was there.</summary>
public sealed record PeopleFacts
{
    /// <summary>Groups and contracts from a day on; at least one for everybody.</summary>
    public IReadOnlyList<AssignedFrom> Assignments { get; init; } = [];

    /// <summary>Skills.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>Queues people take for a while beside their own.</summary>
    public IReadOnlyList<LentTo> Loans { get; init; } = [];

    /// <summary>Published shifts, corrections in the place of what they correct.</summary>
    public IReadOnlyList<Shift> Shifts { get; init; } = [];

    /// <summary>Days a published schedule speaks of; of other days nothing is known.</summary>
    public IReadOnlySet<LocalDate> PlannedDays { get; init; } = new HashSet<LocalDate>();

    /// <summary>When people were logged in, minute by minute, as far back as states are kept; null where no telephone tells. Used in steps shorter than a day.</summary>
    public IReadOnlyList<Presence>? Presences { get; init; }

    /// <summary>How long people were logged in by day; null where no telephone tells. Used in days and longer steps.</summary>
    public IReadOnlyList<PresenceDay>? PresenceDays { get; init; }
}

/// <summary>Where somebody belongs from a day on.</summary>
/// <param name="Agent">Who.</param>
/// <param name="From">First day; empty means since ever.</param>
/// <param name="Group">Their group.</param>
/// <param name="Contract">Their contract.</param>
public sealed record AssignedFrom(AgentId Agent, LocalDate? From, GroupId Group, ContractId Contract);

/// <summary>A stretch of time somebody was logged in.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Span">When.</param>
/// <param name="IsOnCalls">Whether they were ready for calls or busy with them.</param>
public sealed record Presence(AgentId Agent, Interval Span, bool IsOnCalls);

/// <summary>How long somebody was logged in on a day.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Date">The day.</param>
/// <param name="LoggedInHours">Hours logged in.</param>
/// <param name="OnCallsHours">Hours ready for calls or busy with them.</param>
public sealed record PresenceDay(AgentId Agent, LocalDate Date, double LoggedInHours, double OnCallsHours);

/// <summary>People a queue needs in an interval.</summary>
/// <param name="Queue">Which queue.</param>
/// <param name="Start">Start of the interval.</param>
/// <param name="Length">Its length.</param>
/// <param name="Required">People on calls.</param>
/// <param name="Needed">People to schedule, those away included.</param>
/// <param name="WorkSeconds">Expected calls × handle time.</param>
public sealed record QueueNeed(QueueId Queue, Instant Start, Duration Length, double Required, double Needed, double WorkSeconds);
