using System.Diagnostics;
using NodaTime;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Periods;

/// <summary>Plans every generated centre of a folder and writes plans, curves and results.</summary>
internal static class PeriodsCommand
{
    public static int Run(string[] args)
    {
        Dictionary<string, string> options = [];
        for (int index = 0; index + 1 < args.Length; index += 2)
        {
            options[args[index]] = args[index + 1];
        }

        if (!options.TryGetValue("--instances", out string? instances) || !options.TryGetValue("--out", out string? output))
        {
            Console.Error.WriteLine("periods needs --instances DIR and --out OUT.");
            return 2;
        }

        if (options.GetValueOrDefault("--rules", "plain") is not ("plain" or "full"))
        {
            Console.Error.WriteLine($"--rules is {options["--rules"]}; expected plain or full.");
            return 2;
        }

        Directory.CreateDirectory(output);
        List<string> results = ["instance,cost,bound,gap,seconds,steps,feasible"];
        bool feasible = true;
        foreach (string path in Directory.GetFiles(instances, "*.json").Order(StringComparer.Ordinal))
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

        Curve curve = new();
        ScheduleOptions settings = new()
        {
            Seed = long.Parse(options.GetValueOrDefault("--seed", "1")),
            Threads = int.Parse(options.GetValueOrDefault("--threads", "2")),
            Steps = options.TryGetValue("--steps", out string? steps) ? long.Parse(steps) : null,
            BoundSteps = options.TryGetValue("--bound-steps", out string? boundSteps) ? long.Parse(boundSteps) : null,
            TimeLimit = Duration.FromSeconds(double.Parse(options.GetValueOrDefault("--time", "60s").TrimEnd('s'))),
            Elapsed = () => Duration.FromTimeSpan(watch.Elapsed),
        };
        ScheduleResult result = ScheduleBuilder.Build(problem, settings, curve);
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

    /// <summary>The run's progress as a curve.</summary>
    private sealed class Curve : IProgress<ScheduleProgress>
    {
        private readonly List<string> _rows = ["seconds,steps,cost,bound"];

        public void Report(ScheduleProgress value)
        {
            lock (_rows)
            {
                _rows.Add($"{value.Elapsed.TotalSeconds:F3},{value.Steps},{value.Cost:F3},{value.Bound:F3}");
            }
        }

        public void Write(string path) => File.WriteAllLines(path, _rows);
    }
}
