using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wfm.Scheduling.Search;

/// <summary>Finds the best shift of one day for given slot values, lunch and breaks placed exactly.</summary>
/// <remarks>
/// A shift's value splits at its lunch: the head depends on start and lunch, the tail on lunch end and end. Each
/// carries its own break, whose best place is a running minimum over a window. All heads and tails are tabulated once;
/// what is left is one addition and one maximum for each start, lunch, lunch length and end, twelve ends at a time.
/// One instance belongs to one thread.
/// </remarks>
internal sealed partial class DayPricing
{
    /// <summary>Units of paid time a shift may have at most, plus one.</summary>
    public const int PaidStride = 48;

    /// <summary>Length of a table of values: four classes by paid units.</summary>
    public const int ValueCount = 4 * PaidStride;

    private const int RowLength = 144;
    private const int Lanes = 4;
    private const int Block = 3 * Lanes;
    private readonly double[] _prefix = new double[SlotLimit + 1];
    private readonly double[] _breakCost = new double[SlotLimit];
    private readonly double[] _head = new double[SlotLimit + 1];
    private readonly double[] _tail = new double[(SlotLimit + 1) * RowLength + 2 * Block];
    private readonly double[] _sums = new double[PaidStride + Block];
    private const int SlotLimit = 128;

    /// <summary>Fills <paramref name="values"/> with the best value per class and paid units; −∞ where no shift exists.</summary>
    /// <param name="options">The shifts allowed.</param>
    /// <param name="slotValues">Worth of serving in each slot; 0 where the agent serves nobody.</param>
    /// <param name="values">Table of <see cref="ValueCount"/> values, class-major.</param>
    public void Price(DayOptions options, ReadOnlySpan<double> slotValues, Span<double> values)
    {
        values.Fill(double.NegativeInfinity);
        if (options.Locked is { } locked)
        {
            int at = options.ClassOf(locked.Start, locked.End) * PaidStride + options.UnitsOf(locked);
            values[at] = ValueOf(options, slotValues, locked);
            return;
        }

        if (options.Parts is { } parts)
        {
            PriceParts(parts, slotValues, values);
            return;
        }

        FillPrefix(options, slotValues);
        for (int index = 0; index < options.Patterns.Count; index++)
        {
            ShiftPattern pattern = options.Patterns[index];
            FillBreakCosts(options, pattern);
            if (!pattern.HasLunch)
            {
                PriceWithoutLunch(options, pattern, values);
                continue;
            }

            foreach ((bool first, bool second) in BreakChoices(pattern.Breaks))
            {
                FillTails(options, pattern, index, second);
                PriceWithLunch(options, pattern, index, first, values);
            }
        }
    }

    /// <summary>Worth of one given shift: its serving slots less the cost of its start.</summary>
    public static double ValueOf(DayOptions options, ReadOnlySpan<double> slotValues, DayShift shift)
    {
        double value = -options.CostOfStart(shift.Start) - options.CostOfEnd(shift.End);
        SlotMask mask = options.ServingMask(shift);
        while (!mask.IsEmpty)
        {
            value += slotValues[SlotMask.Pop(ref mask)];
        }

        return value;
    }

    private static ReadOnlySpan<(bool First, bool Second)> BreakChoices(int breaks) => breaks switch
    {
        0 => NoBreak,
        1 => OneBreak,
        _ => TwoBreaks,
    };

    private static readonly (bool, bool)[] NoBreak = [(false, false)];
    private static readonly (bool, bool)[] OneBreak = [(true, false), (false, true)];
    private static readonly (bool, bool)[] TwoBreaks = [(true, true)];

    private void FillPrefix(DayOptions options, ReadOnlySpan<double> slotValues)
    {
        double sum = 0;
        for (int slot = 0; slot < options.Slots; slot++)
        {
            _prefix[slot] = sum;
            sum += slotValues[slot];
        }

        _prefix[options.Slots] = sum;
    }

    private void FillBreakCosts(DayOptions options, ShiftPattern pattern)
    {
        for (int slot = 0; slot < options.Slots; slot++)
        {
            int end = slot + pattern.BreakSlots;
            bool fits = end <= options.Slots && !SlotMask.Range(slot, end).Meets(options.Blocked);
            _breakCost[slot] = fits ? _prefix[end] - _prefix[slot] : double.PositiveInfinity;
        }
    }

    private static int FirstStart(ShiftPattern pattern) => pattern.StartMin;

    private static int LastStart(DayOptions options, ShiftPattern pattern) =>
        options.ContainStart < options.ContainEnd ? Math.Min(pattern.StartMax, options.ContainStart) : pattern.StartMax;

    private static int FirstEnd(DayOptions options) =>
        options.ContainStart < options.ContainEnd ? options.ContainEnd : 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillTails(DayOptions options, ShiftPattern pattern, int index, bool withBreak)
    {
        int unit = options.PaidUnitSlots;
        int section = RowLength / unit;
        int firstEnd = FirstEnd(options);
        (int low, int high) = LunchEnds(options, index);
        for (int lunchEnd = low; lunchEnd <= high; lunchEnd++)
        {
            Span<double> row = _tail.AsSpan(lunchEnd * RowLength, RowLength);
            row.Fill(double.NegativeInfinity);
            double cheapest = withBreak ? double.PositiveInfinity : 0;
            int nextBreak = lunchEnd + pattern.BreakAfterLunch;
            int last = Math.Min(lunchEnd + pattern.AfterLunchMax, Math.Min(pattern.EndMax, options.Slots));
            for (int end = lunchEnd + pattern.AfterLunchMin; end <= last; end++)
            {
                for (; withBreak && nextBreak <= end - pattern.BreakBeforeEnd; nextBreak++)
                {
                    cheapest = Math.Min(cheapest, _breakCost[nextBreak]);
                }

                if (end >= firstEnd)
                {
                    row[end % unit * section + end / unit] = _prefix[end] - _prefix[lunchEnd] - cheapest - options.CostOfEnd(end);
                }
            }
        }
    }

    private static (int Low, int High) LunchEnds(DayOptions options, int index)
    {
        int low = int.MaxValue;
        int high = int.MinValue;
        ShiftPattern pattern = options.Patterns[index];
        for (int length = pattern.LunchMin; length <= pattern.LunchMax; length++)
        {
            int[] starts = options.LunchStarts[index][length - pattern.LunchMin];
            if (starts.Length > 0)
            {
                low = Math.Min(low, starts[0] + length);
                high = Math.Max(high, starts[^1] + length);
            }
        }

        return (low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillHeads(DayOptions options, ShiftPattern pattern, int start, bool withBreak, (int First, int Last) lunches)
    {
        unchecked
        {
            double cheapest = withBreak ? double.PositiveInfinity : 0;
            int nextBreak = withBreak ? start + pattern.FirstBreakMin : int.MaxValue;
            int lastBreak = start + pattern.FirstBreakMax;
            double fixedPart = _prefix[start] + options.CostOfStart(start);
            for (int lunch = lunches.First; lunch <= lunches.Last; lunch++)
            {
                for (; nextBreak <= Math.Min(lastBreak, lunch - pattern.BreakBeforeLunch); nextBreak++)
                {
                    cheapest = Math.Min(cheapest, _breakCost[nextBreak]);
                }

                _head[lunch] = _prefix[lunch] - fixedPart - cheapest;
            }
        }
    }

    private void PriceWithLunch(DayOptions options, ShiftPattern pattern, int index, bool first, Span<double> values)
    {
        int lastStart = LastStart(options, pattern);
        (int, int) span = LunchSpan(options, index);
        for (int start = FirstStart(pattern); start <= lastStart; start += pattern.StartStep)
        {
            (int First, int Last) lunches = LunchesFrom(pattern, span, start);
            if (lunches.First > lunches.Last)
            {
                continue;
            }

            FillHeads(options, pattern, start, first, lunches);
            for (int length = pattern.LunchMin; length <= pattern.LunchMax; length++)
            {
                (int low, int high) = PaidRange(options, pattern, start, length);
                if (low <= high)
                {
                    MaximiseOverLunches(options, options.LunchStarts[index][length - pattern.LunchMin], lunches, (start, length), (low, high));
                    Keep(options, start, length, (low, high), values);
                }
            }
        }
    }

    /// <summary>First and last lunch a shift from <paramref name="start"/> may have; the first above the last when none.</summary>
    private static (int First, int Last) LunchesFrom(ShiftPattern pattern, (int First, int Last) span, int start) =>
        (Math.Max(span.First, start + pattern.BeforeLunchMin), Math.Min(span.Last, start + pattern.BeforeLunchMax));

    /// <summary>First and last start of any lunch of a pattern.</summary>
    private static (int Earliest, int Latest) LunchSpan(DayOptions options, int index)
    {
        (int earliest, int latest) = (int.MaxValue, int.MinValue);
        foreach (int[] starts in options.LunchStarts[index])
        {
            if (starts.Length > 0)
            {
                (earliest, latest) = (Math.Min(earliest, starts[0]), Math.Max(latest, starts[^1]));
            }
        }

        return (earliest, latest);
    }

    /// <summary>Paid units a shift from <paramref name="start"/> with this lunch length may have.</summary>
    private static (int Low, int High) PaidRange(DayOptions options, ShiftPattern pattern, int start, int lunch)
    {
        int unit = options.PaidUnitSlots;
        int low = Math.Max(pattern.PaidMin, (pattern.LengthMin - lunch + unit - 1) / unit);
        int longest = Math.Min(pattern.LengthMax, options.EndCap[start] - start) - lunch;
        return (low, longest < 0 ? -1 : Math.Min(pattern.PaidMax, longest / unit));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MaximiseOverLunches(
        DayOptions options, ReadOnlySpan<int> starts, (int First, int Last) lunches, (int Start, int Lunch) shift, (int Low, int High) paid)
    {
        unchecked
        {
            int unit = options.PaidUnitSlots;
            int presence = shift.Start + shift.Lunch;
            int column = presence % unit * (RowLength / unit) + presence / unit + paid.Low + shift.Lunch * RowLength;
            ref double tail = ref MemoryMarshal.GetArrayDataReference(_tail);
            (int from, int to) = (0, starts.Length);
            while (from < to && starts[from] < lunches.First)
            {
                from++;
            }

            while (to > from && starts[to - 1] > lunches.Last)
            {
                to--;
            }

            for (int block = 0; block <= paid.High - paid.Low; block += Block)
            {
                Vector256<double> none = Vector256.Create(double.NegativeInfinity);
                (Vector256<double> low, Vector256<double> middle, Vector256<double> high) = (none, none, none);
                for (int index = from; index < to; index++)
                {
                    int lunch = starts[index];
                    Vector256<double> head = Vector256.Create(_head[lunch]);
                    nuint at = (nuint)(lunch * RowLength + column + block);
                    low = Vector256.Max(low, head + Vector256.LoadUnsafe(ref tail, at));
                    middle = Vector256.Max(middle, head + Vector256.LoadUnsafe(ref tail, at + Lanes));
                    high = Vector256.Max(high, head + Vector256.LoadUnsafe(ref tail, at + 2 * Lanes));
                }

                low.CopyTo(_sums, block);
                middle.CopyTo(_sums, block + Lanes);
                high.CopyTo(_sums, block + 2 * Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(DayOptions options, int start, int lunch, (int Low, int High) paid, Span<double> values)
    {
        unchecked
        {
            int unit = options.PaidUnitSlots;
            int early = start < options.EarlyBefore ? 1 : 0;
            for (int units = paid.Low; units <= paid.High; units++)
            {
                int late = start + lunch + units * unit > options.LateAfter ? 2 : 0;
                ref double value = ref values[(early + late) * PaidStride + units];
                value = Math.Max(value, _sums[units - paid.Low]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PriceWithoutLunch(DayOptions options, ShiftPattern pattern, Span<double> values)
    {
        int lastStart = LastStart(options, pattern);
        for (int start = FirstStart(pattern); start <= lastStart; start += pattern.StartStep)
        {
            (int low, int high) = PaidRange(options, pattern, start, lunch: 0);
            int nextBreak = start + pattern.FirstBreakMin;
            double cheapest = pattern.Breaks > 0 ? double.PositiveInfinity : 0;
            for (int paid = low; paid <= high; paid++)
            {
                int end = start + paid * options.PaidUnitSlots;
                cheapest = LoneBreakCost(pattern, start, end, ref nextBreak, cheapest);
                if (end <= pattern.EndMax && end >= FirstEnd(options))
                {
                    ref double value = ref values[options.ClassOf(start, end) * PaidStride + paid];
                    value = Math.Max(value, _prefix[end] - _prefix[start] - options.CostOfStart(start) - cheapest - options.CostOfEnd(end));
                }
            }
        }
    }

    private double LoneBreakCost(ShiftPattern pattern, int start, int end, ref int nextBreak, double cheapest)
    {
        int last = Math.Min(start + pattern.FirstBreakMax, end - pattern.BreakBeforeEnd);
        for (; pattern.Breaks > 0 && nextBreak <= last; nextBreak++)
        {
            cheapest = Math.Min(cheapest, _breakCost[nextBreak]);
        }

        return cheapest;
    }
}
