using System.Globalization;
using Wfm.Queueing;
using Wfm.Queueing.Simulation;
using Wfm.Queueing.Tests.MultiSkill;

namespace Wfm.Benchmarks.Queueing;

/// <summary>How far off the fast path is where queues share agents, against simulation: service level of a queue's day, in points.</summary>
internal static class SharedQueuesStudy
{
    private const int Seeds = 8;

    public static void Print(TextWriter output, int days)
    {
        output.WriteLine("| centres | staffing | overflow | queue-days | interval mean error | day mean error | bias | largest | everybody as one pool |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (double staffing in new[] { 0.7, 0.85, 1.0, 1.15 })
        {
            foreach (bool overflow in new[] { false, true })
            {
                Row(output, "first line and four blocks, 13 queues", staffing, overflow, days, seed => OrebroLikeCentre.Build(seed % 2 == 0 ? 1300 : 2000, staffing, overflow, seed));
                Row(output, "generated, 5 to 20 queues", staffing, overflow, days, seed => GeneratedCentre.Build(3 + 2 * seed + seed / 8, staffing, overflow, seed));
            }
        }
    }

    private static void Row(TextWriter output, string what, double staffing, bool overflow, int days, Func<int, Centre> build)
    {
        List<double> errors = [], pooled = [];
        double intervalErrors = 0, calls = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Centre centre = build(seed);
            SimulatedFigures truth = new CentreSimulation(centre.Days.Count, centre.Routes, centre.IntervalSeconds).Run(centre.Days, centre.Agents, days, seed);
            DayPrediction prediction = DayPrediction.Of(
                new NeighbourhoodPooling(centre.Days.Count, centre.Routes), centre.IntervalSeconds, centre.Days, centre.Agents);
            SkillRoute[] everything = [.. Enumerable.Range(0, centre.Days.Count).Select(queue => new SkillRoute(queue, 1))];
            DayPrediction onePool = DayPrediction.Of(
                new NeighbourhoodPooling(centre.Days.Count, [everything]), centre.IntervalSeconds, centre.Days, [.. centre.Agents.Select(sizes => new[] { sizes.Sum() })]);
            for (int queue = 0; queue < centre.Days.Count; queue++)
            {
                double real = truth.ServiceLevelOf(queue)!.Value.Value;
                errors.Add(100 * (prediction.ServiceLevelOfDay(queue)!.Value - real));
                pooled.Add(100 * (onePool.ServiceLevelOfDay(queue)!.Value - real));
                for (int interval = 0; interval < prediction.Intervals; interval++)
                {
                    double here = centre.Days[queue].Calls[interval];
                    intervalErrors += here * Math.Abs(100 * ((prediction.ServiceLevelAt(queue, interval) ?? 0) - (truth.ServiceLevelAt(queue, interval)?.Value ?? 0)));
                    calls += here;
                }
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {staffing} | {(overflow ? "yes" : "no")} | {errors.Count} | {intervalErrors / calls:0.0} | {errors.Average(Math.Abs):0.0} | {errors.Average():0.0} | {errors.Max(Math.Abs):0.0} | {pooled.Average(Math.Abs):0.0} |"));
    }
}
