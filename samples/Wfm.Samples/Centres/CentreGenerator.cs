using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>Grows a centre from its profile and a seed.</summary>
internal static class CentreGenerator
{
    /// <summary>Weeks in the period to plan.</summary>
    public const int PeriodWeeks = 10;

    /// <summary>Weeks between the planning date and the period: notice is given at least two weeks ahead.</summary>
    public const int WeeksAhead = 4;

    /// <summary>Weeks before the planning date whose staffing is on record.</summary>
    public const int StaffedWeeks = 8;

    public static SampleCentre Create(CentreProfile centre, int seed, LocalDate firstPlannedMonday, int historyYears)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(historyYears);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(historyYears, 10);
        SchedulePeriod period = new(firstPlannedMonday, PeriodWeeks);
        LocalDate planning = firstPlannedMonday.PlusWeeks(-WeeksAhead);
        LocalDate from = planning.PlusYears(-historyYears).PlusDays(1).Previous(IsoDayOfWeek.Monday);
        BusinessUnit unit = new(centre.UnitName, DateTimeZoneProviders.Tzdb["Europe/Stockholm"], Duration.FromMinutes(15));
        CentreCalendar calendar = new(from, period.LastDay);
        IReadOnlyList<Agent> agents = Staff.Hire(seed, centre, period);
        IReadOnlyList<Skill> skills = SkillPlan.Train(seed, centre, agents);
        FloorPlan floor = new(seed, centre, agents, skills);
        Demand demand = new(seed, centre, unit, calendar, floor, from, planning, period);
        IReadOnlyList<Absence> absences = AbsencePlan.Grant(seed, agents, period, calendar);
        return new SampleCentre
        {
            Name = centre.Name,
            Seed = seed,
            Unit = unit,
            Period = period,
            PlanningDate = planning,
            HistoryFrom = from,
            Groups = centre.Groups,
            Queues = centre.Queues,
            SpecialDays = calendar.SpecialDays,
            Events = demand.PlannedEvents,
            History = demand.History,
            Faults = Faults(centre, planning, calendar),
            Contracts = ContractTable.Contracts,
            ShiftTemplates = ContractTable.ShiftTemplates,
            Agents = agents,
            Skills = skills,
            Mail = MailPlan.Of(centre.MailFactor, period, calendar),
            Staffing = StaffingRecord.Of(floor, unit, calendar, planning.PlusWeeks(-StaffedWeeks), planning),
            Absences = absences,
            Meetings = MeetingPlan.Call(seed, centre, period, calendar, agents, absences),
            Wishes = WishPlan.Wishes(seed, agents, period, calendar),
            PreviousShifts = PreviousPlan.Worked(seed, unit, agents, absences, period, calendar),
            Requests = WishPlan.Requests(seed, agents, period, planning, calendar),
            Truth = demand.Truth,
            BadDay = BadDayPlan.Of(seed, unit, period, calendar, floor, agents, absences, demand.Rates),
        };
    }

    private static IReadOnlyList<DataFault> Faults(CentreProfile centre, LocalDate planning, CentreCalendar calendar) =>
    [
        new(DataFaultKind.Outage, calendar.NextOpen(planning.PlusDays(-75)), null, new LocalTime(7, 0), new LocalTime(17, 0)),
        new(DataFaultKind.Tenfold, calendar.NextOpen(planning.PlusDays(-47)), new QueueId(centre.MistypedQueue), new LocalTime(10, 0), new LocalTime(10, 15)),
        new(DataFaultKind.DuplicatedHour, calendar.NextOpen(planning.PlusDays(-26)), null, new LocalTime(9, 0), new LocalTime(10, 0)),
    ];
}
