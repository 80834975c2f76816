using Wfm.Domain;

namespace Wfm.Server.Security;

/// <summary>Whom an act of a caller reaches in one unit.</summary>
/// <param name="Reach">The widest reach of their roles.</param>
/// <param name="Groups">The groups reached when it is not the whole unit.</param>
/// <param name="Own">The agent they are, where the act covers what is one's own.</param>
public sealed record CallerScope(Reach Reach, IReadOnlySet<GroupId> Groups, AgentId? Own)
{
    /// <summary>Whether the whole unit is reached.</summary>
    public bool IsUnit => Reach == Reach.Unit;

    /// <summary>Whether a person is reached.</summary>
    /// <param name="agent">Who.</param>
    /// <param name="group">The group they belong to.</param>
    public bool Covers(AgentId agent, GroupId group) => IsUnit || Groups.Contains(group) || Own == agent;
}
