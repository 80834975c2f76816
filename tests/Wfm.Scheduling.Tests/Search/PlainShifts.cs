using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

/// <summary>Every shift a day allows, by trying all numbers: the oracle of the day pricing. A shift two patterns allow comes twice.</summary>
internal static class PlainShifts
{
    public static IEnumerable<DayShift> Of(DayOptions options)
    {
        if (options.Locked is { } locked)
        {
            return [locked];
        }

        return from pattern in options.Patterns
               from start in Enumerable.Range(0, options.Slots)
               from length in Enumerable.Range(pattern.LengthMin, Math.Max(0, Math.Min(pattern.LengthMax, options.Slots - start) - pattern.LengthMin + 1))
               from lunch in pattern.HasLunch ? Enumerable.Range(start, length) : [DayShift.None]
               from lunchSlots in pattern.HasLunch ? Enumerable.Range(pattern.LunchMin, pattern.LunchMax - pattern.LunchMin + 1) : [0]
               let bare = new DayShift(start, start + length, lunch, lunchSlots, DayShift.None, DayShift.None, 0)
               where (pattern with { Breaks = 0 }).Allows(bare, options.PaidUnitSlots)
               from breaks in Breaks(options, start, start + length, lunch, lunch + lunchSlots)
               let shift = bare with { Break1 = breaks.First, Break2 = breaks.Second, BreakSlots = breaks.Slots }
               where options.Allows(shift)
               select shift;
    }

    private static IEnumerable<(int First, int Second, int Slots)> Breaks(DayOptions options, int start, int end, int lunch, int lunchEnd)
    {
        foreach (int slots in options.Patterns.Where(pattern => pattern.Breaks > 0).Select(pattern => pattern.BreakSlots).Distinct())
        {
            IEnumerable<int> first = Enumerable.Range(start, (lunch == DayShift.None ? end : lunch) - start).Prepend(DayShift.None);
            IEnumerable<int> second = lunch == DayShift.None
                ? [DayShift.None]
                : Enumerable.Range(lunchEnd, Math.Max(0, end - lunchEnd)).Prepend(DayShift.None);
            foreach ((int one, int two) in first.SelectMany(one => second.Select(two => (one, two))).Where(pair => pair != (DayShift.None, DayShift.None)))
            {
                yield return (one, two, slots);
            }
        }

        yield return (DayShift.None, DayShift.None, 0);
    }
}
