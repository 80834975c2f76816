namespace Wfm.Scheduling.Search;

/// <summary>Everything that decides which shifts an agent may work on one day and what each slot of them serves.</summary>
/// <remarks>Agents whose day looks the same share one instance; the bound then prices it once.</remarks>
internal sealed class DayOptions
{
    public required int Slots { get; init; }
    /// <summary>Slots in one unit of paid time; the period's hours are counted in these units.</summary>
    public required int PaidUnitSlots { get; init; }
    public required IReadOnlyList<ShiftPattern> Patterns { get; init; }
    /// <summary>For every pattern and lunch length, the lunch starts that meet neither meeting nor absence.</summary>
    public required int[][][] LunchStarts { get; init; }
    /// <summary>A shift contains [ContainStart, ContainEnd): the hull of the day's meetings; start ≥ end when there is none.</summary>
    public required int ContainStart { get; init; }
    public required int ContainEnd { get; init; }
    /// <summary>Slots where neither lunch nor break may lie.</summary>
    public required SlotMask Blocked { get; init; }
    /// <summary>Slots in which the agent serves no queue even when present.</summary>
    public required SlotMask Unserving { get; init; }
    /// <summary>Latest end for each start.</summary>
    public required int[] EndCap { get; init; }
    /// <summary>What a start in each slot costs by wishes; empty when nothing.</summary>
    public required double[] StartCost { get; init; }
    /// <summary>What an end in each slot costs; empty when nothing.</summary>
    public double[] EndCost { get; init; } = [];
    /// <summary>A start before this slot is early; 0 when the distinction does not matter.</summary>
    public required int EarlyBefore { get; init; }
    /// <summary>An end after this slot is late; the number of slots when the distinction does not matter.</summary>
    public required int LateAfter { get; init; }
    /// <summary>The one shift allowed when the planner locked the day.</summary>
    public DayShift? Locked { get; init; }

    /// <summary>Parts of the day away that count as worked.</summary>
    public PartDay Away { get; init; } = PartDay.None;
    /// <summary>The same day split by which parts away a shift lies around, with the paid units it counts less; null without any.</summary>
    public IReadOnlyList<(DayOptions Options, int Less)>? Parts { get; private set; }

    /// <summary>Paid units a shift counts as.</summary>
    public int UnitsOf(DayShift shift) => shift.PaidSlots / PaidUnitSlots - (Parts is null ? 0 : Away.Inside(shift));

    /// <summary>This day with its parts away split.</summary>
    public DayOptions WithParts()
    {
        Parts = Away.Away.Count == 0 ? null : Away.Split(this);
        return this;
    }

    public double CostOfStart(int start) => StartCost.Length == 0 ? 0 : StartCost[start];

    public double CostOfEnd(int end) => EndCost.Length == 0 ? 0 : EndCost[end];

    /// <summary>The same day with other costs of starts and of ends.</summary>
    public DayOptions WithCosts(double[] start, double[] end) => new()
    {
        Slots = Slots,
        PaidUnitSlots = PaidUnitSlots,
        Patterns = Patterns,
        LunchStarts = LunchStarts,
        ContainStart = ContainStart,
        ContainEnd = ContainEnd,
        Blocked = Blocked,
        Unserving = Unserving,
        EndCap = EndCap,
        StartCost = start,
        EndCost = end,
        EarlyBefore = EarlyBefore,
        LateAfter = LateAfter,
        Locked = Locked,
        Away = Away,
        Parts = Parts is null ? null : [.. Parts.Select(part => (part.Options.WithCosts(start, end), part.Less))],
    };

    /// <summary>Class of a shift for the rest rules: bit 0 early start, bit 1 late end.</summary>
    public int ClassOf(int start, int end) => (start < EarlyBefore ? 1 : 0) | (end > LateAfter ? 2 : 0);

    /// <summary>Class of every shift of a narrow day that lies in its stretches.</summary>
    public const int NarrowClass = 2;

    /// <summary>The same day with starts and ends in given stretches only; they are of class <see cref="NarrowClass"/>.</summary>
    public DayOptions Narrow(int firstStart, int lastStart, int firstEnd, int lastEnd) => new()
    {
        Slots = Slots,
        PaidUnitSlots = PaidUnitSlots,
        Patterns = [.. Patterns.Select(pattern => pattern with
        {
            StartMin = pattern.StartMin + Math.Max(0, (firstStart - pattern.StartMin + pattern.StartStep - 1) / pattern.StartStep * pattern.StartStep),
            StartMax = Math.Min(pattern.StartMax, lastStart),
            EndMax = Math.Min(pattern.EndMax, lastEnd),
        })],
        LunchStarts = LunchStarts,
        ContainStart = ContainStart,
        ContainEnd = ContainEnd,
        Blocked = Blocked,
        Unserving = Unserving,
        EndCap = EndCap,
        StartCost = StartCost,
        EndCost = EndCost,
        EarlyBefore = 0,
        LateAfter = firstEnd - 1,
        Locked = Locked,
        Away = Away,
        Parts = Parts is null ? null : [.. Parts.Select(part => (part.Options.Narrow(firstStart, lastStart, firstEnd, lastEnd), part.Less))],
    };

    /// <summary>The same day with shifts inside a stretch of slots, around another one if given.</summary>
    public DayOptions Within(int from, int to, (int From, int To)? around) => new()
    {
        Slots = Slots,
        PaidUnitSlots = PaidUnitSlots,
        Patterns = [.. Patterns.Select(pattern => pattern with
        {
            StartMin = pattern.StartMin + Math.Max(0, (from - pattern.StartMin + pattern.StartStep - 1) / pattern.StartStep * pattern.StartStep),
            EndMax = Math.Min(pattern.EndMax, to),
        })],
        LunchStarts = LunchStarts,
        ContainStart = around is { } hull ? ContainStart < ContainEnd ? Math.Min(ContainStart, hull.From) : hull.From : ContainStart,
        ContainEnd = around is { } span ? ContainStart < ContainEnd ? Math.Max(ContainEnd, span.To) : span.To : ContainEnd,
        Blocked = Blocked,
        Unserving = Unserving,
        EndCap = EndCap,
        StartCost = StartCost,
        EndCost = EndCost,
        EarlyBefore = EarlyBefore,
        LateAfter = LateAfter,
    };

    /// <summary>Slots of <paramref name="shift"/> that can serve a queue.</summary>
    public SlotMask ServingMask(DayShift shift) => shift.DeskMask().Without(Unserving);

    /// <summary>Whether the shift is one of this day's options; the plain statement the pricing is tested against.</summary>
    public bool Allows(DayShift shift)
    {
        if (Locked is { } locked)
        {
            return shift == locked;
        }

        if (Parts is not null)
        {
            return Parts.Any(part => part.Options.Allows(shift));
        }

        return shift.Start >= 0 && shift.End <= Slots && shift.End <= EndCap[shift.Start]
            && (ContainStart >= ContainEnd || (shift.Start <= ContainStart && shift.End >= ContainEnd))
            && !PausesMeet(shift)
            && FitsPattern(shift);
    }

    private bool FitsPattern(DayShift shift)
    {
        for (int pattern = 0; pattern < Patterns.Count; pattern++)
        {
            if (Patterns[pattern].Allows(shift, PaidUnitSlots))
            {
                return true;
            }
        }

        return false;
    }

    private bool PausesMeet(DayShift shift) =>
        SlotMask.Range(shift.Start, shift.End).Without(shift.DeskMask()).Meets(Blocked);
}
