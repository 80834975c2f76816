namespace Wfm.Queueing.Kernels;

/// <summary>Routes by queue in flat arrays, each queue's groups in order of priority; groups of equal priority form a tier.</summary>
internal sealed class RoutingTable
{
    private readonly int[] _first;
    private readonly int[] _group;
    private readonly int[] _tier;

    public RoutingTable(int queues, IReadOnlyList<IReadOnlyList<SkillRoute>> groups)
    {
        Queues = queues;
        Groups = groups.Count;
        (int Queue, int Priority, int Group)[] routes = groups
            .SelectMany((routesOfGroup, group) => routesOfGroup.Select(route => (route.Queue, route.Priority, group)))
            .OrderBy(route => route.Queue).ThenBy(route => route.Priority).ThenBy(route => route.group)
            .ToArray();
        foreach ((int queue, _, _) in routes)
        {
            if (queue < 0 || queue >= queues)
            {
                throw new ArgumentOutOfRangeException(nameof(groups), queue, $"A route names queue {queue}, but there are {queues} queues.");
            }
        }

        _first = new int[queues + 1];
        _group = new int[routes.Length];
        _tier = new int[routes.Length];
        for (int i = 0; i < routes.Length; i++)
        {
            bool newQueue = i == 0 || routes[i].Queue != routes[i - 1].Queue;
            _first[routes[i].Queue + 1] = i + 1;
            _group[i] = routes[i].Group;
            _tier[i] = newQueue ? 0 : _tier[i - 1] + (routes[i].Priority == routes[i - 1].Priority ? 0 : 1);
        }

        for (int queue = 1; queue <= queues; queue++)
        {
            _first[queue] = Math.Max(_first[queue], _first[queue - 1]);
        }
    }

    public int Queues { get; }

    public int Groups { get; }

    /// <summary>Groups that take the queue, best priority first.</summary>
    public ReadOnlySpan<int> GroupsOf(int queue) => _group.AsSpan(_first[queue].._first[queue + 1]);

    /// <summary>Tier of each of those groups: 0 for the best priority anybody has for the queue, then 1, 2 …</summary>
    public ReadOnlySpan<int> TiersOf(int queue) => _tier.AsSpan(_first[queue].._first[queue + 1]);
}
