using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>Time away from callers that must be placed: a training, a meeting of a group, administration, mail.</summary>
/// <remarks>
/// It lies inside shifts, meets neither lunch, breaks nor what already stands, and is put where callers miss least.
/// Three half hours are 90 minutes in blocks of 30 to 30; two hours of mail in pieces are 120 minutes in blocks of at least 30.
/// </remarks>
/// <param name="Id">Code.</param>
/// <param name="Kind">What people do then.</param>
/// <param name="Agents">Who: each alone, or all at the same time.</param>
/// <param name="Minutes">Time each person spends on it, in all blocks together; a multiple of the slot.</param>
public sealed record PlanActivity(string Id, ActivityKind Kind, IReadOnlyList<AgentId> Agents, int Minutes)
{
    /// <summary>Whether everybody takes part at the same time; otherwise each alone.</summary>
    public bool IsTogether { get; init; }

    /// <summary>Whether <see cref="Minutes"/> are wanted in every week of the window instead of once.</summary>
    public bool IsWeekly { get; init; }

    /// <summary>Shortest block in minutes; null means one block of all the time.</summary>
    public int? MinBlockMinutes { get; init; }

    /// <summary>Longest block in minutes; null means no limit.</summary>
    public int? MaxBlockMinutes { get; init; }

    /// <summary>First date; null means the period's first.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Last date; null means the period's last.</summary>
    public LocalDate? To { get; init; }

    /// <summary>Earliest start on the wall clock; null for none.</summary>
    public LocalTime? Earliest { get; init; }

    /// <summary>Latest end on the wall clock; null for none.</summary>
    public LocalTime? Latest { get; init; }

    /// <summary>What a block may cost callers at most to be placed, in the currency of the coverage cost; null makes the activity required.</summary>
    public double? MostCost { get; init; }

    /// <summary>Whether a schedule without it breaks a hard rule.</summary>
    public bool IsRequired => MostCost is null;

    /// <summary>Start of the one block of each until a better place is found, in its window; they are at work then, so that it always has a place. Null where it begins with none.</summary>
    public Instant? Stands { get; init; }

    /// <summary>Shortest block in minutes, the default applied.</summary>
    public int ShortestBlock => Math.Min(Minutes, MinBlockMinutes ?? Minutes);

    /// <summary>Longest block in minutes, the default applied.</summary>
    public int LongestBlock => Math.Min(Minutes, MaxBlockMinutes ?? Minutes);
}

/// <summary>One block of an activity in a schedule.</summary>
/// <param name="Activity">Code of the activity.</param>
/// <param name="Kind">What people do then.</param>
/// <param name="Agents">Who takes part.</param>
/// <param name="Span">When.</param>
public sealed record PlacedActivity(string Activity, ActivityKind Kind, IReadOnlyList<AgentId> Agents, Interval Span);

/// <summary>An activity, or a part of it, for which no place was found or none cheap enough.</summary>
/// <param name="Activity">Code of the activity.</param>
/// <param name="Agents">Who should have taken part.</param>
/// <param name="MissingMinutes">Time of each person that has no place.</param>
/// <param name="IsRequired">Whether the schedule breaks a hard rule for it.</param>
/// <param name="Reason">Why, and the nearest possibility.</param>
public sealed record ActivityFinding(string Activity, IReadOnlyList<AgentId> Agents, int MissingMinutes, bool IsRequired, string Reason)
{
    /// <summary>Reads like: <c>apt (anna, bo): 60 min have no place: …</c></summary>
    public override string ToString() => $"{Activity} ({Why.PlannerText.Names([.. Agents.Select(agent => agent.Value)])}): {MissingMinutes} min have no place: {Reason}";
}
