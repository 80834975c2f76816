using Wfm.Queueing;

namespace Wfm.Requests;

/// <summary>Queues that share people, directly or through others: what happens to one of them concerns these and no others.</summary>
/// <param name="Queues">The queues, ascending, numbered as the day's promises.</param>
/// <param name="Groups">The groups that take them, ascending.</param>
/// <param name="Routes">Which group takes which queue, both numbered from 0 in that order.</param>
/// <param name="Pooling">Their routing, both numbered from 0 in that order.</param>
/// <remarks>The order is kept, so a prediction of these queues alone has the same bits as one of the whole day.</remarks>
internal sealed record LinkedQueues(int[] Queues, int[] Groups, SkillRoute[][] Routes, NeighbourhoodPooling Pooling)
{
    /// <summary>The queues linked to some groups.</summary>
    public static LinkedQueues Of(IReadOnlyList<IReadOnlyList<SkillRoute>> routes, IEnumerable<int> groups)
    {
        HashSet<int> linked = [.. groups];
        HashSet<int> queues = [];
        for (int before = -1; before != queues.Count + linked.Count;)
        {
            before = queues.Count + linked.Count;
            queues.UnionWith(linked.SelectMany(group => routes[group].Select(route => route.Queue)));
            linked.UnionWith(Enumerable.Range(0, routes.Count).Where(group => routes[group].Any(route => queues.Contains(route.Queue))));
        }

        int[] ownQueues = [.. queues.Order()], ownGroups = [.. linked.Order()];
        SkillRoute[][] own = [.. ownGroups.Select(group => routes[group].Select(route => route with { Queue = Array.IndexOf(ownQueues, route.Queue) }).ToArray())];
        return new LinkedQueues(ownQueues, ownGroups, own, new NeighbourhoodPooling(ownQueues.Length, own));
    }

    /// <summary>All queues of the day together, also those nobody takes.</summary>
    public static LinkedQueues All(int queues, IReadOnlyList<IReadOnlyList<SkillRoute>> routes) =>
        new([.. Enumerable.Range(0, queues)], [.. Enumerable.Range(0, routes.Count)], [.. routes.Select(own => own.ToArray())], new NeighbourhoodPooling(queues, routes));
}
