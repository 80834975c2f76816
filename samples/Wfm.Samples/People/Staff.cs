using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The people: groups, contracts, names, and who came or leaves.</summary>
internal static class Staff
{
    public static IReadOnlyList<Agent> Hire(int seed, CentreProfile centre, SchedulePeriod period)
    {
        SampleRandom random = new(seed, "staff");
        int count = centre.GroupSizes.Sum();
        IReadOnlyList<string> names = PersonNames.Draw(random, count);
        IReadOnlyList<ContractId> spread = random.Shuffled(
            ContractTable.Contracts.SelectMany((contract, index) => Enumerable.Repeat(contract.Id, centre.PeopleOfContract[index])));
        List<Agent> agents = new(count);
        for (int group = 0; group < centre.GroupSizes.Count; group++)
        {
            for (int member = 0; member < centre.GroupSizes[group]; member++)
            {
                int number = agents.Count;
                agents.Add(new Agent(
                    new AgentId($"{number + 1:0000}"), names[number], centre.Groups[group].Id,
                    number < spread.Count ? spread[number] : centre.LastPeoplesContract!.Value, Began(random, period), null));
            }
        }

        foreach ((int fromEnd, int weeks) in centre.Newcomers)
        {
            agents[^fromEnd] = agents[^fromEnd] with { EmployedFrom = period.FirstDay.PlusWeeks(weeks) };
        }

        foreach ((int agent, int day) in centre.Leavers)
        {
            agents[agent] = agents[agent] with { EmployedTo = period.FirstDay.PlusDays(day) };
        }

        return agents;
    }

    private static LocalDate? Began(SampleRandom random, SchedulePeriod period) =>
        random.Chance(0.25) ? period.FirstDay.PlusMonths(-3 - random.Below(60)) : null;
}
