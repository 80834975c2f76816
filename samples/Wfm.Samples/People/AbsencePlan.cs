using NodaTime;
using NodaTime.Calendars;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The absences known when planning: holidays around sportlov, leaves, and single days.</summary>
internal sealed class AbsencePlan
{
    private readonly SampleRandom _random;
    private readonly SchedulePeriod _period;
    private readonly CentreCalendar _calendar;
    private readonly List<Absence> _absences = [];
    private readonly HashSet<(AgentId Agent, LocalDate Date)> _taken = [];

    private AbsencePlan(int seed, SchedulePeriod period, CentreCalendar calendar)
    {
        _random = new SampleRandom(seed, "absences");
        _period = period;
        _calendar = calendar;
    }

    public static IReadOnlyList<Absence> Grant(int seed, IReadOnlyList<Agent> agents, SchedulePeriod period, CentreCalendar calendar)
    {
        AbsencePlan plan = new(seed, period, calendar);
        plan.LongLeaves(plan._random.Shuffled(agents.Where(agent => agent.IsEmployedOn(period.FirstDay) && agent.IsEmployedOn(period.LastDay))));
        plan.Sportlov(agents);
        plan.SingleDays(agents);
        return [.. plan._absences.OrderBy(absence => absence.Agent.Value, StringComparer.Ordinal).ThenBy(absence => absence.Start)];
    }

    private void LongLeaves(IReadOnlyList<Agent> agents)
    {
        Add(agents[0], _period.FirstDay, _period.LastDay, AbsenceCategory.ParentalLeave);
        Add(agents[1], _period.FirstDay.PlusWeeks(5), _period.LastDay, AbsenceCategory.ParentalLeave);
        Add(agents[2], _period.FirstDay.PlusWeeks(2), _period.FirstDay.PlusWeeks(6).PlusDays(-1), AbsenceCategory.LeaveOfAbsence);
        Add(agents[3], _period.FirstDay, _period.FirstDay.PlusWeeks(3).PlusDays(-1), AbsenceCategory.Sick);
        Add(agents[4], _period.FirstDay.PlusDays(1), _period.FirstDay.PlusDays(1), AbsenceCategory.CareOfChild);
        Add(agents[5], _period.FirstDay.PlusDays(37), _period.FirstDay.PlusDays(37), AbsenceCategory.Other);
    }

    // Winter holiday week of the schools: every seventh person is away all of it.
    private void Sportlov(IReadOnlyList<Agent> agents)
    {
        LocalDate monday = WeekYearRules.Iso.GetLocalDate(_period.FirstDay.Year, 9, IsoDayOfWeek.Monday);
        if (monday < _period.FirstDay || monday > _period.LastDay)
        {
            monday = _period.FirstDay.PlusWeeks(7);
        }

        foreach (Agent agent in _random.Shuffled(agents).Take(agents.Count / 7))
        {
            Add(agent, monday, monday.PlusDays(4), AbsenceCategory.Vacation);
        }
    }

    private void SingleDays(IReadOnlyList<Agent> agents)
    {
        foreach (Agent agent in _random.Shuffled(agents).Take(agents.Count / 2))
        {
            LocalDate day = _calendar.NextOpen(_period.FirstDay.PlusDays(_random.Below((_period.Weeks * 7) - 6)));
            Add(agent, day, day.PlusDays(_random.Below(3)), AbsenceCategory.Vacation);
        }

        foreach (Agent agent in _random.Shuffled(agents).Take(5))
        {
            LocalDate day = _calendar.NextOpen(_period.FirstDay.PlusDays(_random.Below((_period.Weeks * 7) - 6)));
            if (IsFree(agent, day))
            {
                _taken.Add((agent.Id, day));
                _absences.Add(new Absence(agent.Id, day.At(new LocalTime(13, 0)), day.At(new LocalTime(17, 0)), AbsenceCategory.TimeOffInLieu));
            }
        }
    }

    private void Add(Agent agent, LocalDate from, LocalDate to, AbsenceCategory category)
    {
        LocalDate[] days = [.. Enumerable.Range(0, Period.DaysBetween(from, to) + 1).Select(from.PlusDays)];
        if (to <= _period.LastDay && days.All(day => IsFree(agent, day)))
        {
            _taken.UnionWith(days.Select(day => (agent.Id, day)));
            _absences.Add(new Absence(agent.Id, from.AtMidnight(), to.PlusDays(1).AtMidnight(), category));
        }
    }

    private bool IsFree(Agent agent, LocalDate day) => agent.IsEmployedOn(day) && !_taken.Contains((agent.Id, day));
}
