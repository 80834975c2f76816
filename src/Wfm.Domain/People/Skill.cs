using NodaTime;

namespace Wfm.Domain;

/// <summary>A queue an agent can take contacts from.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Queue">Which queue.</param>
/// <param name="Priority">1 is served first when several queues wait.</param>
/// <param name="ValidFrom">First day it holds; empty means since ever.</param>
/// <param name="ValidTo">Last day it holds; empty means until further notice.</param>
public sealed record Skill(AgentId Agent, QueueId Queue, int Priority, LocalDate? ValidFrom, LocalDate? ValidTo)
{
    /// <summary>Whether the agent has the skill on a day.</summary>
    /// <param name="day">The day asked about.</param>
    public bool IsValidOn(LocalDate day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);
}
