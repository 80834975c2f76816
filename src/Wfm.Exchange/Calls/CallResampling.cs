using NodaTime;

namespace Wfm.Exchange;

/// <summary>Brings calls to the interval length of the plan.</summary>
public static class CallResampling
{
    /// <summary>Sums shorter intervals into longer ones.</summary>
    /// <param name="series">The calls as the source counts them.</param>
    /// <param name="length">The length wanted: divides an hour and is a whole multiple of the source's.</param>
    /// <returns>The same series when the length is its own; else sums, empty where a part of the sum is unknown.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length does not divide an hour or is no multiple of the source's.</exception>
    public static CallSeries ToLength(CallSeries series, Duration length)
    {
        ArgumentNullException.ThrowIfNull(series);
        DayIntervals.ThrowUnlessDividesHour(length);
        if (!CanSum(series.IntervalLength, length))
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"Intervals of {series.IntervalLength.TotalMinutes} minutes can only be summed to a multiple of that.");
        }

        return length == series.IntervalLength
            ? series
            : series with { IntervalLength = length, Intervals = [.. Summed(series, length)] };
    }

    internal static bool CanSum(Duration from, Duration to) => to.BclCompatibleTicks % from.BclCompatibleTicks == 0;

    private static IEnumerable<CallInterval> Summed(CallSeries series, Duration length)
    {
        ZoneClock clock = new(series.Zone);
        long seconds = (long)length.TotalSeconds;
        CallInterval? sum = null;
        foreach (CallInterval interval in series.Intervals)
        {
            long start = interval.Start.ToUnixTimeSeconds();
            long local = start + clock.OffsetAt(start);
            Instant bin = Instant.FromUnixTimeSeconds(start - (local % seconds));
            if (sum is { } full && full.Start != bin)
            {
                yield return full;
                sum = null;
            }

            sum = sum is { } open ? Plus(open, interval) : interval with { Start = bin, Length = length };
        }

        if (sum is { } last)
        {
            yield return last;
        }
    }

    private static CallInterval Plus(CallInterval sum, CallInterval part) => sum with
    {
        Offered = sum.Offered + part.Offered,
        Answered = sum.Answered + part.Answered,
        Abandoned = sum.Abandoned + part.Abandoned,
        AnsweredInTime = sum.AnsweredInTime + part.AnsweredInTime,
        HandleSeconds = sum.HandleSeconds + part.HandleSeconds,
        WaitSeconds = sum.WaitSeconds + part.WaitSeconds,
    };
}
