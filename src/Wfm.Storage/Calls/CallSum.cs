using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Adds intervals up to a longer length, and the same intervals of several sources.</summary>
/// <remarks>A figure one of the parts does not have is missing in the sum: half a count would be a lie.</remarks>
internal sealed class CallSum(QueueId queue, Duration length)
{
    private readonly List<CallInterval> _intervals = [];
    private bool _isSorted = true;

    /// <summary>Adds one interval.</summary>
    /// <param name="interval">Its figures.</param>
    /// <exception cref="InvalidOperationException">It does not fit into one interval of the asked length.</exception>
    public void Add(CallInterval interval)
    {
        Instant start = interval.Length == length ? interval.Start : StartOfWhole(interval);
        if (_intervals.Count > 0 && _intervals[^1].Start == start)
        {
            _intervals[^1] = Sum(_intervals[^1], interval);
            return;
        }

        _isSorted &= _intervals.Count == 0 || _intervals[^1].Start < start;
        _intervals.Add(interval with { Start = start, Length = length });
    }

    /// <summary>The sums in order of start.</summary>
    public IReadOnlyList<CallInterval> ToIntervals() => _isSorted
        ? _intervals
        : [.. _intervals.GroupBy(interval => interval.Start).OrderBy(group => group.Key).Select(group => group.Aggregate(Sum))];

    private Instant StartOfWhole(CallInterval interval)
    {
        long whole = length.BclCompatibleTicks;
        long ticks = interval.Start.ToUnixTimeTicks();
        long offset = ((ticks % whole) + whole) % whole;
        return offset + interval.Length.BclCompatibleTicks <= whole && whole % interval.Length.BclCompatibleTicks == 0
            ? Instant.FromUnixTimeTicks(ticks - offset)
            : throw new InvalidOperationException(
                $"Queue {queue} has an interval of {interval.Length.TotalMinutes} min at {interval.Start}, which cannot be summed to {length.TotalMinutes} min.");
    }

    private static CallInterval Sum(CallInterval one, CallInterval other) => one with
    {
        Offered = one.Offered + other.Offered,
        Answered = one.Answered + other.Answered,
        Abandoned = one.Abandoned + other.Abandoned,
        AnsweredInTime = one.AnsweredInTime + other.AnsweredInTime,
        HandleSeconds = one.HandleSeconds + other.HandleSeconds,
        WaitSeconds = one.WaitSeconds + other.WaitSeconds,
        AnsweredWaitSeconds = one.AnsweredWaitSeconds + other.AnsweredWaitSeconds,
        ShortAbandoned = one.ShortAbandoned + other.ShortAbandoned,
        AbandonedInTime = one.AbandonedInTime + other.AbandonedInTime,
    };
}
