namespace Wfm.Scheduling.Search;

/// <summary>The parts of one day a person is away, and what they count as in paid units.</summary>
/// <param name="Away">Stretches of slots, ascending.</param>
/// <param name="UnitSlots">Slots of one paid unit.</param>
/// <param name="Most">Units of an ordinary day; more is not credited.</param>
internal sealed record PartDay(IReadOnlyList<(int From, int To)> Away, int UnitSlots, int Most)
{
    public static PartDay None { get; } = new([], 1, 0);

    /// <summary>Units credited whatever is worked.</summary>
    public int Credit => Math.Min(Most, Away.Sum(away => (away.To - away.From) / UnitSlots));

    /// <summary>Units of a shift's paid time that lie in the parts away and are credited already.</summary>
    public int Inside(DayShift shift) => Math.Min(
        Most, Away.Sum(away => Math.Max(0, Math.Min(away.To, shift.End) - Math.Max(away.From, shift.Start)) / UnitSlots));

    /// <summary>Splits a day by which of its parts away a shift lies around; it lies beside all others.</summary>
    /// <param name="whole">The day without regard to the parts.</param>
    /// <returns>The days, and the paid units each shift of them counts less.</returns>
    public IReadOnlyList<(DayOptions Options, int Less)> Split(DayOptions whole)
    {
        List<(DayOptions, int)> days = [];
        for (int first = 0; first <= Away.Count; first++)
        {
            for (int end = first; end <= Away.Count; end++)
            {
                int from = first == 0 ? 0 : Away[first - 1].To;
                int to = end == Away.Count ? whole.Slots : Away[end].From;
                int inside = Away.Skip(first).Take(end - first).Sum(away => (away.To - away.From) / UnitSlots);
                if (to > from)
                {
                    days.Add((whole.Within(from, to, end > first ? (Away[first].From, Away[end - 1].To) : null), Math.Min(Most, inside)));
                }
            }
        }

        return days;
    }
}
