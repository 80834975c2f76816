using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Judge;

/// <summary>Small random centres, each decided by its number: few enough shifts for a proven best, rules drawn one by one.</summary>
internal static class RandomCentre
{
    private static readonly LocalDate Monday = new(2026, 6, 1);

    private static readonly IsoDayOfWeek[] EveryDay = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    public static SchedulingProblem Of(int number)
    {
        Random random = new(number);
        int days = random.Next(2, 4);
        const int agents = 2;
        PlanDay[] rows =
        [
            .. Enumerable.Range(random.Next(0, 8 - days), days).Select(day => new PlanDay(Monday.PlusDays(day), At(Monday.PlusDays(day), 6), 32)),
        ];
        QueueId[] queues = [new("a"), new("b")];
        return new SchedulingProblem
        {
            Name = $"random {number}",
            Grid = new PlanningGrid(DateTimeZone.Utc, 30, Monday, 1, rows),
            PaidUnitMinutes = 60,
            Queues = queues,
            Demand =
            [
                .. from row in rows
                   from queue in queues
                   select new QueueDay(queue, row.Date) { Required = [.. Enumerable.Range(0, row.Slots).Select(_ => random.NextDouble() * agents / 2)] },
            ],
            Contracts = [ContractOf(random, days)],
            Templates = Templates(),
            Agents = [.. Enumerable.Range(0, agents).Select(agent => AgentOf(random, agent, rows, queues) with { FollowingShifts = After(new Random((100 * number) + agent)) })],
        };
    }

    /// <summary>Early shifts of the days after the week, for every other person.</summary>
    private static Interval[] After(Random random) => random.Next(2) == 0 ? [] :
    [
        .. Enumerable.Range(7, 3).Where(_ => random.Next(3) > 0).Select(day => new Interval(At(Monday.PlusDays(day), 6), At(Monday.PlusDays(day), 14))),
    ];

    private static Instant At(LocalDate date, int hour) => date.At(new LocalTime(hour, 0)).InUtc().ToInstant();

    private static PlanTemplate[] Templates() =>
    [
        new(new TemplateId("short"))
        {
            Weekdays = EveryDay,
            EarliestStart = new LocalTime(6, 0),
            LatestStart = new LocalTime(18, 0),
            StartStepMinutes = 360,
            MinPaidMinutes = 240,
            MaxPaidMinutes = 240,
            Breaks = new BreakRule(1, 30) { MinAfterStartMinutes = 90, MaxAfterStartMinutes = 120 },
        },
        new(new TemplateId("long"))
        {
            Weekdays = EveryDay,
            EarliestStart = new LocalTime(7, 0),
            LatestStart = new LocalTime(13, 0),
            StartStepMinutes = 360,
            MinPaidMinutes = 360,
            MaxPaidMinutes = 420,
            Lunch = new LunchRule(30, 30, [new TimeWindow(new LocalTime(10, 30), new LocalTime(12, 0)), new TimeWindow(new LocalTime(17, 0), new LocalTime(18, 30))]),
            Breaks = new BreakRule(0, 30),
        },
    ];

    private static PlanContract ContractOf(Random random, int days)
    {
        T? Maybe<T>(int outOf, T value)
            where T : struct => random.Next(outOf) == 0 ? value : null;
        WorkRules rules = new()
        {
            Name = "random",
            DailyRest = Maybe(2, Duration.FromHours(11)),
            WeeklyRest = null,
            LongestWorkWithoutRast = Maybe(2, Duration.FromHours(5)),
            LongestDay = Maybe(4, Duration.FromHours(6)),
            LongestWeek = Maybe(3, Duration.FromHours(5 * days)),
            MostWorkingDaysInARow = Maybe(2, random.Next(2, 4)),
            FewestDaysOffInARow = Maybe(3, 2),
            MostWeekends = Maybe(3, 0),
        };
        int hours = random.Next(3, 5 * days - 2);
        Contract terms = new(new ContractId("c"), 1, Duration.FromHours(hours), Duration.FromHours(4), Duration.FromHours(3), rules);
        return new PlanContract(terms) { EarlyAfterLate = random.Next(3) == 0 ? new EarlyAfterLate(new LocalTime(18, 0), new LocalTime(9, 0)) : null };
    }

    private static PlanAgent AgentOf(Random random, int number, PlanDay[] rows, QueueId[] queues)
    {
        LocalDate Any() => rows[random.Next(rows.Length)].Date;
        QueueId[] skills = [.. queues.Where(_ => random.Next(2) == 0)];
        LocalDate meeting = Any();
        return new PlanAgent(new AgentId($"p{number}"), new ContractId("c"))
        {
            Skills = [.. (skills.Length == 0 ? [queues[number % 2]] : skills).Select(queue => new PlanSkill(queue))],
            Templates = [new TemplateId("short"), new TemplateId("long")],
            Absences = random.Next(4) == 0 ? [new DayAbsence(Any(), Duration.FromHours(4))] : [],
            Meetings = random.Next(4) == 0
                ? [new PlanMeeting(new Interval(At(meeting, 11), At(meeting, 12)), ActivityKind.Meeting, false, random.Next(2) == 0)]
                : [],
            Wishes = random.Next(3) switch
            {
                0 => [new PlanWish(null, WishKind.Early)],
                1 => [new PlanWish(null, WishKind.Late), new PlanWish(Any(), WishKind.DayOff)],
                _ => [],
            },
            PreviousShifts =
            [
                .. Enumerable.Range(1, 5).Where(_ => random.Next(2) == 0).OrderDescending()
                    .Select(back => new Interval(At(Monday.PlusDays(-back), 14), At(Monday.PlusDays(-back), 20))),
            ],
        };
    }
}
