using System.Diagnostics;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Periods;

/// <summary>Plans every generated centre of a folder and writes plans, curves and results.</summary>
internal static class PeriodsCommand
{
    public static int Run(string[] args)
    {
        if (RunOptions.Read(args, "periods", "--instances") is not { } options)
        {
            return 2;
        }

        if (options.GetValueOrDefault("--rules", "plain") is not ("plain" or "full"))
        {
            Console.Error.WriteLine($"--rules is {options["--rules"]}; expected plain or full.");
            return 2;
        }

        string output = options["--out"];
        List<string> results = ["instance,cost,bound,gap,seconds,steps,feasible"];
        bool feasible = true;
        foreach (string path in Directory.GetFiles(options["--instances"], "*.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (options.TryGetValue("--only", out string? only) && only != name)
            {
                continue;
            }

            (string row, bool kept) = Plan(path, name, output, options);
            results.Add(row);
            feasible &= kept;
        }

        File.WriteAllLines(Path.Combine(output, "results.csv"), results);
        return feasible ? 0 : 1;
    }

    private static (string Row, bool Feasible) Plan(string path, string name, string output, Dictionary<string, string> options)
    {
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Centre centre = Centre.Read(path);
        SchedulingProblem problem = CentreProblem.Of(centre);
        bool isFull = options.GetValueOrDefault("--rules") == "full";
        if (isFull)
        {
            // The first quick plan, which the locks are taken from, is no part of the run.
            problem = FullRules.Of(problem, int.Parse(options.GetValueOrDefault("--seed", "1")));
            watch.Restart();
            cpu = Process.GetCurrentProcess().TotalProcessorTime;
        }

        ProgressCurve curve = new(decimals: 3);
        ScheduleResult result = ScheduleBuilder.Build(problem, RunOptions.ScheduleOf(options, watch), curve);
        string plan = Path.Combine(output, $"{name}.csv");
        File.WriteAllLines(plan, PlanCsv.Write(centre, result.Schedule));
        double seconds = watch.Elapsed.TotalSeconds;
        curve.Write(Path.Combine(output, $"{name}.curve.csv"));
        PlanAudit audit = PlanAudit.Of(centre, File.ReadAllLines(plan), ownRest: !isFull);
        string[] broken =
        [
            .. audit.Violations, .. ScheduleChecker.Check(problem, result.Schedule).Violations.Select(violation => violation.ToString()),
            .. isFull ? FullRules.Broken(problem, result.Schedule) : [],
        ];
        bool feasible = broken.Length == 0;
        double spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Console.WriteLine(
            $"{name}: cost {audit.Cost:F1} (engine {result.Cost.Total:F1}), bound {result.Bound:F1} ({result.BoundSteps} steps), "
            + $"gap {result.GapFraction:P2}, {seconds:F2} s wall, {spent:F2} s CPU, {result.Steps} steps, "
            + $"peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB, {result.Outcome.GetType().Name}, reproducible {result.IsReproducible}");
        Console.WriteLine("  left open: " + string.Join("; ", result.Gap.Sources.Select(source => $"{source.Term} {source.Cost:F1}")));
        foreach (string violation in broken.Take(10))
        {
            Console.WriteLine($"  {violation}");
        }

        return (
            $"{name},{audit.Cost:F4},{result.Bound:F4},{result.GapFraction:F6},{seconds:F2},{result.Steps},{(feasible ? "true" : "false")}",
            feasible);
    }
}
