using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>One person on duty on one published day, in slots.</summary>
internal sealed record PersonDay
{
    /// <summary>Place among the problem's agents.</summary>
    public required int Number { get; init; }

    public required PlanAgent Agent { get; init; }

    public required DayShift Shift { get; init; }

    /// <summary>Skill type; −1 without any skill of the day.</summary>
    public required int Type { get; init; }

    /// <summary>Meetings that stay and known absences: nobody is served and nothing is moved there.</summary>
    public required SlotMask Busy { get; init; }

    /// <summary>Hull of the meetings that stay; start is not below end when there is none.</summary>
    public required (int Start, int End) Meetings { get; init; }

    /// <summary>Meetings that may move.</summary>
    public required IReadOnlyList<MovablePiece> Movable { get; init; }

    /// <summary>Patterns the shift may follow; none when the planner locked the day.</summary>
    public required IReadOnlyList<ShiftPattern> Patterns { get; init; }

    /// <summary>Slots in which the person serves as published.</summary>
    public SlotMask Serving
    {
        get
        {
            SlotMask mask = Shift.DeskMask().Without(Busy);
            for (int piece = 0; piece < Movable.Count; piece++)
            {
                mask = mask.Without(SlotMask.Range(Movable[piece].Start, Movable[piece].Start + Movable[piece].Slots));
            }

            return mask;
        }
    }
}

/// <summary>A meeting that may move.</summary>
/// <param name="Meeting">The meeting as the problem has it.</param>
/// <param name="Start">First slot.</param>
/// <param name="Slots">Slots it takes.</param>
internal sealed record MovablePiece(PlanMeeting Meeting, int Start, int Slots);
