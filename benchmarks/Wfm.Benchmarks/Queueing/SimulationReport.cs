using System.Globalization;
using Wfm.Queueing;
using Wfm.Queueing.Simulation;

namespace Wfm.Benchmarks.Queueing;

/// <summary>Speed of the transient chain and the simulator, in CPU time of one thread.</summary>
internal static class SimulationReport
{
    public static void Print(TextWriter output)
    {
        output.WriteLine("| what | measured | target |");
        output.WriteLine("| --- | --- | --- |");
        foreach (double calls in new[] { 60.0, 350, 1700 })
        {
            (QueueDay day, double[] agents) = SingleQueue(calls);
            double seconds = CpuClock.SecondsPer(() => TransientQueue.Of(day, agents, 900).At(20).AnsweredInTime);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| transient chain, queue-day of 40 quarters, {calls} calls | {seconds * 1e3:0.00} ms | 1 ms |"));
        }

        (QueueDay single, double[] staff) = SingleQueue(1700);
        Rates(output, "single queue, 1,700 calls a day", [single], [[new SkillRoute(0, 1)]], [.. staff.Select(size => new[] { size })], "9", "-");
        PooledCentre centre = new();
        Rates(output, "20 queues, 21 groups, overflow", centre.Days, centre.Routes, centre.Agents, "4", "8");
        Change(output);
    }

    private static void Rates(
        TextWriter output,
        string what,
        List<QueueDay> days,
        List<IReadOnlyList<SkillRoute>> routes,
        List<double[]> agents,
        string target,
        string targetReplay)
    {
        const int count = 100;
        CentreSimulation simulation = new(days.Count, routes, 900);
        PreparedDays prepared = simulation.Prepare(days, count, seed: 1);
        double run = prepared.Calls / CpuClock.SecondsPer(() => simulation.Run(days, agents, count, seed: 1).OfQueue(0).AnsweredInTime);
        double replay = prepared.Calls / CpuClock.SecondsPer(() => simulation.Replay(prepared, agents).OfQueue(0).AnsweredInTime);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| simulation, {what} | {run / 1e6:0.0} million calls/s | {target} |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| replay of prepared days, {what} | {replay / 1e6:0.0} million calls/s | {targetReplay} |"));
    }

    /// <summary>Three hours without one agent of a unit of about 300 people: the second stage of a request.</summary>
    private static void Change(TextWriter output)
    {
        LargeUnit unit = new();
        CentreSimulation simulation = new(unit.Days.Count, unit.Routes, 900);
        PreparedDays prepared = simulation.Prepare(unit.Days, 200, seed: 1);
        double prepare = CpuClock.SecondsPer(() => simulation.Prepare(unit.Days, 200, seed: 1).Calls);
        double compare = CpuClock.SecondsPer(() => simulation.Compare(prepared, unit.Agents, unit.OneFewer).DifferenceOf(1)!.Value.Value);
        Estimate difference = simulation.Compare(prepared, unit.Agents, unit.OneFewer).DifferenceOf(1)!.Value;
        double alone = simulation.Replay(prepared, unit.Agents).ServiceLevelOf(1)!.Value.StandardError;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| one fewer for three hours, {unit.Agents.Max(sizes => sizes.Sum()):0} at once, 10 queues, {prepared.Calls / 200:#,0} calls, 200 days: prepare | {prepare * 1e3:0} ms | - |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the same: before and after | {compare * 1e3:0} ms | 400 ms |"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| standard error of the difference, same callers (two separate runs) | {100 * difference.StandardError:0.00} ({100 * Math.Sqrt(2) * alone:0.00}) points | - |"));
    }

    private static (QueueDay Day, double[] Agents) SingleQueue(double calls)
    {
        double[] shape =
            [.. Enumerable.Range(0, 40).Select(i => 0.45 + Math.Exp(-Math.Pow((i - 9) / 5.0, 2)) + 0.7 * Math.Exp(-Math.Pow((i - 26) / 5.0, 2)))];
        QueueDay day = new([.. shape.Select(part => calls * part / shape.Sum())], [.. Enumerable.Repeat(240.0, 40)], 180, 30);
        double[] loads = ModifiedOfferedLoad.Of([.. day.Calls], [.. day.AverageHandleTimeSeconds], 900);
        return (day, [.. loads.Select(load => (double)RequiredAgents.ByErlangA(new StaffingQuestion(load, 240, 0.8, 30) { MeanPatienceSeconds = 180 }).Agents)]);
    }
}
