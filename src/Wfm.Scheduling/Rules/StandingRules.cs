using System.Globalization;
using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>Nobody works on a day of absence.</summary>
public sealed class AbsenceRule : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Absence";

    /// <inheritdoc/>
    public string Paragraph => "granted absence";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from absence in schedule.Person.Absences
        where schedule.On(absence.Date) is not null
        select new RuleViolation(Name, Paragraph, schedule.Person.Id, absence.Date, 1, "works on a day of absence.");
}

/// <summary>Meetings lie inside the shift of their day, lunch and breaks beside them.</summary>
public sealed class MeetingRule : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Meetings";

    /// <inheritdoc/>
    public string Paragraph => "planned activity";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        PlanningGrid grid = schedule.Problem.Grid;
        foreach (PlanMeeting meeting in schedule.Person.Meetings)
        {
            int day = RowOf(grid, meeting.Span);
            if (day < 0)
            {
                continue;
            }

            LocalDate date = grid.Days[day].Date;
            WorkedShift? shift = schedule.On(date);
            bool mayBeOff = !meeting.MustAttend || schedule.Person.Absences.Any(absence => absence.Date == date)
                || schedule.Person.Locks.Any(dayLock => dayLock.Date == date && dayLock.Shift is null);
            if (shift is null ? !mayBeOff : !Fits(shift, meeting.Span))
            {
                yield return new RuleViolation(
                    Name, Paragraph, schedule.Person.Id, date, 1,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the meeting at {meeting.Span.Start.InZone(grid.Zone).LocalDateTime:HH:mm} does not lie in the shift beside lunch and breaks."))
                {
                    Facts = FormattableString.Invariant($"{meeting.Span.Start.InZone(grid.Zone).LocalDateTime:HH:mm}"),
                };
            }
        }
    }

    private static int RowOf(PlanningGrid grid, Interval span)
    {
        for (int day = 0; day < grid.Days.Count; day++)
        {
            if (span.End > grid.Days[day].Start && span.Start < grid.InstantOf(day, grid.Days[day].Slots))
            {
                return day;
            }
        }

        return -1;
    }

    private static bool Fits(WorkedShift shift, Interval meeting) =>
        shift.Start <= meeting.Start && shift.End >= meeting.End
        && shift.Pauses.All(pause => pause.End <= meeting.Start || pause.Start >= meeting.End);
}

/// <summary>Days the planner fixed stay as they are.</summary>
public sealed class LockRule : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Locks";

    /// <inheritdoc/>
    public string Paragraph => "planner";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from dayLock in schedule.Person.Locks
        where schedule.Problem.Grid.IndexOf(dayLock.Date) >= 0 && schedule.On(dayLock.Date)?.Slots != dayLock.Shift
        select new RuleViolation(
            Name, Paragraph, schedule.Person.Id, dayLock.Date, 1,
            dayLock.Shift is null ? "works on a day locked as a day off." : "the locked shift is not kept.")
        {
            Facts = dayLock.Shift is null ? "off" : "shift",
        };
}

/// <summary>A published day stays as it is when less notice is left than people are owed, unless absence or a lock changes it.</summary>
public sealed class NoticeRule : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Notice of changes";

    /// <inheritdoc/>
    public string Paragraph => "ATL 12 §";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule)
    {
        int agent = schedule.Problem.Agents.ToList().FindIndex(person => person.Id == schedule.Person.Id);
        return schedule.Problem.Published is not { } published || agent < 0
            ? []
            : from day in Enumerable.Range(0, schedule.Problem.Grid.Days.Count)
              let date = schedule.Problem.Grid.Days[day].Date
              where published.IsShortNotice(date)
                  && !schedule.Person.Absences.Any(absence => absence.Date == date) && !schedule.Person.Locks.Any(dayLock => dayLock.Date == date)
                  && schedule.On(date)?.Slots != published.Shifts.ShiftOf(agent, day)
              select new RuleViolation(
                  Name, Paragraph, schedule.Person.Id, date, 1,
                  string.Create(CultureInfo.InvariantCulture, $"differs from the published day; {published.NoticeDays} days of notice required."))
              {
                  Facts = FormattableString.Invariant($"{published.NoticeDays}"),
              };
    }
}

/// <summary>Nobody works on a day without any skill, unless the planner locked the shift.</summary>
public sealed class SkillRule : IScheduleRule
{
    /// <inheritdoc/>
    public string Name => "Skills";

    /// <inheritdoc/>
    public string Paragraph => "skills";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(AgentSchedule schedule) =>
        from shift in schedule.Planned
        where !schedule.Person.Skills.Any(skill => skill.HoldsOn(shift.Date))
            && !schedule.Person.Locks.Any(dayLock => dayLock.Date == shift.Date && dayLock.Shift is not null)
        select new RuleViolation(Name, Paragraph, schedule.Person.Id, shift.Date, 1, "works on a day without any skill.");
}

/// <summary>Every queue has its least people in every slot (the visit desk).</summary>
public sealed class MinimumPostsRule : IUnitRule
{
    /// <inheritdoc/>
    public string Name => "Minimum posts";

    /// <inheritdoc/>
    public string Paragraph => "opening hours";

    /// <inheritdoc/>
    public IEnumerable<RuleViolation> Violations(UnitSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        PlanningGrid grid = schedule.Problem.Grid;
        foreach (QueueDay demand in schedule.Problem.Demand.Where(demand => demand.MinimumPosts is not null))
        {
            int day = grid.IndexOf(demand.Date);
            int queue = schedule.Problem.Queues.ToList().IndexOf(demand.Queue);
            for (int slot = 0; day >= 0 && slot < demand.MinimumPosts!.Count; slot++)
            {
                int staff = schedule.Coverage.Staff(day, slot, queue);
                if (staff < demand.MinimumPosts[slot])
                {
                    yield return new RuleViolation(
                        Name, Paragraph, null, demand.Date, demand.MinimumPosts[slot] - staff,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{staff} people on {demand.Queue} at {grid.LocalTimeOf(day, slot):HH:mm}; at least {demand.MinimumPosts[slot]} required."))
                    {
                        Facts = FormattableString.Invariant($"{staff}|{demand.Queue}|{grid.LocalTimeOf(day, slot):HH:mm}|{demand.MinimumPosts[slot]}|{grid.LocalTimeOf(day, slot + 1):HH:mm}"),
                    };
                }
            }
        }
    }
}
