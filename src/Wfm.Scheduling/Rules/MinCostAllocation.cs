namespace Wfm.Scheduling.Rules;

/// <summary>The cheapest allocation of people to queues in one slot, from nothing: a plain minimum-cost flow.</summary>
/// <remarks>
/// Successive shortest paths by Bellman and Ford over skill groups and queues, the queues' convex costs as arcs to the
/// sink. Slow and simple: it is the oracle for the search's incremental allocation.
/// </remarks>
public static class MinCostAllocation
{
    /// <summary>People per queue in a cheapest allocation.</summary>
    /// <param name="groups">For every group of people with the same skills, the queues they serve and how many they are.</param>
    /// <param name="queues">Number of queues.</param>
    /// <param name="cost">Cost of a number of people on a queue; convex in the number.</param>
    /// <returns>People on each queue.</returns>
    public static int[] Solve(IReadOnlyList<(ulong Queues, int People)> groups, int queues, Func<int, int, double> cost)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(cost);
        (ulong Queues, int People)[] sources = [.. groups];
        int[] staff = new int[queues];
        double[] next = [.. Enumerable.Range(0, queues).Select(queue => cost(queue, 1) - cost(queue, 0))];
        int[,] flow = new int[sources.Length, queues];
        for (int group = 0; group < sources.Length; group++)
        {
            for (int person = 0; person < sources[group].People && sources[group].Queues != 0; person++)
            {
                int joined = Augment(sources, flow, staff, group, next);
                next[joined] = cost(joined, staff[joined] + 1) - cost(joined, staff[joined]);
            }
        }

        return staff;
    }

    /// <summary>Sends one person along a shortest path; returns the queue that has one more.</summary>
    private static int Augment((ulong Queues, int People)[] groups, int[,] flow, int[] staff, int source, double[] next)
    {
        int sink = groups.Length + staff.Length;
        double[] distance = new double[sink + 1];
        int[] parent = new int[sink + 1];
        Array.Fill(distance, double.PositiveInfinity);
        distance[source] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int group = 0; group < groups.Length; group++)
            {
                for (int queue = 0; queue < staff.Length; queue++)
                {
                    bool serves = (groups[group].Queues >> queue & 1) != 0;
                    changed |= serves && Relax(distance, parent, group, groups.Length + queue, 0);
                    changed |= flow[group, queue] > 0 && Relax(distance, parent, groups.Length + queue, group, 0);
                }
            }

            for (int queue = 0; queue < staff.Length; queue++)
            {
                changed |= Relax(distance, parent, groups.Length + queue, sink, next[queue]);
            }
        }

        Push(groups.Length, flow, staff, parent, source, sink);
        return parent[sink] - groups.Length;
    }

    private static bool Relax(double[] distance, int[] parent, int from, int to, double length)
    {
        if (distance[from] + length >= distance[to] - 1e-12)
        {
            return false;
        }

        distance[to] = distance[from] + length;
        parent[to] = from;
        return true;
    }

    private static void Push(int groups, int[,] flow, int[] staff, int[] parent, int source, int sink)
    {
        int node = parent[sink];
        staff[node - groups]++;
        while (node != source)
        {
            int before = parent[node];
            if (node >= groups)
            {
                flow[before, node - groups]++;
            }
            else
            {
                flow[node, before - groups]--;
            }

            node = before;
        }
    }
}
