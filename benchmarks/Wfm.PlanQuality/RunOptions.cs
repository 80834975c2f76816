using System.Diagnostics;
using NodaTime;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.PlanQuality;

/// <summary>The words after a sub-command: names and values in turn.</summary>
internal static class RunOptions
{
    /// <summary>The options by name, or nothing when one that is needed is missing; says so. The folder of <c>--out</c> is made.</summary>
    /// <param name="args">The words.</param>
    /// <param name="command">The sub-command, for the message.</param>
    /// <param name="needed">Folders that must be named, <c>--out</c> beside them.</param>
    public static Dictionary<string, string>? Read(string[] args, string command, params string[] needed)
    {
        Dictionary<string, string> options = Of(args);
        string[] missing = [.. needed.Append("--out").Where(name => !options.ContainsKey(name))];
        if (missing.Length > 0)
        {
            Console.Error.WriteLine($"{command} needs {string.Join(", ", needed.Append("--out").Select(name => $"{name} DIR"))}; {string.Join(", ", missing)} is missing.");
            return null;
        }

        Directory.CreateDirectory(options["--out"]);
        return options;
    }

    /// <summary>The options by name.</summary>
    public static Dictionary<string, string> Of(string[] args)
    {
        Dictionary<string, string> options = [];
        for (int index = 0; index + 1 < args.Length; index += 2)
        {
            options[args[index]] = args[index + 1];
        }

        return options;
    }

    /// <summary>Seed, threads and budget of a schedule; the clock of <paramref name="watch"/> counts.</summary>
    public static ScheduleOptions ScheduleOf(IReadOnlyDictionary<string, string> options, Stopwatch watch) => new()
    {
        Seed = long.Parse(options.GetValueOrDefault("--seed", "1")),
        Threads = int.Parse(options.GetValueOrDefault("--threads", "2")),
        Steps = options.TryGetValue("--steps", out string? steps) ? long.Parse(steps) : null,
        BoundSteps = options.TryGetValue("--bound-steps", out string? boundSteps) ? long.Parse(boundSteps) : null,
        TimeLimit = Duration.FromSeconds(double.Parse(options.GetValueOrDefault("--time", "60s").TrimEnd('s'))),
        Elapsed = () => Duration.FromTimeSpan(watch.Elapsed),
    };

    /// <summary>Settings of every re-plan. <c>--changes usual</c> prices changes as the product does; without it they are free.</summary>
    public static ReplanRequest ReplanOf(IReadOnlyDictionary<string, string> options, string changes)
    {
        ReplanRequest usual = new(default(Instant));
        return usual with
        {
            Costs = options.GetValueOrDefault("--changes", changes) == "usual" ? new ChangeCosts() : ChangeCosts.Free,
            BoundSteps = options.TryGetValue("--bound-steps", out string? steps) ? int.Parse(steps) : usual.BoundSteps,
            GapGoal = options.TryGetValue("--goal", out string? goal) ? double.Parse(goal) : usual.GapGoal,
        };
    }
}
