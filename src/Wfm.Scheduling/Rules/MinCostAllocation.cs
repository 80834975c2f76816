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
        int[] staff = new int[queues];
        int[,] flow = new int[groups.Count, queues];
        for (int group = 0; group < groups.Count; group++)
        {
            for (int person = 0; person < groups[group].People && groups[group].Queues != 0; person++)
            {
                Augment(groups, flow, staff, group, cost);
            }
        }

        return staff;
    }

    private static void Augment(
        IReadOnlyList<(ulong Queues, int People)> groups, int[,] flow, int[] staff, int source, Func<int, int, double> cost)
    {
        int sink = groups.Count + staff.Length;
        double[] distance = new double[sink + 1];
        int[] parent = new int[sink + 1];
        Array.Fill(distance, double.PositiveInfinity);
        distance[source] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int group = 0; group < groups.Count; group++)
            {
                for (int queue = 0; queue < staff.Length; queue++)
                {
                    bool serves = (groups[group].Queues >> queue & 1) != 0;
                    changed |= serves && Relax(distance, parent, group, groups.Count + queue, 0);
                    changed |= flow[group, queue] > 0 && Relax(distance, parent, groups.Count + queue, group, 0);
                }
            }

            for (int queue = 0; queue < staff.Length; queue++)
            {
                double next = cost(queue, staff[queue] + 1) - cost(queue, staff[queue]);
                changed |= Relax(distance, parent, groups.Count + queue, sink, next);
            }
        }

        Push(groups.Count, flow, staff, parent, source, sink);
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
