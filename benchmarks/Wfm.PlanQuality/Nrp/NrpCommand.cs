using System.Diagnostics;
using Wfm.Scheduling;
using Wfm.Scheduling.Cover;

namespace Wfm.PlanQuality.Nrp;

/// <summary>Schedules every instance of the public fixed-shift set in a folder and writes rosters, curves and results.</summary>
internal static class NrpCommand
{
    public static int Run(string[] args)
    {
        if (RunOptions.Read(args, "nrp", "--instances") is not { } options)
        {
            return 2;
        }

        string output = options["--out"];
        List<string> results = ["instance,cost,bound,gap,seconds,steps,feasible"];
        bool feasible = true;
        string[] paths =
        [
            .. Directory.GetFiles(options["--instances"], "*.txt")
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
        ProgressCurve curve = new(decimals: 0);
        ScheduleOptions settings = RunOptions.ScheduleOf(options, watch);
        settings = settings.Steps is null ? settings : settings with { TimeLimit = null };
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
}
