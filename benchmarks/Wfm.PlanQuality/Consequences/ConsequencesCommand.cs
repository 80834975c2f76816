using Wfm.PlanQuality.Intraday;
using Wfm.Requests;
using Wfm.Requests.Tests;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Consequences;

/// <summary>How long the consequence of a three-hour absence takes in a generated unit of 300 people and 10 queues: from the table, with three
/// alternatives, with simulation.</summary>
internal static class ConsequencesCommand
{
    private const int People = 300;
    private const int Queues = 10;
    private const int Weeks = 2;
    private const int WarmUp = 40;

    public static int Run(string[] args)
    {
        int requests = args is ["--requests", string count] ? int.Parse(count) : 60;
        (SchedulingProblem problem, DraftSchedule schedule) = GeneratedUnit.Draw(People, Queues, Weeks, 1, 1.1);
        AbsenceRequest[] asked = [.. Draw(problem, schedule, requests + WarmUp, new Random(1))];
        PreparedPlan plan = new(problem, schedule);
        (_, Timing prepare) = Timing.Of(() => RequestWeigher.Weigh(plan, asked[0], Options(0, 0)));
        Console.WriteLine($"first answer of a day, tables made with it: {prepare.Wall:0} ms, {prepare.Cpu:0} ms processor");
        Console.WriteLine("stage,median_ms,p90_ms,most_ms,median_cpu_ms,p90_cpu_ms,most_cpu_ms");
        Stage("tables made as they are asked for", new PreparedPlan(problem, schedule), asked, Options(0, 0));
        (_, Timing table) = Timing.Of(() => Prepared(plan));
        Console.WriteLine($"all tables of five days: {table.Wall:0} ms, {table.Cpu:0} ms processor");
        Stage("from the table", plan, asked, Options(0, 0));
        Stage("with 3 alternatives", plan, asked, Options(3, 0));
        Stage("with simulation", new PreparedPlan(problem, schedule), asked, Options(0, 200));
        Stage("with both", plan, asked, Options(3, 200));
        return 0;
    }

    private static PreparedPlan Prepared(PreparedPlan plan)
    {
        for (int day = 0; day < 5; day++)
        {
            plan.Prepare(day);
        }

        return plan;
    }

    private static WeighOptions Options(int alternatives, int days) =>
        new() { Alternatives = alternatives, SimulatedDays = days, AlwaysSimulate = days > 0, Threads = Environment.ProcessorCount };

    private static void Stage(string name, PreparedPlan plan, AbsenceRequest[] asked, WeighOptions options)
    {
        List<Timing> times = [];
        int warmUp = options.SimulatedDays > 0 ? WarmUp / 8 : WarmUp;
        int count = options.SimulatedDays > 0 ? Math.Min(asked.Length, 25) : asked.Length;
        for (int index = 0; index < count; index++)
        {
            (_, Timing time) = Timing.Of(() => RequestWeigher.Weigh(plan, asked[index], options));
            if (index >= warmUp)
            {
                times.Add(time);
            }
        }

        double[] wall = [.. times.Select(time => time.Wall).Order()], cpu = [.. times.Select(time => time.Cpu).Order()];
        Console.WriteLine($"{name},{At(wall, 0.5):0.0},{At(wall, 0.9):0.0},{wall[^1]:0.0},{At(cpu, 0.5):0.0},{At(cpu, 0.9):0.0},{cpu[^1]:0.0}");
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    /// <summary>Somebody at work asks to be away for three hours inside the shift, on one of the first five days.</summary>
    private static IEnumerable<AbsenceRequest> Draw(SchedulingProblem problem, DraftSchedule schedule, int count, Random random)
    {
        while (count > 0)
        {
            (int agent, int day) = (random.Next(People), random.Next(5));
            if (schedule.ShiftOf(agent, day) is { } shift)
            {
                count--;
                int from = shift.Start + random.Next(shift.Length - 12 + 1);
                yield return new AbsenceRequest(problem.Agents[agent].Id, new NodaTime.Interval(problem.Grid.InstantOf(day, from), problem.Grid.InstantOf(day, from + 12)));
            }
        }
    }
}
