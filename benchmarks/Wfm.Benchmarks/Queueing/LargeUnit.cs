using Wfm.Queueing;

namespace Wfm.Benchmarks.Queueing;

/// <summary>A unit of about 300 people: ten queues, a first line everybody helps, three blocks of three queues, and nobody spare.</summary>
internal sealed class LargeUnit
{
    private const int Intervals = 40;

    public LargeUnit()
    {
        double[] shape =
            [.. Enumerable.Range(0, Intervals).Select(i => 0.45 + Math.Exp(-Math.Pow((i - 9) / 5.0, 2)) + 0.7 * Math.Exp(-Math.Pow((i - 26) / 5.0, 2)))];
        for (int queue = 0; queue < 10; queue++)
        {
            double calls = queue == 0 ? 4000 : 650 + 50 * queue;
            Days.Add(new QueueDay([.. shape.Select(part => calls * part / shape.Sum())], [.. Enumerable.Repeat(200.0 + 15 * queue, Intervals)], 180, queue == 0 ? 30 : 60));
        }

        Routes.Add([new SkillRoute(0, 1)]);
        for (int block = 0; block < 3; block++)
        {
            int first = 1 + 3 * block;
            Routes.Add([new SkillRoute(first, 1), new SkillRoute(first + 1, 1), new SkillRoute(first + 2, 1), new SkillRoute(0, 2)]);
            Routes.Add([new SkillRoute(first, 1), new SkillRoute(first + 1, 1)]);
        }

        for (int interval = 0; interval < Intervals; interval++)
        {
            double Load(int queue) => Days[queue].Calls[interval] * Days[queue].AverageHandleTimeSeconds[interval] / 900;
            double[] sizes = new double[Routes.Count];
            sizes[0] = Math.Ceiling(Load(0));
            for (int block = 0; block < 3; block++)
            {
                double load = Load(1 + 3 * block) + Load(2 + 3 * block) + Load(3 + 3 * block);
                sizes[1 + 2 * block] = Math.Ceiling(0.7 * load);
                sizes[2 + 2 * block] = Math.Ceiling(0.35 * load);
            }

            Agents.Add(sizes);
        }
    }

    public List<QueueDay> Days { get; } = [];

    public List<IReadOnlyList<SkillRoute>> Routes { get; } = [];

    public List<double[]> Agents { get; } = [];

    /// <summary>The same with one person of the first block away from the twelfth to the twenty-fourth quarter.</summary>
    public IReadOnlyList<double[]> OneFewer =>
        [.. Agents.Select((sizes, interval) => interval is >= 12 and < 24 ? [sizes[0], sizes[1] - 1, .. sizes[2..]] : sizes)];
}
