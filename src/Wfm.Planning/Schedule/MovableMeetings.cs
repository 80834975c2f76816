using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Movable meetings as time to be placed anew: on the same day, as long, where callers miss least; until then they stand where they are, and their people are at work.</summary>
/// <remarks>
/// A meeting several people have at the same time stays one of all of them together; trainings and the like are placed for each person alone.
/// A meeting stays where it is when one of its people has that day held by hand or promised, is called in by the hour or not in the plan, and when its day is not open all of it.
/// Whoever is away that day is left out.
/// </remarks>
internal static class MovableMeetings
{
    private const int MostTold = 10;

    /// <summary>What is to be placed, and the people with the meetings that stay.</summary>
    public static (IReadOnlyList<PlanActivity> Activities, PlanAgent[] Agents) Of(CentreToPlan centre, PlanningGrid grid, PlanAgent[] agents, List<Remark> notes)
    {
        Dictionary<AgentId, HashSet<LocalDate>> away = agents.ToDictionary(agent => agent.Id, agent => agent.Absences.Select(absence => absence.Date).ToHashSet());
        bool IsAway(Meeting meeting) => away.TryGetValue(meeting.Agent, out HashSet<LocalDate>? days) && days.Contains(meeting.Start.Date);
        HashSet<ContractId> calledIn = [.. centre.Contracts.Where(contract => contract.Rules.IsCalledIn).Select(contract => contract.Id)];
        HashSet<AgentId> planned = [.. agents.Where(agent => !calledIn.Contains(agent.Contract)).Select(agent => agent.Id)];
        bool Stays(Meeting meeting) => !planned.Contains(meeting.Agent) || centre.HeldDays.Contains((meeting.Agent, meeting.Start.Date));
        List<PlanActivity> placed = [];
        List<Meeting> staying = [];
        var movable =
            from meeting in centre.Meetings
            where meeting.IsMovable && grid.IndexOf(meeting.Start.Date) >= 0 && !IsAway(meeting)
            group meeting by (meeting.Start, meeting.End, meeting.Activity) into same
            orderby same.Key.Start, same.Key.End, same.Key.Activity
            select same;
        foreach (var same in movable)
        {
            bool isShared = same.Key.Activity == ActivityKind.Meeting && same.Select(meeting => meeting.Agent).Distinct().Skip(1).Any();
            int minutes = Minutes(same.Key.Start, same.Key.End, grid);
            Instant? stands = StandsAt(same.Key.Start, minutes, grid);
            ILookup<bool, Meeting> stays = same.ToLookup(meeting => stands is null || (isShared ? same.Any(Stays) : Stays(meeting)));
            staying.AddRange(stays[true]);
            AgentId[] own = [.. stays[false].Select(meeting => meeting.Agent).Distinct().OrderBy(agent => agent.Value, StringComparer.Ordinal)];
            if (own.Length > 0)
            {
                placed.Add(new PlanActivity($"{same.Key.Activity.ToString().ToLowerInvariant()}-{same.Key.Start:uuuu-MM-dd}-{placed.Count + 1}", same.Key.Activity, own, minutes)
                {
                    IsTogether = isShared,
                    From = same.Key.Start.Date,
                    To = same.Key.Start.Date,
                    Stands = stands,
                });
            }
        }

        ILookup<AgentId, Meeting> left = staying.ToLookup(meeting => meeting.Agent);
        return (placed, [.. agents.Select(agent => left.Contains(agent.Id) ? agent with { Meetings = [.. agent.Meetings, .. left[agent.Id].SelectMany(meeting => AgentAssembly.Placed(meeting, grid, notes))] } : agent)]);
    }

    /// <summary>The meetings whose place is another than before, in words: how many, and the first ten of them. Publishing tells each person of their own.</summary>
    /// <param name="problem">The problem, with the meetings to be placed.</param>
    /// <param name="placed">Where they lie now.</param>
    public static IEnumerable<Remark> Told(SchedulingProblem problem, IReadOnlyList<PlacedActivity> placed)
    {
        Dictionary<string, PlanActivity> asked = problem.Activities.ToDictionary(activity => activity.Id);
        string Local(Instant instant, string pattern) => instant.InZone(problem.Grid.Zone).ToString(pattern, System.Globalization.CultureInfo.InvariantCulture);
        string[] moved =
        [
            .. from block in placed
               let before = asked[block.Activity].Stands
               where before is not null && before != block.Span.Start
               orderby block.Span.Start
               select $"{string.Join(' ', block.Agents)} {Local(before.Value, "uuuu-MM-dd HH:mm")} → {Local(block.Span.Start, "HH:mm")}",
        ];
        string told = string.Join(", ", moved.Take(MostTold)) + (moved.Length > MostTold ? " …" : "");
        return moved.Length == 0 ? [] : [Remark.Of("meetings-moved", $"{moved.Length} movable meetings lie at another time of their day than before, where callers miss less: {told}.")];
    }

    // On the slot it begins in; nowhere when its day is not open that long.
    private static Instant? StandsAt(LocalDateTime start, int minutes, PlanningGrid grid)
    {
        int row = grid.IndexOf(start.Date);
        Instant begins = start.InZone(grid.Zone, WallClock.Earliest).ToInstant();
        int slot = begins < grid.Days[row].Start ? -1 : grid.SlotFloor(row, begins);
        return slot >= 0 && slot + (minutes / grid.SlotMinutes) <= grid.Days[row].Slots ? grid.InstantOf(row, slot) : null;
    }

    private static int Minutes(LocalDateTime start, LocalDateTime end, PlanningGrid grid) =>
        Math.Max(1, (int)Math.Ceiling(Period.Between(start, end, PeriodUnits.Minutes).Minutes / (double)grid.SlotMinutes)) * grid.SlotMinutes;
}
