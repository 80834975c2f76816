using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Puts dated shifts, as they are stored and published, back into the slots of a problem.</summary>
/// <remarks>
/// What a shift holds besides contacts, lunch and two breaks, such as a training that was placed or an hour of leave that was granted, and
/// that the people's files do not know, stands as a fixed activity of that person. What the files know since, holds too.
/// A movable meeting lies where the shift has it: a plan may have placed it anew, or somebody moved it by hand.
/// </remarks>
internal static class ScheduleInSlots
{
    /// <summary>Reads shifts.</summary>
    /// <param name="problem">The problem they belong to.</param>
    /// <param name="shifts">The shifts, of any people and days.</param>
    /// <returns>The problem with the activities only the shifts know, the schedule, and what had to be left out, in words.</returns>
    public static SlottedSchedule Of(SchedulingProblem problem, IReadOnlyList<Shift> shifts)
    {
        Dictionary<AgentId, int> numbers = problem.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary();
        DayShift?[][] rows = [.. problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count])];
        PlanAgent[] agents = [.. problem.Agents];
        List<Remark> notes = [];
        foreach (IGrouping<AgentId, Shift> own in shifts.GroupBy(shift => shift.Agent))
        {
            if (!numbers.TryGetValue(own.Key, out int number))
            {
                notes.Add(Remark.Of("shifts-of-strangers", $"Agent {own.Key} is not among the people who can be scheduled: {own.Count()} shifts are not counted."));
                continue;
            }

            foreach (Shift shift in own)
            {
                if (Obstacle(problem.Grid, agents[number], shift) is { } obstacle)
                {
                    notes.Add(obstacle);
                    continue;
                }

                int day = problem.Grid.IndexOf(shift.Date);
                DayShift slots = SlotsOf(problem.Grid, day, shift);
                rows[number][day] = slots;
                agents[number] = WithOwnPieces(problem, WithMovedMeetings(problem.Grid, agents[number], day, shift), day, slots, shift);
            }
        }

        return new SlottedSchedule(problem with { Agents = agents }, new DraftSchedule(rows), notes);
    }

    private static Remark? Obstacle(PlanningGrid grid, PlanAgent agent, Shift shift)
    {
        int day = grid.IndexOf(shift.Date);
        if (day < 0)
        {
            return Remark.Of("shift-on-closed-day", $"Agent {shift.Agent}, {shift.Date:uuuu-MM-dd}: nothing is required that day; the shift is not counted.");
        }

        if (agent.Absences.Any(absence => absence.Date == shift.Date))
        {
            return Remark.Of("shift-while-away", $"Agent {shift.Agent}, {shift.Date:uuuu-MM-dd}: away all day by now; the shift is not counted.");
        }

        int start = grid.SlotFloor(day, shift.Span.Start), end = grid.SlotCeiling(day, shift.Span.End);
        return start < 0 || end > grid.Days[day].Slots || grid.InstantOf(day, start) != shift.Span.Start || grid.InstantOf(day, end) != shift.Span.End
            ? Remark.Of("shift-off-slots", $"Agent {shift.Agent}, {shift.Date:uuuu-MM-dd}: does not lie in the slots of the plan; the shift is not counted.")
            : null;
    }

    private static DayShift SlotsOf(PlanningGrid grid, int day, Shift shift)
    {
        ShiftActivity? lunch = shift.Activities.FirstOrDefault(piece => piece.Kind == ActivityKind.Lunch);
        (int Start, int Length)[] breaks = [.. shift.Activities.Where(piece => piece.Kind == ActivityKind.Break).Select(piece => In(grid, day, piece.Span))];
        int each = breaks.Length == 0 ? 0 : breaks[0].Length;
        int[] starts = [.. breaks.Where(pause => pause.Length == each).Select(pause => pause.Start)];
        (int lunchStart, int lunchLength) = lunch is null ? (DayShift.None, 0) : In(grid, day, lunch.Span);
        (int start, int length) = In(grid, day, shift.Span);
        return new DayShift(
            start, start + length, lunchStart, lunchLength,
            starts.Length > 0 ? starts[0] : DayShift.None, starts.Length > 1 ? starts[1] : DayShift.None, each);
    }

    /// <summary>The person with each movable meeting of the day where the shift has it: of the same kind, as long, in their order.</summary>
    private static PlanAgent WithMovedMeetings(PlanningGrid grid, PlanAgent agent, int day, Shift shift)
    {
        (Instant opens, Instant closes) = (grid.Days[day].Start, grid.InstantOf(day, grid.Days[day].Slots));
        PlanMeeting[] own = [.. agent.Meetings.Where(meeting => meeting.Span.Start >= opens && meeting.Span.End <= closes).OrderBy(meeting => meeting.Span.Start)];
        if (!own.Any(meeting => meeting.IsMovable))
        {
            return agent;
        }

        ActivityKind?[] left = [.. Kinds(grid, day, shift)];
        PlanMeeting[] lost = [.. own.Where(meeting => !Take(left, grid.SlotFloor(day, meeting.Span.Start), meeting, grid)).Where(meeting => meeting.IsMovable)];
        Dictionary<PlanMeeting, PlanMeeting> moved = [];
        foreach (PlanMeeting meeting in lost)
        {
            int slot = 0;
            while (slot < left.Length && !Take(left, slot, meeting, grid))
            {
                slot++;
            }

            if (slot < left.Length)
            {
                Instant start = grid.InstantOf(day, slot);
                moved[meeting] = meeting with { Span = new Interval(start, start + meeting.Span.Duration) };
            }
        }

        return moved.Count == 0 ? agent : agent with { Meetings = [.. agent.Meetings.Select(meeting => moved.GetValueOrDefault(meeting) ?? meeting)] };
    }

    // Whether a meeting can lie from a slot on; its slots are then no other one's place.
    private static bool Take(ActivityKind?[] left, int slot, PlanMeeting meeting, PlanningGrid grid)
    {
        int slots = Math.Max(1, (int)Math.Ceiling(meeting.Span.Duration.TotalMinutes / grid.SlotMinutes));
        if (slot + slots > left.Length || !left.Skip(slot).Take(slots).All(kind => kind == meeting.Activity))
        {
            return false;
        }

        Array.Clear(left, slot, slots);
        return true;
    }

    /// <summary>The person with every piece of the shift that the slots and the files do not tell.</summary>
    private static PlanAgent WithOwnPieces(SchedulingProblem problem, PlanAgent agent, int day, DayShift slots, Shift shift)
    {
        ActivityKind[] told = Kinds(problem.Grid, day, ShiftPieces.Of(problem, agent, day, slots));
        ActivityKind[] stored = Kinds(problem.Grid, day, shift);
        List<PlanMeeting> meetings = [.. agent.Meetings];
        List<Interval> away = [.. agent.PartAbsences];
        for (int slot = slots.Start; slot < slots.End;)
        {
            int end = slot + 1;
            ActivityKind kind = stored[slot];
            if (kind != ActivityKind.Contacts && kind != told[slot])
            {
                while (end < slots.End && stored[end] == kind && told[end] != kind)
                {
                    end++;
                }

                Interval span = new(problem.Grid.InstantOf(day, slot), problem.Grid.InstantOf(day, end));
                if (kind == ActivityKind.Absence)
                {
                    away.Add(span);
                }
                else
                {
                    meetings.Add(new PlanMeeting(span, kind, IsMovable: false, MustAttend: true));
                }
            }

            slot = end;
        }

        return agent with { Meetings = meetings, PartAbsences = away };
    }

    private static ActivityKind[] Kinds(PlanningGrid grid, int day, Shift shift)
    {
        ActivityKind[] kinds = new ActivityKind[grid.Days[day].Slots];
        foreach (ShiftActivity piece in shift.Activities)
        {
            (int start, int length) = In(grid, day, piece.Span);
            kinds.AsSpan(start, Math.Min(length, kinds.Length - start)).Fill(piece.Kind);
        }

        return kinds;
    }

    private static (int Start, int Length) In(PlanningGrid grid, int day, Interval span)
    {
        int start = Math.Max(0, grid.SlotFloor(day, span.Start));
        return (start, grid.SlotCeiling(day, span.End) - start);
    }
}

/// <summary>A stored schedule in the slots of a problem.</summary>
/// <param name="Problem">The problem, with what only the shifts know.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="Notes">What was left out.</param>
internal sealed record SlottedSchedule(SchedulingProblem Problem, DraftSchedule Schedule, IReadOnlyList<Remark> Notes);
