using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Who may answer what, as the centre's own plan for each group has it.</summary>
internal static class SkillPlan
{
    public static IReadOnlyList<Skill> Train(int seed, CentreProfile centre, IReadOnlyList<Agent> agents)
    {
        List<Skill> skills = [];
        foreach (IGrouping<GroupId, Agent> group in agents.GroupBy(agent => agent.Group))
        {
            SampleRandom random = new(seed, $"skills/{group.Key}");
            int member = 0;
            foreach (Agent agent in group)
            {
                foreach ((string queue, int priority) in centre.SkillsOf(group.Key.Value, member++, random).DistinctBy(skill => skill.Queue))
                {
                    skills.Add(new Skill(agent.Id, new QueueId(queue), priority, agent.EmployedFrom, null));
                }
            }
        }

        return skills;
    }
}
