using NodaTime;

namespace Wfm.Storage;

/// <summary>The time a stored result speaks of.</summary>
internal static class PlanSpan
{
    /// <summary>From the first start to the last end.</summary>
    /// <param name="intervals">Everything it holds.</param>
    /// <exception cref="ArgumentException">It holds nothing.</exception>
    public static Interval Of(IEnumerable<Interval> intervals)
    {
        Instant start = Instant.MaxValue;
        Instant end = Instant.MinValue;
        foreach (Interval interval in intervals)
        {
            start = Instant.Min(start, interval.Start);
            end = Instant.Max(end, interval.End);
        }

        return start < end
            ? new Interval(start, end)
            : throw new ArgumentException("There is no interval to store.", nameof(intervals));
    }
}
