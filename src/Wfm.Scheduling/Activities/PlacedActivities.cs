using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Activities;

/// <summary>Placed activities seen as fixed meetings of the people who take part.</summary>
internal static class PlacedActivities
{
    /// <summary>The problem in which the placed blocks stand fixed and nothing is left to place.</summary>
    public static SchedulingProblem Apply(SchedulingProblem problem, IReadOnlyList<PlacedActivity> placed)
    {
        if (placed.Count == 0)
        {
            return problem with { Activities = [] };
        }

        ILookup<AgentId, PlanMeeting> meetings = placed
            .SelectMany(block => block.Agents.Select(agent => (agent, meeting: new PlanMeeting(block.Span, block.Kind, false, true))))
            .ToLookup(pair => pair.agent, pair => pair.meeting);
        return problem with
        {
            Activities = [],
            Agents = [.. problem.Agents.Select(agent => meetings.Contains(agent.Id) ? agent with { Meetings = [.. agent.Meetings, .. meetings[agent.Id]] } : agent)],
        };
    }

    /// <summary>The blocks that stand somewhere before any place is sought: of everybody together, or of each alone.</summary>
    public static IReadOnlyList<PlacedActivity> Standing(SchedulingProblem problem) =>
    [
        .. from activity in problem.Activities
           from start in activity.Stands is { } stands ? new[] { stands } : []
           let span = new Interval(start, start + Duration.FromMinutes(activity.Minutes))
           from party in activity.IsTogether ? [activity.Agents] : activity.Agents.Select(agent => (IReadOnlyList<AgentId>)[agent])
           select new PlacedActivity(activity.Id, activity.Kind, party, span),
    ];

    /// <summary>The stretches in which an activity's minutes are wanted: the whole window, or each week of it.</summary>
    public static IReadOnlyList<(LocalDate From, LocalDate To)> Stretches(SchedulingProblem problem, PlanActivity activity)
    {
        PlanningGrid grid = problem.Grid;
        LocalDate first = activity.From is { } wanted && wanted > grid.FirstDate ? wanted : grid.FirstDate;
        LocalDate end = grid.EndDate.PlusDays(-1);
        LocalDate last = activity.To is { } latest && latest < end ? latest : end;
        if (!activity.IsWeekly)
        {
            return [(first, last)];
        }

        return
        [
            .. Enumerable.Range(0, grid.Weeks).Select(week => grid.FirstDate.PlusDays(7 * week))
                .Where(monday => monday <= last && monday.PlusDays(6) >= first)
                .Select(monday => (LocalDate.Max(monday, first), LocalDate.Min(monday.PlusDays(6), last))),
        ];
    }

    /// <summary>Row of the grid in which a moment lies; −1 outside opening hours.</summary>
    public static int RowOf(PlanningGrid grid, Instant moment)
    {
        for (int day = 0; day < grid.Days.Count; day++)
        {
            if (moment >= grid.Days[day].Start && moment < grid.InstantOf(day, grid.Days[day].Slots))
            {
                return day;
            }
        }

        return -1;
    }

    /// <summary>Whether a block lies in the activity's window of dates and of the wall clock.</summary>
    public static bool IsInWindow(SchedulingProblem problem, PlanActivity activity, int day, int start, int end)
    {
        PlanningGrid grid = problem.Grid;
        LocalDate date = grid.Days[day].Date;
        return (activity.From is not { } from || date >= from) && (activity.To is not { } to || date <= to)
            && (activity.Earliest is not { } earliest || grid.InstantOf(day, start) >= grid.InstantOf(day, earliest))
            && (activity.Latest is not { } latest || grid.InstantOf(day, end) <= grid.InstantOf(day, latest));
    }
}
