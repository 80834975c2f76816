using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Makes shifts shorter, and new ones.</summary>
internal static class ShiftCuts
{
    /// <summary>A shift less its first or last slots; null when nothing is left. Lunch and breaks that are cut go, and no shift begins or ends with lunch.</summary>
    /// <param name="shift">The shift.</param>
    /// <param name="from">First slot off.</param>
    /// <param name="to">Slot after the last one off; the stretch covers the shift's start or its end.</param>
    public static DayShift? Without(DayShift shift, int from, int to)
    {
        (int start, int end) = from <= shift.Start ? (Math.Min(to, shift.End), shift.End) : (shift.Start, Math.Max(from, shift.Start));
        if (shift.Lunch != DayShift.None && start > shift.Start && start >= shift.Lunch)
        {
            start = Math.Max(start, shift.LunchEnd);
        }

        if (shift.Lunch != DayShift.None && end < shift.End && end <= shift.LunchEnd)
        {
            end = Math.Min(end, shift.Lunch);
        }

        if (start >= end)
        {
            return null;
        }

        bool keepsLunch = shift.Lunch != DayShift.None && shift.Lunch > start && shift.LunchEnd < end;
        int Kept(int pause) => pause != DayShift.None && pause >= start && pause + shift.BreakSlots <= end ? pause : DayShift.None;
        return new DayShift(
            start, end, keepsLunch ? shift.Lunch : DayShift.None, keepsLunch ? shift.LunchSlots : 0, Kept(shift.Break1), Kept(shift.Break2), shift.BreakSlots);
    }

    /// <summary>A new shift without breaks.</summary>
    public static DayShift New(int start, int end, (int From, int To)? lunch) => new(
        start, end, lunch?.From ?? DayShift.None, lunch is { } meal ? meal.To - meal.From : 0, DayShift.None, DayShift.None, 1);
}
