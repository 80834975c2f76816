using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Movable meetings of the people files as time to be placed anew: on the same day, as long, where callers miss least.</summary>
/// <remarks>A meeting several people have at the same time stays one of all of them together; trainings and the like are placed for each person alone.</remarks>
internal static class MovableMeetings
{
    /// <summary>Whoever is away that day, or not in the plan, is left out.</summary>
    public static IReadOnlyList<PlanActivity> Of(CentreToPlan centre, PlanningGrid grid, IReadOnlyList<PlanAgent> agents)
    {
        Dictionary<AgentId, HashSet<LocalDate>> away = agents.ToDictionary(agent => agent.Id, agent => agent.Absences.Select(absence => absence.Date).ToHashSet());
        var movable =
            from meeting in centre.Meetings
            where meeting.IsMovable && grid.IndexOf(meeting.Start.Date) >= 0 && away.TryGetValue(meeting.Agent, out HashSet<LocalDate>? days) && !days.Contains(meeting.Start.Date)
            group meeting.Agent by (meeting.Start, meeting.End, meeting.Activity) into same
            orderby same.Key.Start, same.Key.End, same.Key.Activity
            select (same.Key.Start, same.Key.End, same.Key.Activity, Agents: same.Distinct().OrderBy(agent => agent.Value, StringComparer.Ordinal).ToArray());
        return
        [
            .. movable.Select((meeting, number) => new PlanActivity(
                $"{meeting.Activity.ToString().ToLowerInvariant()}-{meeting.Start:uuuu-MM-dd}-{number + 1}", meeting.Activity, meeting.Agents, Minutes(meeting.Start, meeting.End, grid))
            {
                IsTogether = meeting.Activity == ActivityKind.Meeting && meeting.Agents.Length > 1,
                From = meeting.Start.Date,
                To = meeting.Start.Date,
            }),
        ];
    }

    private static int Minutes(LocalDateTime start, LocalDateTime end, PlanningGrid grid) =>
        Math.Max(1, (int)Math.Ceiling(Period.Between(start, end, PeriodUnits.Minutes).Minutes / (double)grid.SlotMinutes)) * grid.SlotMinutes;
}
