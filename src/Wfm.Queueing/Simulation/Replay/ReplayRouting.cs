using Wfm.Queueing.Kernels;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>Who takes what, in flat arrays: from the queue's side for arrivals, from the group's side for freed agents.</summary>
internal sealed class ReplayRouting
{
    public ReplayRouting(int queues, IReadOnlyList<IReadOnlyList<SkillRoute>> groups)
    {
        Queues = queues;
        Groups = groups.Count;
        (SkillRoute Route, int Group)[] routes = [.. groups.SelectMany((own, group) => own.Select(route => (route, group)))];
        foreach ((SkillRoute route, int group) in routes)
        {
            Check(route, group, queues);
        }

        (SkillRoute Route, int Group)[] atOnce =
            [.. routes.Where(r => r.Route.AfterSeconds == 0).OrderBy(r => r.Route.Queue).ThenBy(r => r.Route.Priority).ThenBy(r => r.Group)];
        ArrivalFirst = Firsts(queues, atOnce.Select(r => r.Route.Queue));
        ArrivalGroup = [.. atOnce.Select(r => r.Group)];
        ArrivalPriority = [.. atOnce.Select(r => r.Route.Priority)];

        (SkillRoute Route, int Group)[] byGroup = [.. routes.OrderBy(r => r.Group).ThenBy(r => r.Route.Priority).ThenBy(r => r.Route.Queue)];
        TakeFirst = Firsts(Groups, byGroup.Select(r => r.Group));
        TakeQueue = [.. byGroup.Select(r => r.Route.Queue)];
        TakePriority = [.. byGroup.Select(r => r.Route.Priority)];
        TakeAfter = [.. byGroup.Select(r => r.Route.AfterSeconds)];

        (SkillRoute Route, int Group)[] later =
            [.. routes.Where(r => r.Route.AfterSeconds > 0).OrderBy(r => r.Route.Queue).ThenBy(r => r.Route.AfterSeconds).ThenBy(r => r.Route.Priority)];
        LaterFirst = Firsts(queues, later.Select(r => r.Route.Queue));
        LaterGroup = [.. later.Select(r => r.Group)];
        Delays = [.. Enumerable.Range(0, queues).Select(queue => later.Where(r => r.Route.Queue == queue).Select(r => r.Route.AfterSeconds).Distinct().ToArray())];
    }

    public int Queues { get; }

    public int Groups { get; }

    /// <summary>Routes of a queue that take calls at once: [first, first of the next).</summary>
    public int[] ArrivalFirst { get; }

    public int[] ArrivalGroup { get; }

    public int[] ArrivalPriority { get; }

    /// <summary>Routes of a group, best priority first.</summary>
    public int[] TakeFirst { get; }

    public int[] TakeQueue { get; }

    public int[] TakePriority { get; }

    public double[] TakeAfter { get; }

    /// <summary>Routes of a queue that open only after a wait.</summary>
    public int[] LaterFirst { get; }

    public int[] LaterGroup { get; }

    /// <summary>The different waits after which more groups are asked, by queue.</summary>
    public double[][] Delays { get; }

    private static void Check(SkillRoute route, int group, int queues)
    {
        if (route.Queue < 0 || route.Queue >= queues)
        {
            throw new ArgumentOutOfRangeException(
                nameof(group), route.Queue, $"A route of group {group} names queue {route.Queue}, but there are {queues} queues.");
        }

        Require.Threshold(route.AfterSeconds);
    }

    private static int[] Firsts(int count, IEnumerable<int> sortedOwners)
    {
        int[] firsts = new int[count + 1];
        foreach (int owner in sortedOwners)
        {
            firsts[owner + 1]++;
        }

        for (int i = 0; i < count; i++)
        {
            firsts[i + 1] += firsts[i];
        }

        return firsts;
    }
}
