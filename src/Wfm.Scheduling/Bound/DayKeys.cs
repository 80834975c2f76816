using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Bound;

/// <summary>The different (day, skill type, options) among all agents: each is priced once per evaluation.</summary>
internal sealed class DayKeys
{
    private readonly int[] _users;

    public DayKeys(PlanModel model)
    {
        Dictionary<(int Day, int Type, DayOptions Options), int> numbers = [];
        OfAgent = new int[model.Agents.Length][];
        foreach (AgentModel agent in model.Agents)
        {
            int[] keys = new int[agent.DayCount];
            for (int day = 0; day < agent.DayCount; day++)
            {
                keys[day] = agent.Days[day] is { } options ? Number(numbers, (day, agent.TypeOfDay[day], options)) : -1;
            }

            OfAgent[agent.Number] = keys;
        }

        All = [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        _users = new int[All.Count];
        foreach (int key in OfAgent.SelectMany(keys => keys).Where(key => key >= 0))
        {
            _users[key]++;
        }
    }

    public IReadOnlyList<(int Day, int Type, DayOptions Options)> All { get; }

    /// <summary>Key of every agent and day; −1 on a day nobody may work.</summary>
    public int[][] OfAgent { get; }

    /// <summary>The first of an agent's keys that others share too; agents alike in skills and wishes have the same one near.</summary>
    public int CommonKey(int agent) => OfAgent[agent].FirstOrDefault(key => key >= 0 && _users[key] > 1, -1);

    /// <summary>The keys some agents use, each once, ascending.</summary>
    public int[] Of(IEnumerable<int> agents) =>
        [.. agents.SelectMany(agent => OfAgent[agent]).Where(key => key >= 0).Distinct().Order()];

    private static int Number(Dictionary<(int, int, DayOptions), int> numbers, (int, int, DayOptions) key)
    {
        if (!numbers.TryGetValue(key, out int number))
        {
            number = numbers.Count;
            numbers.Add(key, number);
        }

        return number;
    }
}
