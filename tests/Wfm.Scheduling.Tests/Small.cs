using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Tests;

/// <summary>Small words to build problems from.</summary>
internal static class Small
{
    public static readonly LocalDate Monday = new(2026, 6, 1);

    public static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

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

    public static PlanningGrid Grid(int weeks = 1, int daysPerWeek = 5, int opens = 7, int closes = 17, LocalDate? first = null, int slotMinutes = 15)
    {
        LocalDate start = first ?? Monday;
        return PlanningGrid.FromOpenings(Stockholm, slotMinutes, start, weeks,
            from day in Enumerable.Range(0, 7 * weeks)
            where day % 7 < daysPerWeek
            let date = start.PlusDays(day)
            select (date, new Interval(At(date, opens), At(date, closes))));
    }

    public static Instant At(LocalDate date, double hour) =>
        (date.PlusDays((int)(hour / 24)) + LocalTime.Midnight.PlusMinutes((long)(60 * (hour % 24))))
            .InZoneLeniently(Stockholm).ToInstant();

    public static PlanContract Contract(double hours = 40, double band = 5, double tolerance = 1, WorkRules? rules = null, string id = "full") =>
        new(new Contract(new ContractId(id), Math.Min(1, hours / 40), Duration.FromHours(hours), Duration.FromHours(band), Duration.FromHours(tolerance), rules ?? NoRules));

    public static readonly IsoDayOfWeek[] EveryDay =
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday,
        IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    public static PlanTemplate Day(int earliest = 7, int latest = 10, double minHours = 6, double maxHours = 9, int breaks = 2) =>
        new(new TemplateId("day"))
        {
            Weekdays = EveryDay,
            EarliestStart = new LocalTime(earliest, 0),
            LatestStart = new LocalTime(latest, 0),
            MinPaidMinutes = (int)(60 * minHours),
            MaxPaidMinutes = (int)(60 * maxHours),
            Lunch = new LunchRule(30, 60, [new TimeWindow(new LocalTime(10, 45), new LocalTime(13, 30))]),
            Breaks = new BreakRule(breaks, 15),
        };

    public static PlanTemplate Short(int earliest = 7, int latest = 16, double minHours = 4, double maxHours = 5, int breaks = 0, int? step = null) =>
        new(new TemplateId("short"))
        {
            Weekdays = EveryDay,
            EarliestStart = new LocalTime(earliest, 0),
            LatestStart = new LocalTime(latest, 0),
            StartStepMinutes = step ?? 15,
            MinPaidMinutes = (int)(60 * minHours),
            MaxPaidMinutes = (int)(60 * maxHours),
            Breaks = new BreakRule(breaks, 15),
        };

    public static PlanAgent Agent(string id = "ana", string contract = "full", params string[] queues) =>
        new(new AgentId(id), new ContractId(contract))
        {
            Skills = [.. (queues.Length == 0 ? ["a"] : queues).Select(queue => new PlanSkill(new QueueId(queue)))],
            Templates = [new TemplateId("day"), new TemplateId("short")],
        };

    public static SchedulingProblem Problem(
        PlanningGrid grid, IReadOnlyList<PlanAgent> agents, PlanContract? contract = null, double required = 1,
        IReadOnlyList<PlanTemplate>? templates = null, string[]? queues = null, Func<int, int, int, double>? demand = null)
    {
        QueueId[] ids = [.. (queues ?? ["a"]).Select(queue => new QueueId(queue))];
        return new SchedulingProblem
        {
            Name = "small",
            Grid = grid,
            Queues = ids,
            Demand =
            [
                .. from day in Enumerable.Range(0, grid.Days.Count)
                   from queue in Enumerable.Range(0, ids.Length)
                   select new QueueDay(ids[queue], grid.Days[day].Date)
                   {
                       Required = [.. Enumerable.Range(0, grid.Days[day].Slots).Select(slot => demand?.Invoke(day, slot, queue) ?? required)],
                   },
            ],
            Contracts = [contract ?? Contract()],
            Templates = templates ?? [Day(), Short()],
            Agents = agents,
        };
    }

    public static DayShift Plain(int start, int end) => new(start, end, DayShift.None, 0, DayShift.None, DayShift.None, 0);

    public static DayShift WithLunch(int start, int end, int lunch, int slots = 2) =>
        new(start, end, lunch, slots, DayShift.None, DayShift.None, 0);
}
