using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Bound;

/// <summary>The different (day, skill type, options) among all agents: each is priced once per evaluation.</summary>
internal sealed class DayKeys
{
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
    }

    public IReadOnlyList<(int Day, int Type, DayOptions Options)> All { get; }

    /// <summary>Key of every agent and day; −1 on a day nobody may work.</summary>
    public int[][] OfAgent { get; }

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
