using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>People of a problem by the queues they take on one day; those with the same queues and priorities are one group.</summary>
/// <remarks>Groups depend on skills only, not on who works, so a changed schedule has the same groups in the same order. People who take
/// other queues for a time are groups of their own behind the others.</remarks>
public sealed class GroupsOfDay
{
    private readonly int[] _groupOf;
    private readonly Dictionary<string, int> _known;
    private readonly List<SkillRoute[]> _routes;
    private readonly List<double[]> _onCalls;
    private readonly IReadOnlyList<QueuePromise> _promises;
    private readonly IReadOnlyList<SlotTraffic?> _traffic;
    private readonly int _slots;

    private GroupsOfDay(int[] groupOf, IReadOnlyList<QueuePromise> promises, IReadOnlyList<SlotTraffic?> traffic, int slots)
    {
        (_groupOf, _promises, _traffic, _slots) = (groupOf, promises, traffic, slots);
        (_known, _routes, _onCalls) = ([], [], []);
    }

    private GroupsOfDay(GroupsOfDay other)
    {
        (_groupOf, _promises, _traffic, _slots) = (other._groupOf, other._promises, other._traffic, other._slots);
        (_known, _routes, _onCalls) = (new Dictionary<string, int>(other._known), [.. other._routes], [.. other._onCalls]);
    }

    /// <summary>Number of groups.</summary>
    public int Count => _routes.Count;

    /// <summary>The queues each group takes with their priorities; queues are numbered as the day's promises.</summary>
    public IReadOnlyList<IReadOnlyList<SkillRoute>> Routes => _routes;

    /// <summary>Group of an agent of the problem; −1 for one without any queue with traffic that day.</summary>
    public int GroupOf(int agent) => _groupOf[agent];

    /// <summary>How many of a group's people are on calls.</summary>
    /// <param name="group">The group.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="heads">People scheduled.</param>
    public double OnCalls(int group, int slot, int heads) => heads * _onCalls[group][slot];

    /// <summary>Whether a group takes a queue.</summary>
    internal bool Takes(int group, int queue) => Array.Exists(_routes[group], route => route.Queue == queue);

    internal static GroupsOfDay Of(SchedulingProblem problem, IReadOnlyList<QueuePromise> promises, IReadOnlyList<SlotTraffic?> traffic, int day)
    {
        PlanDay row = problem.Grid.Days[day];
        int[] groupOf = new int[problem.Agents.Count];
        GroupsOfDay groups = new(groupOf, promises, traffic, row.Slots);
        for (int agent = 0; agent < groupOf.Length; agent++)
        {
            groupOf[agent] = groups.Add(RoutesOf(problem.Agents[agent], promises, row.Date));
        }

        return groups;
    }

    /// <summary>The same groups, and behind them those that loans make.</summary>
    internal GroupsOfDay With(IReadOnlyList<Loan> loans)
    {
        if (loans.Count == 0)
        {
            return this;
        }

        GroupsOfDay more = new(this);
        foreach (Loan loan in loans)
        {
            more.Add(Lent(loan));
        }

        return more;
    }

    /// <summary>Group of an agent in a slot of a day with loans; the first loan counts where several hold.</summary>
    internal int GroupOf(int agent, int slot, IReadOnlyList<Loan> loans)
    {
        foreach (Loan loan in loans)
        {
            if (loan.Agent == agent && slot >= loan.From && slot < loan.To)
            {
                SkillRoute[] routes = Lent(loan);
                return routes.Length == 0 ? -1 : _known[Key(routes)];
            }
        }

        return _groupOf[agent];
    }

    private int Add(SkillRoute[] routes)
    {
        if (routes.Length == 0)
        {
            return -1;
        }

        string key = Key(routes);
        if (_known.TryAdd(key, _known.Count))
        {
            _routes.Add(routes);
            _onCalls.Add([.. Enumerable.Range(0, _slots).Select(slot => routes.Average(route => _traffic[route.Queue]?.OnCallsFraction[slot] ?? 1))]);
        }

        return _known[key];
    }

    /// <summary>Own queues, and the lent ones at the loan's priority where it is better.</summary>
    private SkillRoute[] Lent(Loan loan)
    {
        SortedDictionary<int, int> priorities = [];
        foreach (SkillRoute own in _groupOf[loan.Agent] is var group && group >= 0 ? _routes[group] : [])
        {
            priorities.Add(own.Queue, own.Priority);
        }

        foreach (QueueId queue in loan.Queues)
        {
            int number = Enumerable.Range(0, _promises.Count).FirstOrDefault(number => _promises[number].Queue == queue, -1);
            if (number >= 0)
            {
                priorities[number] = Math.Min(loan.Priority, priorities.GetValueOrDefault(number, int.MaxValue));
            }
        }

        return [.. priorities.Select(route => new SkillRoute(route.Key, route.Value))];
    }

    private static string Key(SkillRoute[] routes) => string.Join(' ', routes.Select(route => $"{route.Queue}:{route.Priority}"));

    /// <summary>The queues of a person, one route each: where two skills name the same queue, the first served counts.</summary>
    private static SkillRoute[] RoutesOf(PlanAgent agent, IReadOnlyList<QueuePromise> promises, LocalDate date) =>
    [
        .. from queue in Enumerable.Range(0, promises.Count)
           let skills = agent.Skills.Where(skill => skill.Queue == promises[queue].Queue && skill.HoldsOn(date)).ToList()
           where skills.Count > 0
           select new SkillRoute(queue, skills.Min(skill => skill.Priority)),
    ];
}
