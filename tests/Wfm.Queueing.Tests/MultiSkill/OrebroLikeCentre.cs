namespace Wfm.Queueing.Tests.MultiSkill;

/// <summary>A first line and four blocks of 4, 3, 2 and 3 queues with generalists and half-skilled specialists, staffed by Erlang A per block.</summary>
internal static class OrebroLikeCentre
{
    private const int Intervals = 40;
    private const double IntervalSeconds = 900;
    private const double PatienceSeconds = 180;
    private static readonly int[] BlockSizes = [4, 3, 2, 3];

    /// <param name="callsPerDay">All calls of all queues.</param>
    /// <param name="staffing">1 is the Erlang A requirement of each block.</param>
    /// <param name="overflow">Whether blocks help the first line, and the first line the blocks, with lower priority.</param>
    /// <param name="seed">Varies shares and handle times.</param>
    public static Centre Build(double callsPerDay, double staffing, bool overflow, int seed)
    {
        Random random = new(seed);
        List<QueueDay> days = [Day(callsPerDay * 0.4, 180 + 60 * random.NextDouble(), thresholdSeconds: 30)];
        List<IReadOnlyList<SkillRoute>> routes = [[new SkillRoute(0, 1)]];
        List<(int[] Queues, int[] Groups, double Target)> blocks = [([0], [0], 0.80)];
        foreach (int size in BlockSizes)
        {
            double perQueue = callsPerDay * 0.6 / BlockSizes.Length / size;
            double threshold = random.NextDouble() < 0.5 ? 120 : 60;
            int[] queues = Enumerable.Range(days.Count, size).ToArray();
            days.AddRange(queues.Select(_ => Day(perQueue * (0.6 + 0.8 * random.NextDouble()), 200 + 160 * random.NextDouble(), threshold)));
            int[] groups = Enumerable.Range(routes.Count, size == 2 ? 2 : 3).ToArray();
            int half = (size + 1) / 2;
            routes.Add(Routes(queues, overflow));
            routes.Add(Routes(queues[..half], overflow: false));
            if (groups.Length == 3)
            {
                routes.Add(Routes(queues[half..], overflow: false));
            }

            blocks.Add((queues, groups, threshold == 120 ? 0.80 : 0.85));
        }

        if (overflow)
        {
            routes[0] = [new SkillRoute(0, 1), .. blocks.Skip(1).Select(block => new SkillRoute(block.Queues[0], 2))];
        }

        return new Centre(IntervalSeconds, days, routes, Staff(days, blocks, routes.Count, staffing));
    }

    private static SkillRoute[] Routes(int[] queues, bool overflow) =>
        [.. queues.Select(queue => new SkillRoute(queue, 1)), .. overflow ? [new SkillRoute(0, 2)] : Array.Empty<SkillRoute>()];

    private static QueueDay Day(double calls, double handleSeconds, double thresholdSeconds)
    {
        double[] shape = Enumerable.Range(0, Intervals)
            .Select(i => 0.45 + Math.Exp(-Math.Pow((i - 9) / 5.0, 2)) + 0.7 * Math.Exp(-Math.Pow((i - 26) / 5.0, 2)))
            .ToArray();
        double sum = shape.Sum();
        return new QueueDay(
            shape.Select(part => calls * part / sum).ToArray(),
            Enumerable.Repeat(Math.Round(handleSeconds), Intervals).ToArray(),
            PatienceSeconds,
            thresholdSeconds);
    }

    private static List<double[]> Staff(List<QueueDay> days, List<(int[] Queues, int[] Groups, double Target)> blocks, int groups, double staffing)
    {
        double[][] loads = days.Select(day => ModifiedOfferedLoad.Of([.. day.Calls], [.. day.AverageHandleTimeSeconds], IntervalSeconds)).ToArray();
        List<double[]> agents = [];
        for (int interval = 0; interval < Intervals; interval++)
        {
            double[] sizes = new double[groups];
            foreach ((int[] queues, int[] own, double target) in blocks)
            {
                double load = queues.Sum(queue => loads[queue][interval]);
                double handle = load / queues.Sum(queue => loads[queue][interval] / days[queue].AverageHandleTimeSeconds[interval]);
                StaffingQuestion question = new(load, handle, target, days[queues[0]].ThresholdSeconds) { MeanPatienceSeconds = PatienceSeconds };
                int heads = (int)Math.Round(RequiredAgents.ByErlangA(question).Agents * staffing);
                for (int head = 0; head < heads; head++)
                {
                    sizes[own.Length == 1 ? own[0] : own[head % 4 is 0 or 3 ? 0 : own.Length == 2 ? 1 : 1 + head % 4 / 2]]++;
                }
            }

            agents.Add(sizes);
        }

        return agents;
    }
}
