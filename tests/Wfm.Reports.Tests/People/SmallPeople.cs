using NodaTime;
using Wfm.Domain;
using static Wfm.Reports.Tests.World;

namespace Wfm.Reports.Tests;

/// <summary>Three people of the hand-made centre: one for the switchboard, one for permits, one for both.</summary>
internal static class SmallPeople
{
    public static readonly AgentId Ana = new("0001"), Bo = new("0002"), Both = new("0003");

    public static PeopleFacts Of(params Shift[] shifts) => new()
    {
        Assignments = [new(Ana, null, new GroupId("ett"), new ContractId("hel")), new(Bo, null, new GroupId("två"), new ContractId("hel")), new(Both, null, new GroupId("två"), new ContractId("timme"))],
        Skills = [new(Ana, Vaxel.Id, 1, null, null), new(Bo, Bygg.Id, 1, null, null), new(Both, Bygg.Id, 1, null, null), new(Both, Vaxel.Id, 2, null, null)],
        Shifts = shifts,
        PlannedDays = shifts.Select(shift => shift.Date).ToHashSet(),
    };

    public static Shift Shift(AgentId agent, LocalDate date, params (ActivityKind Kind, double FromHour, double ToHour)[] pieces)
    {
        ShiftActivity[] activities = [.. pieces.Select(piece => new ShiftActivity(piece.Kind, new Interval(Hour(date, piece.FromHour), Hour(date, piece.ToHour))))];
        return new Shift(agent, date, new Interval(activities[0].Span.Start, activities[^1].Span.End), activities);
    }

    public static QueueNeed Needs(Queue queue, Instant start, double required, double needed, double work) => new(queue.Id, start, Quarter, required, needed, work);

    private static Instant Hour(LocalDate date, double hour) => At(date, (int)hour, (int)Math.Round((hour - (int)hour) * 60));
}
