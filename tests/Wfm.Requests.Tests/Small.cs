using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Requests.Tests;

/// <summary>Small words for small centres: a day 08–16 in quarters, in Stockholm.</summary>
internal static class Small
{
    public const int Slots = 32;

    public static DateTimeZone Stockholm { get; } = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    public static LocalDate Monday { get; } = new(2026, 3, 2);

    public static QueueId First { get; } = new("första");

    public static QueueId Care { get; } = new("vård");

    /// <summary>A grid of weekdays 08–16.</summary>
    public static PlanningGrid Grid(int weeks = 1, LocalDate? monday = null) => PlanningGrid.FromOpenings(
        Stockholm, 15, monday ?? Monday, weeks,
        from date in Enumerable.Range(0, 7 * weeks).Select(day => (monday ?? Monday).PlusDays(day))
        where date.DayOfWeek <= IsoDayOfWeek.Friday
        select (date, new Interval(At(date, 8, 0), At(date, 16, 0))));

    public static Instant At(LocalDate date, int hour, int minute) => (date + new LocalTime(hour, minute)).InZoneLeniently(Stockholm).ToInstant();

    public static Scheduling.QueueDay Calls(QueueId queue, LocalDate date, double calls, int slots = Slots, double onCalls = 1) => new(queue, date)
    {
        Cost = [.. Enumerable.Repeat<IReadOnlyList<double>>([4, 2, 1, 0.5, 0.25, 0.25], slots)],
        Traffic = new SlotTraffic(Same(calls, slots), Same(240, slots), Same(onCalls, slots)),
    };

    public static double[] Same(double value, int slots) => [.. Enumerable.Repeat(value, slots)];

    /// <summary>08–16 with lunch 12–12.30 and breaks at 10 and 14.</summary>
    public static DayShift Whole { get; } = new(0, 32, 16, 2, 8, 24, 1);

    public static PlanAgent Agent(string id, params QueueId[] queues) => new(new AgentId(id), new ContractId("hel"))
    {
        Skills = [.. queues.Select((queue, index) => new PlanSkill(queue) { Priority = index + 1 })],
        Templates = [new TemplateId("dag")],
    };
}
