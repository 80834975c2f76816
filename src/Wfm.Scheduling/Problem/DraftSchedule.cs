using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>Who works when, in slots of a problem's grid: one shift or none per agent and day.</summary>
public sealed class DraftSchedule
{
    private readonly DayShift?[][] _shifts;

    /// <param name="shifts">For every agent of the problem, in its order, one entry per day of the grid.</param>
    public DraftSchedule(IEnumerable<IReadOnlyList<DayShift?>> shifts)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        _shifts = [.. shifts.Select(row => row.ToArray())];
    }

    /// <summary>Blocks of the problem's activities; they lie inside shifts.</summary>
    public IReadOnlyList<PlacedActivity> Activities { get; init; } = [];

    /// <summary>The same shifts with other blocks of activities.</summary>
    public DraftSchedule With(IReadOnlyList<PlacedActivity> activities) => new(_shifts) { Activities = activities };

    /// <summary>Number of agents.</summary>
    public int Agents => _shifts.Length;

    /// <summary>Whether there is a row for every agent and in it an entry for every day of a problem.</summary>
    public bool Fits(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return _shifts.Length == problem.Agents.Count && _shifts.All(row => row.Length == problem.Grid.Days.Count);
    }

    /// <summary>Number of shifts.</summary>
    public int ShiftCount => _shifts.Sum(row => row.Count(shift => shift is not null));

    /// <summary>A schedule in which nobody works.</summary>
    public static DraftSchedule Empty(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new DraftSchedule(problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count]));
    }

    /// <summary>The shift of an agent on a day of the grid; null on a day off.</summary>
    public DayShift? ShiftOf(int agent, int day) => _shifts[agent][day];

    /// <summary>The same in the planner's words: dated shifts with their activities, by agent and day.</summary>
    public IReadOnlyList<Shift> ToShifts(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem = WithBlocksFixed(problem);
        List<Shift> shifts = [];
        for (int agent = 0; agent < _shifts.Length; agent++)
        {
            for (int day = 0; day < _shifts[agent].Length; day++)
            {
                if (_shifts[agent][day] is { } shift)
                {
                    shifts.Add(ShiftPieces.Of(problem, problem.Agents[agent], day, shift));
                }
            }
        }

        return shifts;
    }

    /// <summary>The shifts of one day in the planner's words, with the number of the agent.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="day">Row of the grid.</param>
    public IReadOnlyList<(int Agent, Shift Shift)> ShiftsOn(SchedulingProblem problem, int day)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem = WithBlocksFixed(problem);
        return
        [
            .. from agent in Enumerable.Range(0, _shifts.Length)
               where _shifts[agent][day] is not null
               select (agent, ShiftPieces.Of(problem, problem.Agents[agent], day, _shifts[agent][day]!.Value)),
        ];
    }

    /// <summary>The problem in which the schedule's blocks of activities stand as fixed meetings and nothing is left to place.</summary>
    public SchedulingProblem WithBlocksFixed(SchedulingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Wfm.Scheduling.Activities.PlacedActivities.Apply(problem, Activities);
    }
}

/// <summary>Cuts a shift into its activities.</summary>
public static class ShiftPieces
{
    /// <summary>The shift with its meetings, absences, lunch and breaks.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="agent">Whose shift.</param>
    /// <param name="day">Row of the grid.</param>
    /// <param name="shift">The shift in slots.</param>
    public static Shift Of(SchedulingProblem problem, PlanAgent agent, int day, DayShift shift)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(agent);
        PlanningGrid grid = problem.Grid;
        ActivityKind[] kinds = new ActivityKind[grid.Days[day].Slots];
        foreach (PlanMeeting meeting in agent.Meetings)
        {
            Fill(kinds, grid.SlotFloor(day, meeting.Span.Start), grid.SlotCeiling(day, meeting.Span.End), meeting.Activity);
        }

        foreach (Interval absence in agent.PartAbsences)
        {
            Fill(kinds, grid.SlotFloor(day, absence.Start), grid.SlotCeiling(day, absence.End), ActivityKind.Absence);
        }

        if (shift.Lunch != DayShift.None)
        {
            Fill(kinds, shift.Lunch, shift.LunchEnd, ActivityKind.Lunch);
        }

        foreach (int pause in (int[])[shift.Break1, shift.Break2])
        {
            if (pause != DayShift.None)
            {
                Fill(kinds, pause, pause + shift.BreakSlots, ActivityKind.Break);
            }
        }

        List<ShiftActivity> pieces = [];
        int start = shift.Start;
        for (int slot = shift.Start + 1; slot <= shift.End; slot++)
        {
            if (slot == shift.End || kinds[slot] != kinds[start])
            {
                pieces.Add(new ShiftActivity(kinds[start], new Interval(grid.InstantOf(day, start), grid.InstantOf(day, slot))));
                start = slot;
            }
        }

        Interval span = new(grid.InstantOf(day, shift.Start), grid.InstantOf(day, shift.End));
        return new Shift(agent.Id, grid.Days[day].Date, span, pieces);
    }

    private static void Fill(ActivityKind[] kinds, int start, int end, ActivityKind kind)
    {
        for (int slot = Math.Max(0, start); slot < Math.Min(kinds.Length, end); slot++)
        {
            kinds[slot] = kind;
        }
    }
}
