namespace Wfm.Queueing.Kernels;

/// <summary>Routes by queue in flat arrays, each queue's groups in order of priority; groups of equal priority form a tier.</summary>
internal sealed class RoutingTable
{
    private readonly int[] _first;
    private readonly int[] _group;
    private readonly int[] _tier;
    private readonly bool[] _takes;
    private readonly int[][] _neighbours;

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

        _takes = new bool[groups.Count * queues];
        for (int i = 0; i < routes.Length; i++)
        {
            _takes[routes[i].Group * queues + routes[i].Queue] = true;
        }

        _neighbours = Enumerable.Range(0, queues).Select(NeighboursOf).ToArray();
    }

    public int Queues { get; }

    public int Groups { get; }

    public int Routes => _group.Length;

    /// <summary>First route of the queue; its routes run to <see cref="End"/> (exclusive), best priority first.</summary>
    public int First(int queue) => _first[queue];

    public int End(int queue) => _first[queue + 1];

    public int Group(int route) => _group[route];

    /// <summary>0 for the best priority anybody has for the queue, then 1, 2 …</summary>
    public int Tier(int route) => _tier[route];

    public bool Takes(int group, int queue) => _takes[group * Queues + queue];

    /// <summary>The other queues that share a group with this one.</summary>
    public ReadOnlySpan<int> Neighbours(int queue) => _neighbours[queue];

    private int[] NeighboursOf(int queue) =>
        Enumerable.Range(0, Queues)
            .Where(other => other != queue && Enumerable.Range(0, Groups).Any(group => Takes(group, queue) && Takes(group, other)))
            .ToArray();
}
