namespace Wfm.PlanQuality.Periods;

/// <summary>The cheapest allocation of present people to queues in one slot, by cancelling improving chains until none is left.</summary>
/// <remarks>Another method than the engine's two: everybody starts on a first queue, then chains of moves are improved.</remarks>
internal static class CheapestAllocation
{
    public static double Cost(int[][] skillSets, int[] present, double[] required)
    {
        int queues = required.Length;
        int[][] serving = [.. skillSets.Select(_ => new int[queues])];
        int[] staff = new int[queues];
        for (int set = 0; set < skillSets.Length; set++)
        {
            serving[set][skillSets[set][0]] += present[set];
            staff[skillSets[set][0]] += present[set];
        }

        while (Improve(skillSets, serving, staff, required))
        {
        }

        return Enumerable.Range(0, queues).Sum(queue => CostOf(required[queue], staff[queue]));
    }

    private static double CostOf(double required, int people)
    {
        double under = Math.Max(0, required - people);
        double over = Math.Max(0, people - required);
        double scale = Math.Max(1, required);
        return 10 * (under + under * under / scale) + over + over * over / scale;
    }

    private static bool Improve(int[][] skillSets, int[][] serving, int[] staff, double[] required)
    {
        for (int from = 0; from < staff.Length; from++)
        {
            if (staff[from] == 0)
            {
                continue;
            }

            double saved = CostOf(required[from], staff[from]) - CostOf(required[from], staff[from] - 1);
            Dictionary<int, (int Before, int Set)> reached = Reach(skillSets, serving, from);
            foreach (int to in reached.Keys.Where(to => to != from).Order())
            {
                double added = CostOf(required[to], staff[to] + 1) - CostOf(required[to], staff[to]);
                if (added - saved < -1e-9)
                {
                    MoveAlong(reached, serving, staff, from, to);
                    return true;
                }
            }
        }

        return false;
    }

    private static Dictionary<int, (int Before, int Set)> Reach(int[][] skillSets, int[][] serving, int from)
    {
        Dictionary<int, (int, int)> reached = new() { [from] = (-1, -1) };
        Queue<int> line = new([from]);
        while (line.TryDequeue(out int queue))
        {
            for (int set = 0; set < skillSets.Length; set++)
            {
                foreach (int next in skillSets[set].Where(next => serving[set][queue] > 0 && !reached.ContainsKey(next)))
                {
                    reached.Add(next, (queue, set));
                    line.Enqueue(next);
                }
            }
        }

        return reached;
    }

    private static void MoveAlong(Dictionary<int, (int Before, int Set)> reached, int[][] serving, int[] staff, int from, int to)
    {
        staff[from]--;
        staff[to]++;
        for (int queue = to; queue != from;)
        {
            (int before, int set) = reached[queue];
            serving[set][before]--;
            serving[set][queue]++;
            queue = before;
        }
    }
}
