using NodaTime;
using NodaTime.TimeZones;

namespace Wfm.Domain;

/// <summary>Brings calls to the interval length of the plan: shorter intervals are summed on the local clock, anything else is refused.</summary>
public static class CallResampling
{
    /// <summary>Whether intervals of one length can be summed into another: the short divides the long, the long an hour.</summary>
    /// <param name="from">Length the source gives.</param>
    /// <param name="to">Length asked for.</param>
    public static bool CanSum(Duration from, Duration to) =>
        from > Duration.Zero && to >= from
        && to.BclCompatibleTicks % from.BclCompatibleTicks == 0
        && Duration.FromHours(1).BclCompatibleTicks % to.BclCompatibleTicks == 0;

    /// <summary>The same calls on a longer interval.</summary>
    /// <param name="series">The calls as the source counts them.</param>
    /// <param name="length">The length wanted: divides an hour and is a whole multiple of the source's.</param>
    /// <returns>The series itself when the length is its own; else sums. A figure that a part with calls does not have is missing in the sum.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length does not divide an hour or is no multiple of the source's.</exception>
    public static CallSeries ToLength(CallSeries series, Duration length)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!CanSum(series.IntervalLength, length))
        {
            throw new ArgumentOutOfRangeException(
                nameof(length),
                length,
                $"Intervals of {series.IntervalLength.TotalMinutes} min cannot be summed into {length.TotalMinutes} min; ask for a multiple that divides an hour.");
        }

        return length == series.IntervalLength
            ? series
            : series with { IntervalLength = length, Intervals = Summed(series, length) };
    }

    private static List<CallInterval> Summed(CallSeries series, Duration length)
    {
        List<CallInterval> sums = [];
        ZoneInterval zone = series.Zone.GetZoneInterval(Instant.FromUnixTimeTicks(0));
        foreach (CallInterval interval in series.Intervals)
        {
            if (!zone.Contains(interval.Start))
            {
                zone = series.Zone.GetZoneInterval(interval.Start);
            }

            long local = interval.Start.ToUnixTimeTicks() + zone.WallOffset.Ticks;
            Instant start = interval.Start - Duration.FromTicks(local % length.BclCompatibleTicks);
            if (sums.Count > 0 && sums[^1].Start == start)
            {
                sums[^1] = Plus(sums[^1], interval);
            }
            else
            {
                sums.Add(interval with { Start = start, Length = length });
            }
        }

        return sums;
    }

    private static CallInterval Plus(CallInterval sum, CallInterval part) => sum with
    {
        Offered = sum.Offered + part.Offered,
        Answered = Known(sum.Answered, sum) + Known(part.Answered, part),
        Abandoned = Known(sum.Abandoned, sum) + Known(part.Abandoned, part),
        AnsweredInTime = Known(sum.AnsweredInTime, sum) + Known(part.AnsweredInTime, part),
        HandleSeconds = Known(sum.HandleSeconds, sum) + Known(part.HandleSeconds, part),
        WaitSeconds = Known(sum.WaitSeconds, sum) + Known(part.WaitSeconds, part),
        AnsweredWaitSeconds = Known(sum.AnsweredWaitSeconds, sum) + Known(part.AnsweredWaitSeconds, part),
        ShortAbandoned = Known(sum.ShortAbandoned, sum) + Known(part.ShortAbandoned, part),
        AbandonedInTime = Known(sum.AbandonedInTime, sum) + Known(part.AbandonedInTime, part),
    };

    // Where no call came, nothing can be missing.
    private static int? Known(int? count, CallInterval of) => count ?? (of.Offered == 0 ? 0 : null);

    private static double? Known(double? seconds, CallInterval of) => seconds ?? (of.Offered == 0 ? 0 : null);
}
