using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>People who take the same queues in the same order.</summary>
/// <param name="Skills">Queues by position in <see cref="CentreProfile.Profiles"/> with their priority, most urgent first.</param>
/// <param name="Name">As staffing files write it, such as <c>vaxel:1 allmant:2</c>.</param>
internal sealed record FloorTeam(IReadOnlyList<(int Queue, int Priority)> Skills, string Name)
{
    public static FloorTeam Of(CentreProfile centre, IReadOnlyList<(int Queue, int Priority)> skills) =>
        new(skills, string.Join(' ', skills.Select(skill => $"{centre.Profiles[skill.Queue].Id}:{skill.Priority}")));
}

/// <summary>
/// Who was on calls when, day by day: the same seats all the years, each with its hours, lunch, two breaks and a block of mail and cases; one
/// in six is away. Nobody planned it to the quarter, as nobody did before there was a tool.
/// </summary>
internal sealed class FloorPlan
{
    /// <summary>Quarters of a day from 07:00 to 17:00.</summary>
    public const int Slots = 40;

    private const double AwayFraction = 0.15;
    private static readonly int[] Starts = [0, 0, 2, 2, 4, 4, 6, 6, 6, 6];

    private readonly int _seed;
    private readonly double[] _shares;

    public FloorPlan(int seed, CentreProfile centre, IReadOnlyList<Agent> agents, IReadOnlyList<Skill> skills)
    {
        _seed = seed;
        Centre = centre;
        Dictionary<string, int> positions = centre.Profiles.Select((queue, at) => (queue.Id, at)).ToDictionary(queue => queue.Id, queue => queue.at);
        ILookup<AgentId, Skill> ofAgent = skills.ToLookup(skill => skill.Agent);
        FloorTeam[] teams = [.. agents.Select(agent => FloorTeam.Of(
            centre,
            [.. ofAgent[agent.Id].Select(skill => (Queue: positions[skill.Queue.Value], skill.Priority)).OrderBy(skill => skill.Priority).ThenBy(skill => skill.Queue)]))];
        Teams = [.. teams.DistinctBy(team => team.Name)];
        TeamOf = [.. teams.Select(team => Teams.TakeWhile(other => other.Name != team.Name).Count())];
        Agents = [.. agents.Select(agent => agent.Id)];
        CanTake = [.. centre.Profiles.Select((_, queue) => Enumerable.Range(0, agents.Count)
            .Where(agent => PriorityOf(agent, queue) < int.MaxValue).Aggregate(UInt128.Zero, (people, agent) => people | (UInt128.One << agent)))];
        _shares = [.. agents.Select(agent => ContractTable.Contracts.Single(contract => contract.Id == agent.Contract).HoursPerWeek.TotalHours / 40)];
    }

    /// <summary>Whose floor.</summary>
    public CentreProfile Centre { get; }

    /// <summary>Every set of skills there is.</summary>
    public IReadOnlyList<FloorTeam> Teams { get; }

    /// <summary>The team of each person.</summary>
    public IReadOnlyList<int> TeamOf { get; }

    /// <summary>The people.</summary>
    public IReadOnlyList<AgentId> Agents { get; }

    /// <summary>For each queue the people who take it, as bits; 128 people fit.</summary>
    public IReadOnlyList<UInt128> CanTake { get; }

    /// <summary>How urgent a queue is to a person; the largest number where the person does not take it.</summary>
    public int PriorityOf(int agent, int queue)
    {
        foreach ((int skill, int priority) in Teams[TeamOf[agent]].Skills)
        {
            if (skill == queue)
            {
                return priority;
            }
        }

        return int.MaxValue;
    }

    /// <summary>For each person the quarters of a day on calls, as bits from 07:00.</summary>
    public ulong[] OnCalls(LocalDate date)
    {
        SampleRandom random = new(_seed, $"floor/{date:uuuu-MM-dd}");
        ulong[] quarters = new ulong[Agents.Count];
        for (int agent = 0; agent < quarters.Length; agent++)
        {
            bool isAway = random.Chance(AwayFraction), isDayOff = random.Uniform() > _shares[agent];
            ulong shift = Shift(random);
            quarters[agent] = isAway || isDayOff ? 0 : shift;
        }

        return quarters;
    }

    private static ulong Shift(SampleRandom random)
    {
        int start = Starts[random.Below(Starts.Length)], end = Math.Min(Slots, start + 34), lunch = 16 + random.Below(8);
        ulong quarters = Run(start, end - start) & ~Run(lunch, 3);
        quarters &= ~Run(start + 7 + random.Below(4), 1) & ~Run(Math.Min(end - 3, lunch + 8 + random.Below(5)), 1);
        return quarters & ~Run(start + 2 + random.Below(22), 8);
    }

    private static ulong Run(int from, int length) => ((1UL << length) - 1) << from;
}
