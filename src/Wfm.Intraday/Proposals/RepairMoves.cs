using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Intraday;

/// <summary>Tells two versions of a day apart in the words of a floor: who moves what from when to when.</summary>
internal static class RepairMoves
{
    /// <summary>The differences of one person; an activity that has gone is put off, one that has come is a training.</summary>
    public static IEnumerable<RepairMove> Of(RepairState before, RepairState after, int agent, int day)
    {
        AgentId id = before.Problem.Agents[agent].Id;
        if (before.Schedule.ShiftOf(agent, day) is not { } was)
        {
            return after.Schedule.ShiftOf(agent, day) is { } came
                ? [new RepairMove(Lever.CallIn, id, ActivityKind.Contacts, null, Span(after.Problem.Grid, day, came.Start, came.End), [])]
                : [];
        }

        return after.Schedule.ShiftOf(agent, day) is { } now
            ? [.. Ends(before.Problem.Grid, day, id, was, now), .. Pauses(before.Problem.Grid, day, id, was, now), .. Activities(before, after, agent)]
            : [];
    }

    /// <summary>The new loans of a state.</summary>
    public static IEnumerable<RepairMove> Lent(RepairState state) =>
        from loan in state.NewLoans
        select new RepairMove(Lever.Lend, state.Problem.Agents[loan.Agent].Id, ActivityKind.Contacts, null, Span(state.Problem.Grid, loan.Day, loan.From, loan.To), loan.Queues);

    private static IEnumerable<RepairMove> Ends(PlanningGrid grid, int day, AgentId agent, DayShift was, DayShift now)
    {
        if (was.End != now.End)
        {
            yield return new RepairMove(
                now.End > was.End ? Lever.Overtime : Lever.TimeOff, agent, ActivityKind.Contacts, Span(grid, day, was.Start, was.End), Span(grid, day, now.Start, now.End), []);
        }
    }

    private static IEnumerable<RepairMove> Pauses(PlanningGrid grid, int day, AgentId agent, DayShift was, DayShift now)
    {
        if (was.Lunch != now.Lunch && was.Lunch != DayShift.None && now.Lunch != DayShift.None)
        {
            yield return new RepairMove(Lever.MoveLunches, agent, ActivityKind.Lunch, Span(grid, day, was.Lunch, was.LunchEnd), Span(grid, day, now.Lunch, now.LunchEnd), []);
        }

        int[] before = Breaks(was), after = Breaks(now);
        foreach ((int from, int to) in before.Except(after).Zip(after.Except(before)))
        {
            yield return new RepairMove(Lever.MoveBreaks, agent, ActivityKind.Break, Span(grid, day, from, from + was.BreakSlots), Span(grid, day, to, to + now.BreakSlots), []);
        }
    }

    private static int[] Breaks(DayShift shift) => [.. new[] { shift.Break1, shift.Break2 }.Where(slot => slot != DayShift.None)];

    private static IEnumerable<RepairMove> Activities(RepairState before, RepairState after, int agent)
    {
        AgentId id = before.Problem.Agents[agent].Id;
        List<PlanMeeting> gone = [.. before.Problem.Agents[agent].Meetings.Except(after.Problem.Agents[agent].Meetings)];
        List<PlanMeeting> come = [.. after.Problem.Agents[agent].Meetings.Except(before.Problem.Agents[agent].Meetings)];
        foreach (PlanMeeting meeting in gone)
        {
            PlanMeeting? to = come.FirstOrDefault(other => other.Activity == meeting.Activity && other.Span.Duration == meeting.Span.Duration);
            yield return new RepairMove(to is null ? Lever.PutOff : Lever.MoveActivities, id, meeting.Activity, meeting.Span, to?.Span, []);
            come.Remove(to!);
        }

        foreach (PlanMeeting meeting in come)
        {
            yield return new RepairMove(Lever.Train, id, meeting.Activity, null, meeting.Span, []);
        }
    }

    private static Interval Span(PlanningGrid grid, int day, int from, int to) => new(grid.InstantOf(day, from), grid.InstantOf(day, to));
}
