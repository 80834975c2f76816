using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>Where one person's pieces lie on the day.</summary>
/// <param name="Shift">The shift with lunch and breaks.</param>
/// <param name="First">Start of the first movable meeting; 0 without one.</param>
/// <param name="Second">Start of the second movable meeting; 0 without one.</param>
internal readonly record struct Arrangement(DayShift Shift, int First, int Second)
{
    public int Meeting(int piece) => piece == 0 ? First : Second;

    public Arrangement WithMeeting(int piece, int start) => piece == 0 ? this with { First = start } : this with { Second = start };
}

/// <summary>One family of arrangements of a person: shift ends and layout are given, positions are to be chosen.</summary>
/// <remarks>
/// Positions ascend. A first break must start at least <see cref="BeforeLunch"/> slots before lunch, a second one at least
/// <see cref="AfterLunch"/> slots after lunch's end. A shift without lunch has one pseudo lunch of no length at its end.
/// </remarks>
internal sealed class PieceFrame
{
    public required int Start { get; init; }
    public required int End { get; init; }
    /// <summary>What its shift ends cost as a change.</summary>
    public required double EndCost { get; init; }
    public required bool HasLunch { get; init; }
    public required bool HasFirst { get; init; }
    public required bool HasSecond { get; init; }
    public required int LunchSlots { get; init; }
    public required int BreakSlots { get; init; }
    public required int BeforeLunch { get; init; }
    public required int AfterLunch { get; init; }
    public required int[] Lunch { get; init; }
    public required int[] First { get; init; }
    public required int[] Second { get; init; }
    /// <summary>Published start of each piece, from which a move is counted.</summary>
    public required int LunchWas { get; init; }
    public required int FirstWas { get; init; }
    public required int SecondWas { get; init; }
    /// <summary>Starts open to each movable meeting.</summary>
    public required int[][] Meetings { get; init; }

    public Arrangement At(int lunch, int first, int second) => new(
        new DayShift(
            Start, End, HasLunch ? lunch : DayShift.None, HasLunch ? LunchSlots : 0,
            HasFirst ? first : DayShift.None, HasSecond ? second : DayShift.None, BreakSlots),
        0, 0);
}

/// <summary>What one person may do with the rest of the day.</summary>
internal sealed class PersonRoom
{
    public required PersonDay Person { get; init; }
    /// <summary>Slots without service whatever is arranged: what has passed, meetings that stay, absences.</summary>
    public required SlotMask Unserving { get; init; }
    public required PieceFrame[] Frames { get; init; }
    public required Arrangement Published { get; init; }
    /// <summary>Slots of each movable meeting.</summary>
    public required int[] MeetingSlots { get; init; }
    public required double CostOfTelling { get; init; }
    public required double CostOfSlotMoved { get; init; }
    public required double CostOfSlotStretched { get; init; }
    /// <summary>Whether nothing but the day's clock stands in the way of serving, so that values are those of the type.</summary>
    public required bool IsPlain { get; init; }

    public bool CanMove => Frames.Length > 0;

    /// <summary>Latest end of any arrangement.</summary>
    public required int LastEnd { get; init; }

    /// <summary>Free slots of the shift in which nothing but movable pieces stands in the way of serving.</summary>
    public SlotMask Open(Arrangement arrangement) => SlotMask.Range(arrangement.Shift.Start, arrangement.Shift.End).Without(Unserving);

    /// <summary>Free slots in which the person serves.</summary>
    public SlotMask Serving(Arrangement arrangement)
    {
        SlotMask mask = arrangement.Shift.DeskMask().Without(Unserving);
        for (int piece = 0; piece < MeetingSlots.Length; piece++)
        {
            int start = arrangement.Meeting(piece);
            mask = mask.Without(SlotMask.Range(start, start + MeetingSlots[piece]));
        }

        return mask;
    }

    /// <summary>What the arrangement costs as a change.</summary>
    public double CostOfChange(Arrangement arrangement)
    {
        if (arrangement == Published)
        {
            return 0;
        }

        (DayShift now, DayShift was) = (arrangement.Shift, Published.Shift);
        int moved = Math.Abs(now.End - was.End) + Distance(now.Lunch, was.Lunch)
            + (SameLayout(now, was)
                ? Distance(now.Break1, was.Break1) + Distance(now.Break2, was.Break2)
                : Math.Abs(Lone(now) - Lone(was)));
        for (int piece = 0; piece < MeetingSlots.Length; piece++)
        {
            moved += Math.Abs(arrangement.Meeting(piece) - Published.Meeting(piece));
        }

        return CostOfTelling + moved * CostOfSlotMoved + Math.Abs(now.End - was.End) * CostOfSlotStretched;
    }

    private static bool SameLayout(DayShift a, DayShift b) =>
        a.Break1 == DayShift.None == (b.Break1 == DayShift.None) && a.Break2 == DayShift.None == (b.Break2 == DayShift.None);

    /// <summary>The only break of a shift that has one.</summary>
    public static int Lone(DayShift shift) => shift.Break1 == DayShift.None ? shift.Break2 : shift.Break1;

    private static int Distance(int a, int b) => a == DayShift.None ? 0 : Math.Abs(a - b);
}
