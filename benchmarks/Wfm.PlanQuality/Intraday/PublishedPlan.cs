using Wfm.PlanQuality.Periods;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Intraday;

/// <summary>A generated centre with a plan of it, as read from the two files.</summary>
/// <param name="Name">Name of the instance.</param>
/// <param name="Centre">The centre's file.</param>
/// <param name="Problem">The same as the engine's problem.</param>
/// <param name="Schedule">The plan.</param>
internal sealed record PublishedPlan(string Name, Centre Centre, SchedulingProblem Problem, DraftSchedule Schedule)
{
    /// <summary>Every instance of a folder that has a plan in the other, by name.</summary>
    public static IEnumerable<PublishedPlan> ReadAll(IReadOnlyDictionary<string, string> options)
    {
        foreach (string path in Directory.GetFiles(options["--instances"], "*.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            string plan = Path.Combine(options["--plans"], $"{name}.csv");
            if (File.Exists(plan) && (!options.TryGetValue("--only", out string? only) || only == name))
            {
                yield return Read(name, path, plan);
            }
        }
    }

    /// <summary>Ten different days, drawn by the seed; fewer when the plan has fewer.</summary>
    public int[] DrawDays(Random random)
    {
        int[] days = [.. Enumerable.Range(0, Centre.Days)];
        random.Shuffle(days);
        return [.. days.Take(10)];
    }

    /// <summary>First slot of the given hour.</summary>
    public int SlotAt(int hour) =>
        (hour * 60 - int.Parse(Centre.Opens.Split(':')[0]) * 60 - int.Parse(Centre.Opens.Split(':')[1])) / Centre.IntervalMinutes;

    private static PublishedPlan Read(string name, string path, string plan)
    {
        Centre centre = Centre.Read(path);
        SchedulingProblem problem = CentreProblem.Of(centre);
        DayShift?[][] rows = [.. centre.Agents.Select(_ => new DayShift?[centre.Days])];
        Dictionary<int, int> numbers = centre.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary();
        foreach (string line in File.ReadLines(plan).Skip(1))
        {
            string[] cells = line.Split(',');
            int Number(int at) => cells[at].Length == 0 ? DayShift.None : int.Parse(cells[at]);
            rows[numbers[Number(0)]][Number(1)] = new DayShift(
                Number(2), Number(3), Number(4), Math.Max(0, Number(5)), Number(6), Number(7), 1);
        }

        return new PublishedPlan(name, centre, problem, new DraftSchedule(rows));
    }
}
