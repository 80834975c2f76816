namespace Wfm.Scheduling;

/// <summary>One shift of one agent on one day, counted in slots of that day's grid.</summary>
/// <remarks>
/// <c>[Start, End)</c> is the presence. A piece that is missing has <see cref="None"/> as its start. Lunch is unpaid
/// and a rast in the sense of the law; the breaks are paid. The value <c>default</c> is a shift without length.
/// </remarks>
/// <param name="Start">First slot of presence.</param>
/// <param name="End">Slot after the last one of presence.</param>
/// <param name="Lunch">First slot of lunch, or <see cref="None"/>.</param>
/// <param name="LunchSlots">Slots of lunch; 0 without lunch.</param>
/// <param name="Break1">First slot of the first break, or <see cref="None"/>.</param>
/// <param name="Break2">First slot of the second break, or <see cref="None"/>.</param>
/// <param name="BreakSlots">Slots of each break.</param>
public readonly record struct DayShift(
    int Start, int End, int Lunch, int LunchSlots, int Break1, int Break2, int BreakSlots)
{
    /// <summary>Marks a lunch or break that the shift does not have.</summary>
    public const int None = -1;

    /// <summary>Slots of presence, lunch included.</summary>
    public int Length => End - Start;

    /// <summary>Slots that are paid: presence less lunch.</summary>
    public int PaidSlots => End - Start - LunchSlots;

    /// <summary>Slot after the lunch; only meaningful with a lunch.</summary>
    public int LunchEnd => Lunch + LunchSlots;

    /// <summary>Slots in which the agent is at the desk: present, not at lunch, not on a break.</summary>
    internal Search.SlotMask DeskMask()
    {
        Search.SlotMask mask = Search.SlotMask.Range(Start, End);
        if (Lunch != None)
        {
            mask = mask.Without(Search.SlotMask.Range(Lunch, LunchEnd));
        }

        if (Break1 != None)
        {
            mask = mask.Without(Search.SlotMask.Range(Break1, Break1 + BreakSlots));
        }

        return Break2 == None ? mask : mask.Without(Search.SlotMask.Range(Break2, Break2 + BreakSlots));
    }
}
