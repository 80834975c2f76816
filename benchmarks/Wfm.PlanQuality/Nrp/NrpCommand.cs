using System.Diagnostics;
using NodaTime;
using Wfm.Scheduling;
using Wfm.Scheduling.Cover;

namespace Wfm.PlanQuality.Nrp;

/// <summary>Schedules every instance of the public fixed-shift set in a folder and writes rosters, curves and results.</summary>
internal static class NrpCommand
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
            Console.Error.WriteLine("nrp needs --instances DIR and --out OUT.");
            return 2;
        }

        Directory.CreateDirectory(output);
        List<string> results = ["instance,cost,bound,gap,seconds,steps,feasible"];
        bool feasible = true;
        string[] paths =
        [
            .. Directory.GetFiles(instances, "*.txt")
                .Where(path => !options.TryGetValue("--only", out string? only) || only == Path.GetFileNameWithoutExtension(path))
                .OrderBy(path => Path.GetFileName(path).Length).ThenBy(path => path, StringComparer.Ordinal),
        ];
        foreach (string path in paths)
        {
            (string row, bool kept) = Plan(path, output, options);
            results.Add(row);
            feasible &= kept;
            File.WriteAllLines(Path.Combine(output, "results.csv"), results);
        }

        return feasible ? 0 : 1;
    }

    private static (string Row, bool Feasible) Plan(string path, string output, Dictionary<string, string> options)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        bool open = options.GetValueOrDefault("--borders", "closed") == "open";
        CoverProblem problem = NrpFile.Read(path) with { StartIsOpen = open, EndIsOpen = open };
        Curve curve = new();
        ScheduleOptions settings = new()
        {
            Seed = long.Parse(options.GetValueOrDefault("--seed", "1")),
            Threads = int.Parse(options.GetValueOrDefault("--threads", "2")),
            Steps = options.TryGetValue("--steps", out string? steps) ? long.Parse(steps) : null,
            BoundSteps = options.TryGetValue("--bound-steps", out string? boundSteps) ? long.Parse(boundSteps) : null,
            TimeLimit = options.ContainsKey("--steps") ? null : Duration.FromSeconds(double.Parse(options.GetValueOrDefault("--time", "60s").TrimEnd('s'))),
            Elapsed = () => Duration.FromTimeSpan(watch.Elapsed),
        };
        CoverResult result = CoverBuilder.Build(problem, settings, curve);
        string plan = Path.Combine(output, $"{name}.csv");
        File.WriteAllLines(plan, RosterCsv.Write(problem, result.Roster));
        double seconds = watch.Elapsed.TotalSeconds;
        curve.Write(Path.Combine(output, $"{name}.curve.csv"));
        RosterAudit audit = RosterAudit.Of(File.ReadAllLines(path), File.ReadAllLines(plan), open);
        bool feasible = audit.Violations.Count == 0 && result.Violations.Count == 0;
        double gap = audit.Cost <= 0 ? 0 : (audit.Cost - result.Bound) / (double)audit.Cost;
        double spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Console.WriteLine(
            $"{name}: cost {audit.Cost} (engine {result.Cost.Total}), bound {result.Bound} ({result.BoundSteps} steps), gap {gap:P2}, "
            + $"{seconds:F2} s wall, {spent:F2} s CPU, {result.Steps} steps, "
            + $"peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB, reproducible {result.IsReproducible}");
        foreach (string violation in audit.Violations.Concat(result.Violations).Take(10))
        {
            Console.WriteLine($"  {violation}");
        }

        return ($"{name},{audit.Cost},{result.Bound},{gap:F6},{seconds:F2},{result.Steps},{(feasible ? "true" : "false")}", feasible);
    }

    /// <summary>The run's progress as a curve.</summary>
    private sealed class Curve : IProgress<ScheduleProgress>
    {
        private readonly List<string> _rows = ["seconds,steps,cost,bound"];
        private (double Cost, double Bound) _last = (-1, -1);

        public void Report(ScheduleProgress value)
        {
            lock (_rows)
            {
                if (_last != (value.Cost, value.Bound))
                {
                    _last = (value.Cost, value.Bound);
                    _rows.Add($"{value.Elapsed.TotalSeconds:F3},{value.Steps},{value.Cost:F0},{value.Bound:F0}");
                }
            }
        }

        public void Write(string path) => File.WriteAllLines(path, _rows);
    }
}
