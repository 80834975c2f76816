namespace Wfm.Scheduling.Search;

/// <summary>A shift template counted in slots of one day: every window the pricing needs, nothing else.</summary>
/// <remarks>All bounds are inclusive. A pattern without lunch has <see cref="LunchMax"/> 0.</remarks>
internal sealed record ShiftPattern
{
    /// <summary>Tells patterns apart.</summary>
    public int Number { get; init; }
    public required int StartMin { get; init; }
    public required int StartMax { get; init; }
    public required int StartStep { get; init; }
    public required int EndMax { get; init; }
    public required int LengthMin { get; init; }
    public required int LengthMax { get; init; }
    public required int PaidMin { get; init; }
    public required int PaidMax { get; init; }
    public int LunchMin { get; init; }
    public int LunchMax { get; init; }

    /// <summary>Windows, as slot ranges, that a lunch must lie in.</summary>
    public IReadOnlyList<(int Start, int End)> LunchWindows { get; init; } = [];
    public int BeforeLunchMin { get; init; }
    public int BeforeLunchMax { get; init; }
    public int AfterLunchMin { get; init; }
    public int AfterLunchMax { get; init; }
    public int Breaks { get; init; }
    public int BreakSlots { get; init; } = 1;
    public int FirstBreakMin { get; init; }
    public int FirstBreakMax { get; init; }
    public int BreakBeforeLunch { get; init; }
    public int BreakAfterLunch { get; init; }
    public int BreakBeforeEnd { get; init; }

    public bool HasLunch => LunchMax > 0;

    /// <summary>Whether the break may begin at <paramref name="slot"/> when it is the one before lunch.</summary>
    public bool FirstBreakFits(int slot, int start, int lunch) =>
        slot >= start + FirstBreakMin && slot <= Math.Min(start + FirstBreakMax, lunch - BreakBeforeLunch);

    /// <summary>Whether the break may begin at <paramref name="slot"/> when it is the one after lunch.</summary>
    public bool SecondBreakFits(int slot, int lunchEnd, int end) =>
        slot >= lunchEnd + BreakAfterLunch && slot <= end - BreakBeforeEnd;

    /// <summary>Whether the only break of a shift without lunch may begin at <paramref name="slot"/>.</summary>
    public bool LoneBreakFits(int slot, int start, int end) =>
        slot >= start + FirstBreakMin && slot <= Math.Min(start + FirstBreakMax, end - BreakBeforeEnd);

    /// <summary>Whether <paramref name="shift"/> is one of the shifts this pattern allows; nothing about meetings.</summary>
    public bool Allows(DayShift shift, int paidUnitSlots) =>
        shift.Start >= StartMin && shift.Start <= StartMax && (shift.Start - StartMin) % StartStep == 0
        && shift.End <= EndMax && shift.Length >= LengthMin && shift.Length <= LengthMax
        && shift.PaidSlots % paidUnitSlots == 0
        && shift.PaidSlots / paidUnitSlots >= PaidMin && shift.PaidSlots / paidUnitSlots <= PaidMax
        && (HasLunch ? AllowsLunch(shift) : shift.Lunch == DayShift.None && shift.LunchSlots == 0)
        && AllowsBreaks(shift);

    private bool AllowsLunch(DayShift shift) =>
        shift.Lunch != DayShift.None && shift.LunchSlots >= LunchMin && shift.LunchSlots <= LunchMax
        && LiesInWindow(shift)
        && shift.Lunch - shift.Start >= BeforeLunchMin && shift.Lunch - shift.Start <= BeforeLunchMax
        && shift.End - shift.LunchEnd >= AfterLunchMin && shift.End - shift.LunchEnd <= AfterLunchMax;

    private bool LiesInWindow(DayShift shift)
    {
        for (int window = 0; window < LunchWindows.Count; window++)
        {
            if (shift.Lunch >= LunchWindows[window].Start && shift.LunchEnd <= LunchWindows[window].End)
            {
                return true;
            }
        }

        return false;
    }

    private bool AllowsBreaks(DayShift shift)
    {
        int count = (shift.Break1 == DayShift.None ? 0 : 1) + (shift.Break2 == DayShift.None ? 0 : 1);
        if (count != Breaks || (count > 0 && shift.BreakSlots != BreakSlots))
        {
            return false;
        }

        if (!HasLunch)
        {
            return Breaks == 0 || LoneBreakFits(shift.Break1, shift.Start, shift.End);
        }

        return (shift.Break1 == DayShift.None || FirstBreakFits(shift.Break1, shift.Start, shift.Lunch))
            && (shift.Break2 == DayShift.None || SecondBreakFits(shift.Break2, shift.LunchEnd, shift.End));
    }
}
