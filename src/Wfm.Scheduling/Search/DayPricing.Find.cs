namespace Wfm.Scheduling.Search;

/// <summary>The way back from a value to the shift that has it.</summary>
internal sealed partial class DayPricing
{
    /// <summary>The shift that attains the table's value for a class and paid units; the first one of equals.</summary>
    /// <exception cref="InvalidOperationException">No shift of that class and length exists.</exception>
    public DayShift Find(DayOptions options, ReadOnlySpan<double> slotValues, int shiftClass, int paid)
    {
        if (options.Locked is { } locked)
        {
            return locked;
        }

        if (options.Parts is { } parts)
        {
            (DayOptions part, int less) = BestPart(parts, slotValues, shiftClass, paid);
            return Find(part, slotValues, shiftClass, paid + less);
        }

        FillPrefix(options, slotValues);
        double best = double.NegativeInfinity;
        DayShift found = default;
        for (int index = 0; index < options.Patterns.Count; index++)
        {
            ShiftPattern pattern = options.Patterns[index];
            FillBreakCosts(options, pattern);
            if (!pattern.HasLunch)
            {
                FindWithoutLunch(options, pattern, shiftClass, paid, ref best, ref found);
                continue;
            }

            foreach ((bool first, bool second) in BreakChoices(pattern.Breaks))
            {
                FillTails(options, pattern, index, second);
                FindWithLunch(options, index, (first, second), (shiftClass, paid), ref best, ref found);
            }
        }

        return double.IsNegativeInfinity(best)
            ? throw new InvalidOperationException($"No shift of class {shiftClass} with {paid} paid units exists on this day.")
            : found;
    }

    private void FindWithoutLunch(
        DayOptions options, ShiftPattern pattern, int shiftClass, int paid, ref double best, ref DayShift found)
    {
        int lastStart = LastStart(options, pattern);
        for (int start = FirstStart(pattern); start <= lastStart; start += pattern.StartStep)
        {
            (int low, int high) = PaidRange(options, pattern, start, lunch: 0);
            int end = start + paid * options.PaidUnitSlots;
            if (paid < low || paid > high || end > pattern.EndMax || end < FirstEnd(options)
                || options.ClassOf(start, end) != shiftClass)
            {
                continue;
            }

            int lastBreak = Math.Min(start + pattern.FirstBreakMax, end - pattern.BreakBeforeEnd);
            int pause = pattern.Breaks > 0 ? Cheapest(start + pattern.FirstBreakMin, lastBreak) : DayShift.None;
            double cheapest = CostOfBreak(pattern.Breaks > 0, pause);
            double value = _prefix[end] - _prefix[start] - options.CostOfStart(start) - cheapest - options.CostOfEnd(end);
            if (value > best)
            {
                best = value;
                found = new DayShift(start, end, DayShift.None, 0, pause, DayShift.None, pattern.Breaks > 0 ? pattern.BreakSlots : 0);
            }
        }
    }

    private void FindWithLunch(
        DayOptions options, int index, (bool First, bool Second) breaks, (int Class, int Paid) wanted,
        ref double best, ref DayShift found)
    {
        ShiftPattern pattern = options.Patterns[index];
        int lastStart = LastStart(options, pattern);
        (int, int) span = LunchSpan(options, index);
        for (int start = FirstStart(pattern); start <= lastStart; start += pattern.StartStep)
        {
            (int First, int Last) lunches = LunchesFrom(pattern, span, start);
            if (lunches.First > lunches.Last)
            {
                continue;
            }

            FillHeads(options, pattern, start, breaks.First, lunches);
            for (int length = pattern.LunchMin; length <= pattern.LunchMax; length++)
            {
                (int low, int high) = PaidRange(options, pattern, start, length);
                int end = start + length + wanted.Paid * options.PaidUnitSlots;
                if (wanted.Paid < low || wanted.Paid > high || end > options.Slots || options.ClassOf(start, end) != wanted.Class)
                {
                    continue;
                }

                int lunch = BestLunch(options, index, (start, length), end, ref best);
                if (lunch != DayShift.None)
                {
                    found = Assemble(pattern, (start, end), (lunch, length), breaks);
                }
            }
        }
    }

    private int BestLunch(DayOptions options, int index, (int Start, int Lunch) shift, int end, ref double best)
    {
        ShiftPattern pattern = options.Patterns[index];
        int unit = options.PaidUnitSlots;
        int column = end % unit * (RowLength / unit) + end / unit;
        int found = DayShift.None;
        foreach (int lunch in options.LunchStarts[index][shift.Lunch - pattern.LunchMin])
        {
            int before = lunch - shift.Start;
            if (before < pattern.BeforeLunchMin || before > pattern.BeforeLunchMax)
            {
                continue;
            }

            double value = _head[lunch] + _tail[(lunch + shift.Lunch) * RowLength + column];
            if (value > best)
            {
                best = value;
                found = lunch;
            }
        }

        return found;
    }

    private DayShift Assemble(
        ShiftPattern pattern, (int Start, int End) presence, (int Start, int Length) lunch, (bool First, bool Second) breaks)
    {
        int lunchEnd = lunch.Start + lunch.Length;
        int lastFirst = Math.Min(presence.Start + pattern.FirstBreakMax, lunch.Start - pattern.BreakBeforeLunch);
        int first = breaks.First ? Cheapest(presence.Start + pattern.FirstBreakMin, lastFirst) : DayShift.None;
        int second = breaks.Second
            ? Cheapest(lunchEnd + pattern.BreakAfterLunch, presence.End - pattern.BreakBeforeEnd)
            : DayShift.None;
        int slots = breaks.First || breaks.Second ? pattern.BreakSlots : 0;
        return new DayShift(presence.Start, presence.End, lunch.Start, lunch.Length, first, second, slots);
    }

    private double CostOfBreak(bool wanted, int slot) => (wanted, slot) switch
    {
        (false, _) => 0,
        (true, DayShift.None) => double.PositiveInfinity,
        _ => _breakCost[slot],
    };

    private int Cheapest(int from, int to)
    {
        int found = DayShift.None;
        double cheapest = double.PositiveInfinity;
        for (int slot = from; slot <= to; slot++)
        {
            if (_breakCost[slot] < cheapest)
            {
                cheapest = _breakCost[slot];
                found = slot;
            }
        }

        return found;
    }
}
