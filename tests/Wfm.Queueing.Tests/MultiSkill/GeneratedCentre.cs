namespace Wfm.Queueing.Tests.MultiSkill;

/// <summary>Centres of any shape: random queues, skills, priorities and sizes.</summary>
internal static class GeneratedCentre
{
    private const int Intervals = 40;
    private const double IntervalSeconds = 900;

    /// <param name="queues">How many queues.</param>
    /// <param name="staffing">1 is a head count near the load plus half its square root, per group.</param>
    /// <param name="overflow">Whether groups also help other queues, with lower priority.</param>
    /// <param name="seed">Everything else.</param>
    public static Centre Build(int queues, double staffing, bool overflow, int seed)
    {
        Random random = new(seed);
        QueueDay[] days = [.. Enumerable.Range(0, queues).Select(_ => Day(random))];
        List<List<SkillRoute>> groups = [];
        for (int first = 0; first < queues;)
        {
            int size = Math.Min(queues - first, 1 + random.Next(4));
            int[] block = [.. Enumerable.Range(first, size)];
            groups.Add([.. block.Select(queue => new SkillRoute(queue, 1))]);
            for (int half = 0; half < random.Next(3) && size > 1; half++)
            {
                groups.Add([.. block.Where(_ => random.NextDouble() < 0.6).Select(queue => new SkillRoute(queue, 1)).DefaultIfEmpty(new SkillRoute(first, 1))]);
            }

            first += size;
        }

        if (overflow)
        {
            foreach (List<SkillRoute> group in groups.Where(_ => random.NextDouble() < 0.5))
            {
                int help = random.Next(queues);
                if (group.All(route => route.Queue != help))
                {
                    group.Add(new SkillRoute(help, 2));
                }
            }
        }

        return new Centre(IntervalSeconds, days, groups, Staff(days, groups, staffing));
    }

    private static QueueDay Day(Random random)
    {
        double calls = 40 * Math.Exp(1.6 * random.NextDouble() * 1.6);
        double early = 7 + 4 * random.NextDouble(), late = 23 + 6 * random.NextDouble(), hill = random.NextDouble();
        double[] shape =
            [.. Enumerable.Range(0, Intervals).Select(i => 0.45 + Math.Exp(-Math.Pow((i - early) / 5, 2)) + hill * Math.Exp(-Math.Pow((i - late) / 5, 2)))];
        double threshold = new[] { 20.0, 30, 60, 120 }[random.Next(4)];
        double handle = Math.Round(150 + 250 * random.NextDouble());
        return new QueueDay(
            [.. shape.Select(part => calls * part / shape.Sum())], [.. Enumerable.Repeat(handle, Intervals)], 90 + 240 * random.NextDouble(), threshold);
    }

    private static List<double[]> Staff(QueueDay[] days, List<List<SkillRoute>> groups, double staffing)
    {
        double[][] loads = [.. days.Select(day => ModifiedOfferedLoad.Of([.. day.Calls], [.. day.AverageHandleTimeSeconds], IntervalSeconds))];
        List<double[]> agents = [];
        for (int interval = 0; interval < Intervals; interval++)
        {
            agents.Add(
            [
                .. groups.Select(group =>
                {
                    double load = group.Where(route => route.Priority == 1).Sum(route =>
                        loads[route.Queue][interval] / groups.Count(other => other.Contains(new SkillRoute(route.Queue, 1))));
                    return Math.Round(staffing * (load + 0.5 * Math.Sqrt(load)) + 0.2);
                }),
            ]);
        }

        return agents;
    }
}
