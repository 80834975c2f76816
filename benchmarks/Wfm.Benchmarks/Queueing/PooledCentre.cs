using Wfm.Queueing;

namespace Wfm.Benchmarks.Queueing;

/// <summary>A centre of 20 queues, 60 intervals and 21 groups: a first line and five blocks with overflow.</summary>
internal sealed class PooledCentre
{
    private const int Intervals = 60;

    public PooledCentre()
    {
        Random random = new(23);
        for (int queue = 0; queue < 20; queue++)
        {
            double calls = queue == 0 ? 25 : 2 + 4 * random.NextDouble();
            Days.Add(new QueueDay(
                Enumerable.Range(0, Intervals).Select(i => calls * (0.4 + Math.Sin(Math.PI * i / Intervals))).ToArray(),
                Enumerable.Repeat(180 + 180 * random.NextDouble(), Intervals).ToArray(),
                180,
                60));
        }

        List<IReadOnlyList<SkillRoute>> routes = Routes;
        routes.Add([new SkillRoute(0, 1)]);
        for (int block = 0; block < 5; block++)
        {
            int[] queues = Enumerable.Range(1 + block * 4, block == 4 ? 3 : 4).ToArray();
            routes.Add([.. queues.Select(queue => new SkillRoute(queue, 1)), new SkillRoute(0, 2)]);
            routes.Add([.. queues[..2].Select(queue => new SkillRoute(queue, 1))]);
            routes.Add([.. queues[1..].Select(queue => new SkillRoute(queue, 1))]);
            routes.Add([new SkillRoute(queues[0], 1), new SkillRoute(0, 2)]);
        }

        Pooling = new NeighbourhoodPooling(Days.Count, routes);
        for (int interval = 0; interval < Intervals; interval++)
        {
            double shape = 0.4 + Math.Sin(Math.PI * interval / Intervals);
            Agents.Add(Enumerable.Range(0, routes.Count).Select(group => Math.Max(1, Math.Round((group == 0 ? 7 : 2) * shape))).ToArray());
        }
    }

    public List<QueueDay> Days { get; } = [];

    public List<double[]> Agents { get; } = [];

    public List<IReadOnlyList<SkillRoute>> Routes { get; } = [];

    public NeighbourhoodPooling Pooling { get; }

    public DayPrediction Predict() => DayPrediction.Of(Pooling, 900, Days, Agents);
}
