using NodaTime;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>People of a problem by the queues they take on one day; those with the same queues and priorities are one group.</summary>
/// <remarks>Groups depend on skills only, not on who works, so a changed schedule has the same groups in the same order.</remarks>
public sealed class GroupsOfDay
{
    private readonly int[] _groupOf;
    private readonly double[][] _onCalls;

    private GroupsOfDay(int[] groupOf, SkillRoute[][] routes, double[][] onCalls) => (_groupOf, Routes, _onCalls) = (groupOf, routes, onCalls);

    /// <summary>Number of groups.</summary>
    public int Count => Routes.Count;

    /// <summary>The queues each group takes with their priorities; queues are numbered as the day's promises.</summary>
    public IReadOnlyList<IReadOnlyList<SkillRoute>> Routes { get; }

    /// <summary>Group of an agent of the problem; −1 for one without any queue with traffic that day.</summary>
    public int GroupOf(int agent) => _groupOf[agent];

    /// <summary>How many of a group's people are on calls.</summary>
    /// <param name="group">The group.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="heads">People scheduled.</param>
    public double OnCalls(int group, int slot, int heads) => heads * _onCalls[group][slot];

    internal static GroupsOfDay Of(SchedulingProblem problem, IReadOnlyList<QueuePromise> promises, IReadOnlyList<SlotTraffic?> traffic, int day)
    {
        PlanDay row = problem.Grid.Days[day];
        int[] groupOf = new int[problem.Agents.Count];
        Dictionary<string, int> known = [];
        List<SkillRoute[]> routes = [];
        for (int agent = 0; agent < groupOf.Length; agent++)
        {
            SkillRoute[] own = RoutesOf(problem.Agents[agent], promises, row.Date);
            string key = string.Join(' ', own.Select(route => $"{route.Queue}:{route.Priority}"));
            groupOf[agent] = own.Length == 0 ? -1 : known.GetValueOrDefault(key, known.Count);
            if (own.Length > 0 && known.TryAdd(key, known.Count))
            {
                routes.Add(own);
            }
        }

        return new GroupsOfDay(groupOf, [.. routes], [.. routes.Select(own => ShareOnCalls(own, traffic, row.Slots))]);
    }

    /// <summary>The queues of a person, one route each: where two skills name the same queue, the first served counts.</summary>
    private static SkillRoute[] RoutesOf(PlanAgent agent, IReadOnlyList<QueuePromise> promises, LocalDate date) =>
    [
        .. from queue in Enumerable.Range(0, promises.Count)
           let skills = agent.Skills.Where(skill => skill.Queue == promises[queue].Queue && skill.HoldsOn(date)).ToList()
           where skills.Count > 0
           select new SkillRoute(queue, skills.Min(skill => skill.Priority)),
    ];

    private static double[] ShareOnCalls(SkillRoute[] routes, IReadOnlyList<SlotTraffic?> traffic, int slots) =>
        [.. Enumerable.Range(0, slots).Select(slot => routes.Average(route => traffic[route.Queue]?.OnCallsFraction[slot] ?? 1))];
}
