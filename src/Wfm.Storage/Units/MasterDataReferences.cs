using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Checks before anything is written that every code named exists, and none twice.</summary>
internal static class MasterDataReferences
{
    /// <summary>Checks the data as it will be: what is given, and what is stored where nothing is given.</summary>
    /// <param name="data">What is to be saved.</param>
    /// <param name="stored">What is stored now.</param>
    /// <exception cref="ArgumentException">A code is unknown or comes twice.</exception>
    public static void Check(MasterData data, MasterData stored)
    {
        HashSet<QueueId> queues = Codes("queue", data.Queues ?? stored.Queues, queue => queue.Id);
        HashSet<AgentId> agents = Codes("agent", data.Agents ?? stored.Agents, agent => agent.Id);
        HashSet<ContractId> contracts = Codes("contract", data.Contracts ?? stored.Contracts, contract => contract.Id);
        Codes("shift template", data.ShiftTemplates, template => template.Id);
        Codes("answer group", data.Groups, group => group.Id);
        Known("contract", contracts, (data.Agents ?? stored.Agents ?? []).Select(agent => (agent.Contract, $"agent {agent.Id}")));
        Known("contract", contracts, (data.ShiftTemplates ?? stored.ShiftTemplates ?? [])
            .Where(template => template.Contract is not null).Select(template => (template.Contract!.Value, $"shift template {template.Id}")));
        Known("queue", queues, (data.Events ?? []).Where(known => known.Queue is not null).Select(known => (known.Queue!.Value, $"the event {known.Name}")));
        Known("queue", queues, (data.Posts ?? []).Select(post => (post.Queue, "a minimum post")));
        Known("queue", queues, (data.Skills ?? []).Select(skill => (skill.Queue, $"the skills of agent {skill.Agent}")));
        Known("agent", agents, (data.Skills ?? []).Select(skill => (skill.Agent, "a skill")));
        Known("agent", agents, (data.Absences ?? []).Select(absence => (absence.Agent, "an absence")));
        Known("agent", agents, (data.Meetings ?? []).Select(meeting => (meeting.Agent, "a meeting")));
        Known("agent", agents, (data.Wishes ?? []).Select(wish => (wish.Agent, "a wish")));
        Known("agent", agents, (data.PreviousShifts ?? []).Select(shift => (shift.Agent, "a previous shift")));
    }

    private static HashSet<TKey> Codes<TValue, TKey>(string kind, IReadOnlyList<TValue>? values, Func<TValue, TKey> keyOf)
    {
        HashSet<TKey> codes = [];
        foreach (TKey code in (values ?? []).Select(keyOf))
        {
            if (!codes.Add(code))
            {
                throw new ArgumentException($"The {kind} {code} comes twice.", nameof(values));
            }
        }

        return codes;
    }

    private static void Known<TKey>(string kind, HashSet<TKey> known, IEnumerable<(TKey Code, string By)> named)
    {
        foreach ((TKey code, string by) in named)
        {
            if (!known.Contains(code))
            {
                throw new ArgumentException($"There is no {kind} {code}, named by {by}.", nameof(named));
            }
        }
    }
}
