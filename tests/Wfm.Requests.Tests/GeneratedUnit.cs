using NodaTime;
using Wfm.Domain;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>Draws a unit with a schedule that keeps its rules: groups of three queues each, people with one to three of them, some with a fourth.</summary>
internal static class GeneratedUnit
{
    private const int Slots = 40;

    public static LocalDate Monday { get; } = new(2026, 3, 2);

    /// <param name="agents">People.</param>
    /// <param name="queues">Queues.</param>
    /// <param name="weeks">Weeks of five days 07–17.</param>
    /// <param name="seed">Decides everything drawn.</param>
    /// <param name="load">Calls in parts of what gives everybody about the promised level.</param>
    public static (SchedulingProblem Problem, DraftSchedule Schedule) Draw(int agents, int queues, int weeks, int seed, double load = 1)
    {
        Random random = new(seed);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
        PlanningGrid grid = PlanningGrid.FromOpenings(
            zone, 15, Monday, weeks,
            from day in Enumerable.Range(0, 7 * weeks)
            let date = Monday.PlusDays(day)
            where day % 7 < 5
            select (date, new Interval((date + new LocalTime(7, 0)).InZoneLeniently(zone).ToInstant(), (date + new LocalTime(17, 0)).InZoneLeniently(zone).ToInstant())));
        QueueId[] codes = [.. Enumerable.Range(0, queues).Select(queue => new QueueId($"q{queue}"))];
        PlanAgent[] people = [.. Enumerable.Range(0, agents).Select(number => Person(number, queues, codes, random))];
        PlanAgent[] pool = [.. Enumerable.Range(0, Math.Max(2, agents / 20)).Select(number => people[number] with
        {
            Id = new AgentId($"temp{number}"),
            Contract = new ContractId("tim"),
            Group = new GroupId("pool"),
        })];
        DayShift?[][] rows =
        [
            .. people.Select(_ => grid.Days.Select(_ => random.NextDouble() < 0.93 ? Shift(random) : (DayShift?)null).ToArray()),
            .. pool.Select(_ => new DayShift?[grid.Days.Count]),
        ];
        Dictionary<QueueId, double> calls = codes.ToDictionary(code => code, code => people.Sum(person => person.Skills.Any(skill => skill.Queue == code) ? 1.0 / person.Skills.Count : 0));
        SchedulingProblem problem = new()
        {
            Name = $"{agents} people, {queues} queues",
            Grid = grid,
            Queues = codes,
            Demand = [.. from day in grid.Days from code in codes select Demand(code, day.Date, calls[code] * load, random)],
            Promises = [.. codes.Select((code, queue) => new QueuePromise(code, 0.8, queue % 3 == 0 ? 30 : 120, 180))],
            Contracts =
            [
                Contract("hel", WorkRules.WorkingHoursAct),
                Contract("tim", WorkRules.WorkingHoursAct with { Name = "pool", IsCalledIn = true }),
            ],
            Templates = [Template()],
            Agents = [.. people, .. pool],
        };
        return (problem, new DraftSchedule(rows));
    }

    private static PlanContract Contract(string id, WorkRules rules) =>
        new(new Contract(new ContractId(id), 1, Duration.FromHours(40), Duration.FromHours(200), Duration.FromHours(200), rules));

    private static PlanTemplate Template() => new(new TemplateId("dag"))
    {
        Weekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        EarliestStart = new LocalTime(7, 0),
        LatestStart = new LocalTime(9, 0),
        MinPaidMinutes = 240,
        MaxPaidMinutes = 480,
        Lunch = new LunchRule(30, 60, [new TimeWindow(new LocalTime(10, 30), new LocalTime(14, 0))]),
        Breaks = new BreakRule(2, 15),
    };

    /// <summary>What people of such a unit can do: every queue alone, neighbours in pairs, a block of three with its own queue first, a few across blocks.</summary>
    private static int[][] SkillSets(int queues) =>
    [
        .. from queue in Enumerable.Range(0, queues) select (int[])[queue],
        .. from queue in Enumerable.Range(0, queues) where queue % 3 != 2 && queue + 1 < queues select (int[])[queue, queue + 1],
        .. from queue in Enumerable.Range(0, queues) where queue % 3 == 0 && queue + 2 < queues select (int[])[queue, queue + 1, queue + 2],
        .. from queue in Enumerable.Range(0, queues) where queue % 3 == 0 && queue + 3 < queues select (int[])[queue, queue + 3],
    ];

    private static PlanAgent Person(int number, int queues, QueueId[] codes, Random random)
    {
        int[][] sets = SkillSets(queues);
        int[] own = sets[random.Next(sets.Length)];
        return new PlanAgent(new AgentId($"a{number}"), new ContractId("hel"))
        {
            Group = new GroupId($"grupp{own[0] / 3}"),
            Skills = [.. own.Select((queue, index) => new PlanSkill(codes[queue]) { Priority = index < 2 ? 1 : 2 })],
            Templates = [new TemplateId("dag")],
        };
    }

    /// <summary>Eight and a half hours from a quarter between 07 and 08.30, lunch half an hour, two breaks.</summary>
    private static DayShift Shift(Random random)
    {
        int start = random.Next(7);
        int lunch = start + 14 + random.Next(5);
        return new DayShift(start, start + 34, lunch, 2, start + 5 + random.Next(4), lunch + 6 + random.Next(4), 1);
    }

    private static Scheduling.QueueDay Demand(QueueId queue, LocalDate date, double people, Random random)
    {
        double day = 1 + 0.1 * (random.NextDouble() - 0.5);
        double[] calls =
        [
            .. Enumerable.Range(0, Slots).Select(slot => people * day * 2.75
                * (0.35 + 0.55 * Math.Exp(-Math.Pow((slot - 9) / 6.0, 2)) + 0.5 * Math.Exp(-Math.Pow((slot - 25) / 7.0, 2)))),
        ];
        return new Scheduling.QueueDay(queue, date)
        {
            Cost = [.. calls.Select(expected => CostOf(expected, people))],
            Traffic = new SlotTraffic(calls, [.. Enumerable.Repeat(240.0, Slots)], [.. Enumerable.Repeat(0.9, Slots)]),
        };
    }

    private static double[] CostOf(double calls, double people)
    {
        double load = calls * 240 / 900;
        return ConvexHull.LowerConvex(
            [.. Enumerable.Range(0, (int)people + 12).Select(staff => calls * (1 - new ErlangA(load, staff * 0.9, 240, 180).ServiceLevelOfOffered(30)))]);
    }
}
