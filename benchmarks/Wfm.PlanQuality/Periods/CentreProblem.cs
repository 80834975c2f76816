using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Periods;

/// <summary>Maps a generated centre onto the engine's own model.</summary>
internal static class CentreProblem
{
    private static readonly LocalDate FirstDate = new(2026, 1, 5);

    public static SchedulingProblem Of(Centre centre)
    {
        DateTimeZone zone = DateTimeZone.Utc;
        string[] opens = centre.Opens.Split(':');
        LocalTime opening = new(int.Parse(opens[0]), int.Parse(opens[1]));
        PlanDay[] days =
        [
            .. Enumerable.Range(0, centre.Days).Select(day =>
            {
                LocalDate date = DateOf(centre, day);
                return new PlanDay(date, (date + opening).InUtc().ToInstant(), centre.IntervalsPerDay);
            }),
        ];
        QueueId[] queues = [.. Enumerable.Range(0, centre.Queues).Select(queue => new QueueId($"q{queue}"))];
        return new SchedulingProblem
        {
            Name = centre.Name,
            Grid = new PlanningGrid(zone, centre.IntervalMinutes, FirstDate, centre.Weeks, days),
            Queues = queues,
            Demand =
            [
                .. from day in Enumerable.Range(0, centre.Days)
                   from queue in Enumerable.Range(0, centre.Queues)
                   select new QueueDay(queues[queue], days[day].Date)
                   {
                       Required = [.. centre.Requirement[day].Select(slot => slot[queue])],
                   },
            ],
            Contracts = [.. centre.Agents.Select(agent => agent.HalfHoursPerWeek).Distinct().Select(hours => ContractOf(hours, centre))],
            Templates = CentreTemplates.Of(centre, opening),
            Agents = [.. centre.Agents.Select(agent => AgentOf(centre, agent, days, queues))],
        };
    }

    private static LocalDate DateOf(Centre centre, int day) =>
        FirstDate.PlusDays(day / centre.DaysPerWeek * 7 + day % centre.DaysPerWeek);

    private static PlanContract ContractOf(int halfHours, Centre centre)
    {
        bool seven = centre.DaysPerWeek == 7;
        WorkRules rules = new()
        {
            Name = "generated",
            DailyRest = null,
            WeeklyRest = null,
            LongestWorkWithoutRast = null,
            LongestDay = null,
            LongestWeek = null,
            MostWorkingDaysInARow = seven ? 5 : null,
            FewestDaysOffInARow = seven ? 2 : null,
        };
        Contract terms = new(
            new ContractId($"c{halfHours}"), Math.Min(1, halfHours / 80.0), Duration.FromMinutes(30L * halfHours),
            Duration.FromHours(5), Duration.FromHours(1), rules);
        return new PlanContract(terms) { EarlyAfterLate = seven ? new EarlyAfterLate(new LocalTime(19, 0), new LocalTime(9, 0)) : null };
    }

    private static PlanAgent AgentOf(Centre centre, CentreAgent agent, PlanDay[] days, QueueId[] queues)
    {
        Instant At(int day, int slot) => days[day].Start + Duration.FromMinutes((long)slot * centre.IntervalMinutes);
        List<PlanWish> wishes = [.. agent.WishedDaysOff.Select(day => new PlanWish(days[day].Date, WishKind.DayOff))];
        if (agent.Wish != "none")
        {
            wishes.Add(new PlanWish(null, agent.Wish == "early" ? WishKind.Early : WishKind.Late));
        }

        return new PlanAgent(new AgentId($"{agent.Id}"), new ContractId($"c{agent.HalfHoursPerWeek}"))
        {
            Skills = [.. centre.SkillSets[agent.SkillSet].Select(queue => new PlanSkill(queues[queue]))],
            Templates = [new TemplateId("day"), new TemplateId("short")],
            Absences =
            [
                .. agent.AbsentDays.Select(day => new DayAbsence(
                    days[day].Date, Duration.FromMinutes(30L * Credit(agent.HalfHoursPerWeek, day % centre.DaysPerWeek, centre.DaysPerWeek)))),
            ],
            Meetings =
            [
                .. agent.Meetings.Select(meeting => new PlanMeeting(
                    new Interval(At(meeting[0], meeting[1]), At(meeting[0], meeting[1] + meeting[2])), ActivityKind.Meeting, false, false)),
            ],
            Wishes = wishes,
        };
    }

    public static int Credit(int halfHours, int weekday, int days) =>
        halfHours * (weekday + 1) / days - halfHours * weekday / days;
}
