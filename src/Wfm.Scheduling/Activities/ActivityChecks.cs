using System.Globalization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Activities;

/// <summary>What must be mended in the activities of a problem.</summary>
internal static class ActivityChecks
{
    public static IEnumerable<ProblemFinding> Of(SchedulingProblem problem)
    {
        foreach (IGrouping<string, PlanActivity> twice in problem.Activities.GroupBy(activity => activity.Id).Where(group => group.Count() > 1))
        {
            yield return new ProblemFinding("activities", $"{twice.Key} {twice.Count()} times", "every code once");
        }

        for (int index = 0; index < problem.Activities.Count; index++)
        {
            foreach (ProblemFinding finding in Of(problem, problem.Activities[index], $"activities[{index}]"))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<ProblemFinding> Of(SchedulingProblem problem, PlanActivity activity, string path)
    {
        int slot = problem.Grid.SlotMinutes;
        if (activity.Kind is ActivityKind.Contacts or ActivityKind.Lunch or ActivityKind.Break or ActivityKind.Absence)
        {
            yield return new ProblemFinding($"{path}.kind", activity.Kind.ToString(), "meeting, training, coaching, administration or back_office");
        }

        if (activity.Agents.Count == 0 || activity.Agents.Distinct().Count() != activity.Agents.Count)
        {
            yield return new ProblemFinding($"{path}.agents", $"{activity.Agents.Count} agents", "at least one, each once");
        }

        foreach (AgentId agent in activity.Agents.Where(id => !problem.Agents.Any(agent => agent.Id == id)))
        {
            yield return new ProblemFinding($"{path}.agents", agent.Value, "one of the problem's agents");
        }

        if (activity.Minutes < slot || activity.Minutes % slot != 0)
        {
            yield return new ProblemFinding($"{path}.minutes", Text(activity.Minutes), $"a positive multiple of {slot}");
        }

        if (activity.MinBlockMinutes is { } least && (least < slot || least % slot != 0))
        {
            yield return new ProblemFinding($"{path}.min_block_minutes", Text(least), $"a positive multiple of {slot}");
        }

        if (activity.MaxBlockMinutes is { } most && (most % slot != 0 || most < (activity.MinBlockMinutes ?? activity.Minutes)))
        {
            yield return new ProblemFinding($"{path}.max_block_minutes", Text(most), $"a multiple of {slot}, not below the shortest block");
        }
        else if (!CanBeCut(activity, slot))
        {
            yield return new ProblemFinding(
                $"{path}.minutes", Text(activity.Minutes), $"a sum of blocks of {activity.ShortestBlock} to {activity.LongestBlock} minutes");
        }

        if (activity.Stands is { } stands && (activity.IsWeekly || activity.LongestBlock < activity.Minutes || !FitsAt(problem, activity, stands)))
        {
            yield return new ProblemFinding($"{path}.stands", stands.ToString("uuuu-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture), "the start of a slot from which one block of all the time lies in the window and in opening hours");
        }

        if (activity.MostCost is < 0 or double.NaN)
        {
            yield return new ProblemFinding($"{path}.most_cost", Text(activity.MostCost.Value), "0 or more");
        }
    }

    private static bool FitsAt(SchedulingProblem problem, PlanActivity activity, Instant start)
    {
        PlanningGrid grid = problem.Grid;
        int day = PlacedActivities.RowOf(grid, start);
        int slot = day < 0 ? -1 : grid.SlotFloor(day, start);
        int end = slot + (activity.Minutes / grid.SlotMinutes);
        return day >= 0 && grid.InstantOf(day, slot) == start && end <= grid.Days[day].Slots && PlacedActivities.IsInWindow(problem, activity, day, slot, end);
    }

    private static bool CanBeCut(PlanActivity activity, int slot)
    {
        int shortest = Math.Max(slot, activity.ShortestBlock);
        int blocks = activity.Minutes / shortest;
        return blocks * activity.LongestBlock >= activity.Minutes;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
