using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Staff meetings of a whole group (APT), short meetings in between, training passes and the support group's own work.</summary>
internal sealed class MeetingPlan
{
    private readonly CentreProfile _centre;
    private readonly SchedulePeriod _period;
    private readonly CentreCalendar _calendar;
    private readonly IReadOnlyList<Agent> _agents;
    private readonly ILookup<AgentId, Absence> _absences;
    private readonly List<Meeting> _meetings = [];

    private MeetingPlan(CentreProfile centre, SchedulePeriod period, CentreCalendar calendar, IReadOnlyList<Agent> agents, IReadOnlyList<Absence> absences)
    {
        _centre = centre;
        _period = period;
        _calendar = calendar;
        _agents = agents;
        _absences = absences.ToLookup(absence => absence.Agent);
    }

    public static IReadOnlyList<Meeting> Call(
        int seed, CentreProfile centre, SchedulePeriod period, CentreCalendar calendar, IReadOnlyList<Agent> agents, IReadOnlyList<Absence> absences)
    {
        MeetingPlan plan = new(centre, period, calendar, agents, absences);
        plan.GroupMeetings();
        plan.TrainingPasses(new SampleRandom(seed, "training"));
        plan.SupportWork();
        return [.. plan._meetings.OrderBy(meeting => meeting.Agent.Value, StringComparer.Ordinal).ThenBy(meeting => meeting.Start)];
    }

    // Groups meet at different times, so that the others can take their calls.
    private void GroupMeetings()
    {
        for (int group = 0; group < _centre.Groups.Count; group++)
        {
            Agent[] members = [.. _agents.Where(agent => agent.Group == _centre.Groups[group].Id)];
            for (int week = 0; week < _period.Weeks; week++)
            {
                LocalDate monday = _period.FirstDay.PlusWeeks(week);
                LocalTime weekly = new LocalTime(14, 30).PlusMinutes(30 * (group % 3));
                if (week % _centre.WeeksBetweenShortMeetings == group % _centre.WeeksBetweenShortMeetings)
                {
                    Gather(members, monday.PlusDays(2 + (group % 2)), weekly, 30, ActivityKind.Meeting);
                }

                if (week % _centre.WeeksBetweenStaffMeetings == group % _centre.WeeksBetweenStaffMeetings)
                {
                    Gather(members, monday.PlusDays(1), new LocalTime(15, 0), _centre.StaffMeetingMinutes, ActivityKind.Meeting);
                }
            }
        }
    }

    // Twenty minutes of e-learning, booked as two quarters, wherever calls allow.
    private void TrainingPasses(SampleRandom random)
    {
        foreach (Agent agent in _agents)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                LocalDate day = _calendar.NextOpen(_period.FirstDay.PlusDays((pass * 35) + random.Below(28)));
                Gather([agent], day, new LocalTime(14, 0).PlusMinutes(15 * random.Below(3)), 30, ActivityKind.Training, movable: true);
            }
        }
    }

    // The support group coaches and administrates most mornings; it answers calls the rest of the day.
    private void SupportWork()
    {
        foreach (Agent agent in _agents.Where(agent => agent.Group.Value == _centre.SupportGroup))
        {
            foreach (LocalDate day in _period.Days.Where(day => day.DayOfWeek is IsoDayOfWeek.Monday or IsoDayOfWeek.Thursday))
            {
                ActivityKind kind = day.DayOfWeek == IsoDayOfWeek.Monday ? ActivityKind.Administration : ActivityKind.Coaching;
                Gather([agent], day, new LocalTime(9, 0), 90, kind, movable: true);
            }
        }
    }

    private void Gather(
        IEnumerable<Agent> people, LocalDate day, LocalTime from, int minutes, ActivityKind kind, bool movable = false)
    {
        if (!_calendar.IsOpen(day) || _calendar.ClosesAt(day) < from.PlusMinutes(minutes))
        {
            return;
        }

        LocalDateTime start = day.At(from), end = start.PlusMinutes(minutes);
        foreach (Agent agent in people.Where(agent => agent.IsEmployedOn(day) && IsFree(agent.Id, start, end)))
        {
            _meetings.Add(new Meeting(agent.Id, start, end, kind, movable));
        }
    }

    private bool IsFree(AgentId agent, LocalDateTime start, LocalDateTime end) =>
        !_absences[agent].Any(absence => absence.Start.Date <= start.Date && absence.End > start.Date.AtMidnight())
        && !_meetings.Any(meeting => meeting.Agent == agent && meeting.Start < end && meeting.End > start);
}
