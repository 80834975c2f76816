using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>Cuts a centre into parts that have nobody in common: queues and people connected by skills.</summary>
public static class PlanningUnits
{
    /// <summary>The parts, each named after the first of its queues.</summary>
    /// <param name="skills">Who takes which queue, at any time.</param>
    /// <param name="queues">Queues that need people.</param>
    /// <returns>The parts with at least one queue and one person, largest first; the same skills give the same parts.</returns>
    public static IReadOnlyList<PlanningUnit> Of(IReadOnlyList<Skill> skills, IReadOnlyCollection<QueueId> queues)
    {
        ArgumentNullException.ThrowIfNull(skills);
        ArgumentNullException.ThrowIfNull(queues);
        Dictionary<QueueId, QueueId> root = queues.Distinct().ToDictionary(queue => queue);
        foreach (IGrouping<AgentId, QueueId> person in skills.Where(skill => root.ContainsKey(skill.Queue)).GroupBy(skill => skill.Agent, skill => skill.Queue))
        {
            QueueId first = Root(person.First());
            foreach (QueueId queue in person.Skip(1))
            {
                root[Root(queue)] = first;
            }
        }

        ILookup<QueueId, AgentId> people = skills.Where(skill => root.ContainsKey(skill.Queue)).ToLookup(skill => Root(skill.Queue), skill => skill.Agent);
        return
        [
            .. root.Keys.GroupBy(Root).Where(part => people.Contains(part.Key))
                .Select(part => new PlanningUnit(
                    [.. part.OrderBy(queue => queue.Value, StringComparer.Ordinal)],
                    [.. people[part.Key].Distinct().OrderBy(agent => agent.Value, StringComparer.Ordinal)]))
                .OrderByDescending(part => part.Agents.Count).ThenBy(part => part.Name, StringComparer.Ordinal),
        ];

        QueueId Root(QueueId queue)
        {
            while (root[queue] != queue)
            {
                queue = root[queue];
            }

            return queue;
        }
    }
}

/// <summary>A part of a centre that is planned by itself.</summary>
/// <param name="Queues">Its queues, in the order of their codes.</param>
/// <param name="Agents">Everybody with a skill for one of them.</param>
public sealed record PlanningUnit(IReadOnlyList<QueueId> Queues, IReadOnlyList<AgentId> Agents)
{
    /// <summary>What it is called: the first of its queues.</summary>
    public string Name => Queues[0].Value;
}
