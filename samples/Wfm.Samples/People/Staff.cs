using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The 52 people: groups, contracts, names, and who came or leaves.</summary>
internal static class Staff
{
    /// <summary>How many people each group has, in the order of <see cref="OrebroQueues.Groups"/>.</summary>
    public static IReadOnlyList<int> GroupSizes { get; } = [2, 10, 9, 12, 10, 4, 5];

    public static IReadOnlyList<Agent> Hire(int seed, SchedulePeriod period)
    {
        SampleRandom random = new(seed, "staff");
        int count = GroupSizes.Sum();
        IReadOnlyList<string> names = PersonNames.Draw(random, count);
        IReadOnlyList<ContractId> contracts = random.Shuffled(
            ContractTable.Contracts.SelectMany((contract, index) => Enumerable.Repeat(contract.Id, ContractTable.People[index])));
        List<Agent> agents = new(count);
        for (int group = 0; group < GroupSizes.Count; group++)
        {
            for (int member = 0; member < GroupSizes[group]; member++)
            {
                int number = agents.Count;
                agents.Add(new Agent(
                    new AgentId($"{number + 1:0000}"), names[number], OrebroQueues.Groups[group].Id, contracts[number],
                    Began(random, period), null));
            }
        }

        // One newcomer in the pool a month into the period, and one in the education group who leaves two weeks before its end.
        agents[^1] = agents[^1] with { EmployedFrom = period.FirstDay.PlusWeeks(4) };
        agents[15] = agents[15] with { EmployedTo = period.FirstDay.PlusDays(53) };
        return agents;
    }

    private static LocalDate? Began(SampleRandom random, SchedulePeriod period) =>
        random.Chance(0.25) ? period.FirstDay.PlusMonths(-3 - random.Below(60)) : null;
}
