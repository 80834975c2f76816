using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Json;

namespace Wfm.Planning;

/// <summary>Turns people and everything that already stands about them into the agents of a problem.</summary>
internal static class AgentAssembly
{
    /// <summary>Days before and after a period whose shifts count.</summary>
    public const int BorderDays = 14;

    private const int UnitsPerHour = 2;

    public static PlanAgent[] Of(CentreToPlan centre, PlanningGrid grid, IReadOnlyList<QueueId> queues, List<Remark> notes)
    {
        ILookup<AgentId, Skill> skills = centre.Skills.Where(skill => queues.Contains(skill.Queue)).ToLookup(skill => skill.Agent);
        ILookup<AgentId, Absence> absences = centre.Absences.ToLookup(absence => absence.Agent);
        ILookup<AgentId, Meeting> meetings = centre.Meetings.ToLookup(meeting => meeting.Agent);
        ILookup<AgentId, Wish> wishes = centre.Wishes.ToLookup(wish => wish.Agent);
        ILookup<AgentId, PreviousShift> previous = centre.PreviousShifts.ToLookup(shift => shift.Agent);
        Dictionary<ContractId, Contract> contracts = centre.Contracts.ToDictionary(contract => contract.Id);
        ILookup<AgentId, PreviousShift> following = centre.FollowingShifts.ToLookup(shift => shift.Agent);
        Instant oldest = centre.Zone.AtStartOfDay(centre.Period.FirstDay.PlusDays(-BorderDays)).ToInstant();
        List<PlanAgent> agents = [];
        foreach (Agent agent in centre.Agents.OrderBy(agent => agent.Id.Value, StringComparer.Ordinal))
        {
            if (LeftOut(agent, centre, skills) is { } note)
            {
                notes.Add(note);
                continue;
            }

            AssignmentsByDay assigned = new(agent, centre, contracts);
            notes.AddRange(assigned.Notes());
            DayAbsence[] away = DaysAway(agent, assigned, [.. absences[agent.Id]], centre, grid);
            HashSet<LocalDate> awayOn = [.. away.Select(absence => absence.Date)];
            CarriedOver? carried = centre.Carried.GetValueOrDefault(agent.Id);
            agents.Add(new PlanAgent(agent.Id, agent.Contract)
            {
                Group = agent.Group,
                LaterGroups = assigned.LaterGroups(),
                HoursByWeek = assigned.HoursByWeek(OpenWeekdays(grid)),
                Skills = [.. skills[agent.Id].OrderBy(skill => skill.Priority).ThenBy(skill => skill.Queue.Value, StringComparer.Ordinal)
                    .Select(skill => new PlanSkill(skill.Queue, skill.ValidFrom, skill.ValidTo) { Priority = skill.Priority })],
                Templates = [.. centre.Templates.Where(assigned.MayUse).Select(template => template.Id).Distinct()],
                Absences = away,
                PartAbsences = [.. absences[agent.Id].SelectMany(absence => PartsOfDays(absence, awayOn, centre, grid))],
                Meetings = [.. LoansInPlan.Of(agent.Id, centre, grid), .. meetings[agent.Id].Where(meeting => !awayOn.Contains(meeting.Start.Date) && !(centre.PlacesMovableMeetings && meeting.IsMovable)).SelectMany(meeting => Placed(meeting, grid, notes))],
                Wishes = [.. wishes[agent.Id].Select(wish => new PlanWish(wish.Date, wish.Kind, wish.Strength))],
                OpeningBalance = carried?.Balance ?? Duration.Zero,
                AveragedBefore = carried?.Averaged,
                Fairness = carried?.Fairness ?? new FairnessBalance(0, 0, 0, 0),
                PreviousShifts = [.. previous[agent.Id].Select(shift => shift.Span).Where(span => span.End > oldest).OrderBy(span => span.Start)],
                FollowingShifts = [.. following[agent.Id].Select(shift => shift.Span).OrderBy(span => span.Start)],
            });
        }

        return [.. agents];
    }

    private static Remark? LeftOut(Agent agent, CentreToPlan centre, ILookup<AgentId, Skill> skills)
    {
        if (!centre.Period.Days.Any(agent.IsEmployedOn))
        {
            return Remark.Of("left-out-not-employed", $"Agent {agent.Id} ({agent.Name}) is not employed in the period: left out.");
        }

        return centre.Period.Days.Any(day => skills[agent.Id].Any(skill => skill.IsValidOn(day))) ? null
            : Remark.Of("left-out-no-skill", $"Agent {agent.Id} ({agent.Name}) has no skill for any queue of the requirement: left out.");
    }

    /// <summary>
    /// Days on which nobody could ask the person to work and that count as worked: absences, days before and after employment, and weekdays
    /// the centre is closed (red days), since hours are owed per week without holidays (helgfri vecka). The hours of a week are spread over
    /// the weekdays the centre is usually open.
    /// </summary>
    private static DayAbsence[] DaysAway(
        Agent agent, AssignmentsByDay assigned, List<Absence> absences, CentreToPlan centre, PlanningGrid grid)
    {
        IsoDayOfWeek[] weekdays = OpenWeekdays(grid);
        List<DayAbsence> away = [];
        foreach (LocalDate date in centre.Period.Days)
        {
            int index = Array.IndexOf(weekdays, date.DayOfWeek);
            bool isClosed = grid.IndexOf(date) < 0;
            if (index < 0 || (!isClosed && agent.IsEmployedOn(date) && !absences.Any(absence => Covers(absence, date, grid))))
            {
                continue;
            }

            int owed = (int)Math.Round(assigned.ContractOn(date).HoursPerWeek.TotalHours * UnitsPerHour);
            int units = (owed * (index + 1) / weekdays.Length) - (owed * index / weekdays.Length);
            away.Add(new DayAbsence(date, Duration.FromMinutes(units * 60 / UnitsPerHour)));
        }

        return [.. away];
    }

    private static IsoDayOfWeek[] OpenWeekdays(PlanningGrid grid) => [.. grid.Days.Select(day => day.Date.DayOfWeek).Distinct().Order()];

    private static bool Covers(Absence absence, LocalDate date, PlanningGrid grid)
    {
        int row = grid.IndexOf(date);
        (Instant start, Instant end) = Instants(absence.Start, absence.End, grid.Zone);
        return row >= 0 && start <= grid.Days[row].Start && end >= grid.InstantOf(row, grid.Days[row].Slots);
    }

    private static IEnumerable<Interval> PartsOfDays(Absence absence, HashSet<LocalDate> awayOn, CentreToPlan centre, PlanningGrid grid)
    {
        (Instant start, Instant end) = Instants(absence.Start, absence.End, centre.Zone);
        return
            from row in Enumerable.Range(0, grid.Days.Count)
            where !awayOn.Contains(grid.Days[row].Date)
            let opens = grid.Days[row].Start
            let closes = grid.InstantOf(row, grid.Days[row].Slots)
            where start < closes && end > opens
            select new Interval(Instant.Max(start, opens), Instant.Min(end, closes));
    }

    /// <summary>A meeting at its place in the grid. Everybody comes to it; one that can be moved is moved by the running day, not lost to a day off.</summary>
    internal static IEnumerable<PlanMeeting> Placed(Meeting meeting, PlanningGrid grid, List<Remark> notes)
    {
        LocalDate date = meeting.Start.Date;
        int row = grid.IndexOf(date);
        (Instant start, Instant end) = Instants(meeting.Start, meeting.End, grid.Zone);
        if (row >= 0 && start >= grid.Days[row].Start && end <= grid.InstantOf(row, grid.Days[row].Slots))
        {
            yield return new PlanMeeting(new Interval(start, end), meeting.Activity, meeting.IsMovable, MustAttend: true);
        }
        else if (date >= grid.FirstDate && date < grid.EndDate)
        {
            notes.Add(Remark.Of("meeting-outside", $"Agent {meeting.Agent} has a meeting at {meeting.Start:uuuu-MM-dd HH:mm}, outside the opening of that day: left out."));
        }
    }

    private static (Instant Start, Instant End) Instants(LocalDateTime start, LocalDateTime end, DateTimeZone zone) =>
        (start.InZone(zone, WallClock.Earliest).ToInstant(), end.InZone(zone, WallClock.Latest).ToInstant());
}
