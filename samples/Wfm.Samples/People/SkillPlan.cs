using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Who may answer what: about two in three answer for more than their own group.</summary>
internal static class SkillPlan
{
    private const double MultiSkilled = 0.65;

    private static readonly string[] Specialists = [OrebroQueues.Education, OrebroQueues.Social, OrebroQueues.Building];

    public static IReadOnlyList<Skill> Train(int seed, IReadOnlyList<Agent> agents)
    {
        List<Skill> skills = [];
        foreach (IGrouping<GroupId, Agent> group in agents.GroupBy(agent => agent.Group))
        {
            SampleRandom random = new(seed, $"skills/{group.Key}");
            int member = 0;
            foreach (Agent agent in group)
            {
                foreach ((string queue, int priority) in Of(group.Key.Value, member++, random).DistinctBy(skill => skill.Queue))
                {
                    skills.Add(new Skill(agent.Id, new QueueId(queue), priority, agent.EmployedFrom, null));
                }
            }
        }

        return skills;
    }

    private static List<(string Queue, int Priority)> Of(string group, int member, SampleRandom random) => group switch
    {
        OrebroQueues.Switchboard => [("vaxel", 1), ("allmant", 2)],
        OrebroQueues.FirstLine => FirstLine(member, random),
        OrebroQueues.Support => member % 2 == 0 ? [("allmant", 1), ("besok", 2)] : [("allmant", 1), ("besok", 2), ("vaxel", 3)],
        OrebroQueues.Substitutes => Substitute(member),
        _ => Specialist(group, member),
    };

    private static List<(string Queue, int Priority)> FirstLine(int member, SampleRandom random)
    {
        List<(string, int)> skills = [("allmant", 1)];
        if (member % 10 < 7)
        {
            skills.Add(("vaxel", 2));
        }

        if (member % 10 is < 4 or > 6)
        {
            skills.Add(("avgift", 1));
        }

        if (member % 2 == 0)
        {
            skills.Add(("besok", 2));
        }

        if (member % 10 < 3)
        {
            IReadOnlyList<string> others = QueuesOf(Specialists[random.Below(Specialists.Length)]);
            skills.Add((others[random.Below(others.Count)], 3));
        }

        return skills;
    }

    // Everyone has a main queue and one more; the multi-skilled have all queues of the group, and the first line behind them.
    private static List<(string Queue, int Priority)> Specialist(string group, int member)
    {
        IReadOnlyList<string> own = QueuesOf(group);
        List<(string, int)> skills = [(own[member % own.Count], 1), (own[(member + 1) % own.Count], 2)];
        if (IsMultiSkilled(member))
        {
            skills.AddRange(own.Select(queue => (queue, 2)));
            skills.Add(("allmant", 3));
        }

        return skills;
    }

    // Spreads the share evenly over the group, whatever its size.
    private static bool IsMultiSkilled(int member) => Math.Floor((member + 1) * MultiSkilled) > Math.Floor(member * MultiSkilled);

    private static List<(string Queue, int Priority)> Substitute(int member)
    {
        IReadOnlyList<string> first = QueuesOf(Specialists[member % 3]), second = QueuesOf(Specialists[(member + 1) % 3]);
        return
        [
            ("vaxel", 1), ("allmant", 1), ("avgift", 1), ("besok", 2),
            .. first.Select(queue => (queue, 2)), .. second.Select(queue => (queue, 3)),
        ];
    }

    private static IReadOnlyList<string> QueuesOf(string group) =>
        [.. OrebroQueues.Profiles.Where(queue => queue.Group == group && queue.Channel == Channel.Phone).Select(queue => queue.Id)];
}
