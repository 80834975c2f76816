using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

/// <summary>Every shift a day allows, by trying all numbers: the oracle of the day pricing.</summary>
internal static class PlainShifts
{
    public static IEnumerable<DayShift> Of(DayOptions options)
    {
        if (options.Locked is { } locked)
        {
            return [locked];
        }

        return from start in Enumerable.Range(0, options.Slots)
               from end in Enumerable.Range(start + 1, options.Slots - start)
               where options.Patterns.Any(pattern => end - start >= pattern.LengthMin && end - start <= pattern.LengthMax)
               from lunch in Enumerable.Range(start, end - start).Prepend(DayShift.None)
               from lunchSlots in lunch == DayShift.None ? [0] : Enumerable.Range(1, 4)
               from breaks in Breaks(options, start, end, lunch, lunch + lunchSlots)
               let shift = new DayShift(start, end, lunch, lunchSlots, breaks.First, breaks.Second, breaks.Slots)
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
