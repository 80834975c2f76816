using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.OrTools.Why;

/// <summary>One thing that could be given up: a rule of a person, an absence, a lock, a meeting, a must-have wish, posts of a queue.</summary>
/// <param name="Rule">The rule by its name in the rule book; a must-have wish is called <c>Must-have day off</c>.</param>
/// <param name="Agent">Whose; null for posts.</param>
/// <param name="Date">The day; null for a rule about the whole period.</param>
/// <param name="Queue">The queue of posts; null otherwise.</param>
public sealed record ConflictItem(string Rule, AgentId? Agent, LocalDate? Date, QueueId? Queue = null)
{
    /// <summary>Reads like <c>Absence, anna, 2026-06-02</c>.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Rule, Agent?.Value, Queue?.Value, Date?.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    }.OfType<string>());
}

/// <summary>Why some people cannot be scheduled together.</summary>
/// <param name="IsInfeasible">Whether the things asked for cannot hold together; false when the model found a way.</param>
/// <param name="IsMinimal">Whether leaving out any one of the items makes the rest possible; false when a limit ended the search.</param>
/// <param name="Items">Things that cannot hold together; empty when they can.</param>
/// <param name="Solves">Models solved.</param>
public sealed record ConflictCore(bool IsInfeasible, bool IsMinimal, IReadOnlyList<ConflictItem> Items, int Solves);
