using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.OrTools.Tests;

/// <summary>A small centre of two queues, Monday to Friday 07–17 in quarters, drawn by its seed.</summary>
internal static class Small
{
    public static readonly LocalDate Monday = new(2026, 6, 1);

    public static readonly WorkRules NoRules = new()
    {
        Name = "none",
        DailyRest = null,
        WeeklyRest = null,
        LongestWorkWithoutRast = null,
        LongestDay = null,
        LongestWeek = null,
        MostWorkingDaysInARow = null,
    };

    public static PlanContract Contract(double hours = 38, double band = 4, WorkRules? rules = null) =>
        new(new Contract(new ContractId("c"), 1, Duration.FromHours(hours), Duration.FromHours(band), Duration.FromHours(band), rules ?? NoRules));

    public static Instant At(int day, double hour) => Monday.PlusDays(day).At(LocalTime.Midnight.PlusMinutes((long)(60 * hour))).InUtc().ToInstant();

    public static PlanAgent Agent(int number, params string[] queues) => new(new AgentId($"p{number}"), new ContractId("c"))
    {
        Skills = [.. queues.Select(queue => new PlanSkill(new QueueId(queue)))],
        Templates = [new TemplateId("day"), new TemplateId("short")],
    };

    public static SchedulingProblem Centre(int seed, int agents, int days = 5, int queues = 2, PlanContract? contract = null)
    {
        Random random = new(seed);
        string[] names = [.. Enumerable.Range(0, queues).Select(queue => $"q{queue}")];
        PlanDay[] rows = [.. Enumerable.Range(0, days).Select(day => new PlanDay(Monday.PlusDays(day), At(day, 7), 40))];
        PlanAgent[] people =
        [
            .. Enumerable.Range(0, agents).Select(number =>
            {
                string[] skills = [.. names.Where(_ => random.Next(2) == 0)];
                return Agent(number, skills.Length == 0 ? [names[number % queues]] : skills) with
                {
                    Meetings = random.Next(5) == 0
                        ? [new PlanMeeting(MeetingOn(random.Next(days)), ActivityKind.Meeting, false, false)]
                        : [],
                    Wishes = random.Next(3) == 0 ? [new PlanWish(null, WishKind.Early)] : [],
                };
            }),
        ];
        return new SchedulingProblem
        {
            Grid = new PlanningGrid(DateTimeZone.Utc, 15, Monday, 1, rows),
            Queues = [.. names.Select(name => new QueueId(name))],
            Demand =
            [
                .. from row in rows
                   from name in names
                   select new QueueDay(new QueueId(name), row.Date) { Required = [.. Enumerable.Range(0, 40).Select(slot => agents * 0.8 / queues * (0.6 + 0.5 * Math.Sin(slot / 6.0)) * (0.8 + 0.4 * random.NextDouble()))] },
            ],
            Contracts = [contract ?? Contract(hours: 7.5 * days)],
            Templates = Templates(),
            Agents = people,
        };
    }

    private static Interval MeetingOn(int day) => new(At(day, 13), At(day, 14));

    private static PlanTemplate[] Templates() =>
    [
        new(new TemplateId("day"))
        {
            Weekdays = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)],
            EarliestStart = new LocalTime(7, 0),
            LatestStart = new LocalTime(9, 0),
            StartStepMinutes = 30,
            MinPaidMinutes = 360,
            MaxPaidMinutes = 540,
            Lunch = new LunchRule(30, 60, [new TimeWindow(new LocalTime(10, 45), new LocalTime(13, 30))]),
            Breaks = new BreakRule(2, 15),
        },
        new(new TemplateId("short"))
        {
            Weekdays = [.. Enumerable.Range(1, 5).Select(day => (IsoDayOfWeek)day)],
            EarliestStart = new LocalTime(7, 0),
            LatestStart = new LocalTime(12, 0),
            StartStepMinutes = 60,
            MinPaidMinutes = 240,
            MaxPaidMinutes = 300,
            Breaks = new BreakRule(1, 15),
        },
    ];
}
