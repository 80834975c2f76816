using NodaTime;
using Wfm.Scheduling.Replan;

namespace Wfm.PlanQuality.Intraday;

/// <summary>The words after <c>intraday</c> and <c>requests</c>.</summary>
internal static class RunOptions
{
    /// <summary>The options by name, or nothing when a folder is missing; says so.</summary>
    public static Dictionary<string, string>? Read(string[] args, string command)
    {
        Dictionary<string, string> options = [];
        for (int index = 0; index + 1 < args.Length; index += 2)
        {
            options[args[index]] = args[index + 1];
        }

        if (!options.ContainsKey("--instances") || !options.ContainsKey("--plans") || !options.TryGetValue("--out", out string? output))
        {
            Console.Error.WriteLine($"{command} needs --instances DIR, --plans DIR and --out OUT.");
            return null;
        }

        Directory.CreateDirectory(output);
        return options;
    }

    /// <summary>Settings of every re-plan. <c>--changes usual</c> prices changes as the product does; without it they are free.</summary>
    public static ReplanRequest SettingsOf(IReadOnlyDictionary<string, string> options, string changes)
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
