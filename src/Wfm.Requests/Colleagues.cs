using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Who else of the group is away from calls while a change lasts.</summary>
internal static class Colleagues
{
    public static IReadOnlyList<ColleagueAway> Away(PreparedPlan plan, ScheduleEdit edit, IReadOnlyList<(PreparedDay Before, ChangedDay After)> days)
    {
        HashSet<int> touched = [.. edit.People.Select(person => person.Agent), .. edit.Loans.Select(loan => loan.Agent)];
        List<ColleagueAway> away = [];
        foreach ((PreparedDay before, ChangedDay after) in days)
        {
            PlanningGrid grid = plan.Problem.Grid;
            int row = before.Day.Day;
            int first = Array.FindIndex(after.Change, change => change is not null), last = Array.FindLastIndex(after.Change, change => change is not null);
            Interval span = new(grid.InstantOf(row, first), grid.InstantOf(row, last + 1));
            HashSet<string> groups = [.. touched.Select(agent => GroupOf(plan, before, agent))];
            for (int agent = 0; agent < plan.Problem.Agents.Count; agent++)
            {
                if (!touched.Contains(agent) && groups.Contains(GroupOf(plan, before, agent)))
                {
                    away.AddRange(Of(plan, agent, row, span));
                }
            }
        }

        return away;
    }

    /// <summary>The answer group; where the problem does not say, the people who take the same queues.</summary>
    public static string GroupOf(PreparedPlan plan, PreparedDay day, int agent) =>
        plan.Problem.Agents[agent].GroupOn(plan.Problem.Grid.Days[day.Day.Day].Date) is { } group ? $"group {group}" : $"queues {day.Day.GroupsOfDay.GroupOf(agent)}";

    private static IEnumerable<ColleagueAway> Of(PreparedPlan plan, int agent, int row, Interval span)
    {
        PlanAgent person = plan.Problem.Agents[agent];
        if (person.Absences.Any(absence => absence.Date == plan.Problem.Grid.Days[row].Date))
        {
            return [new ColleagueAway(person.Id, span, ActivityKind.Absence)];
        }

        return plan.Schedule.ShiftOf(agent, row) is not { } shift
            ? []
            : ShiftPieces.Of(plan.Problem, person, row, shift).Activities
                .Where(activity => activity.Kind is not (ActivityKind.Contacts or ActivityKind.Lunch or ActivityKind.Break)
                    && activity.Span.Start < span.End && activity.Span.End > span.Start)
                .Select(activity => new ColleagueAway(
                    person.Id, new Interval(Instant.Max(activity.Span.Start, span.Start), Instant.Min(activity.Span.End, span.End)), activity.Kind));
    }
}
