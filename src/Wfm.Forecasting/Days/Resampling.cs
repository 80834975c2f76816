using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Sums short statistics intervals into longer ones on the local clock.</summary>
public static class Resampling
{
    /// <summary>Whether intervals of one length can be summed into another: the short divides the long, the long an hour.</summary>
    /// <param name="from">Length the source gives.</param>
    /// <param name="to">Length asked for.</param>
    public static bool CanSum(Duration from, Duration to) =>
        from > Duration.Zero && to >= from
        && to.BclCompatibleTicks % from.BclCompatibleTicks == 0
        && Duration.FromHours(1).BclCompatibleTicks % to.BclCompatibleTicks == 0;

    /// <summary>The same calls on a longer interval; the series itself when the length is already right.</summary>
    /// <param name="series">The calls.</param>
    /// <param name="length">Length asked for.</param>
    /// <exception cref="ArgumentException">The series' interval does not divide <paramref name="length"/>, or that does not divide an hour.</exception>
    public static CallSeries To(CallSeries series, Duration length)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!CanSum(series.IntervalLength, length))
        {
            throw new ArgumentException(
                $"Intervals of {series.IntervalLength.TotalMinutes} min cannot be summed into {length.TotalMinutes} min.\n"
                + "Maybe ask for a multiple of the source's interval that divides an hour.",
                nameof(length));
        }

        return series.IntervalLength == length
            ? series
            : series with { IntervalLength = length, Intervals = Sum(series, length) };
    }

    private static List<CallInterval> Sum(CallSeries series, Duration length)
    {
        List<CallInterval> summed = [];
        foreach (CallInterval interval in series.Intervals)
        {
            long intoDay = interval.Start.InZone(series.Zone).TimeOfDay.TickOfDay;
            Instant start = interval.Start - Duration.FromTicks(intoDay % length.BclCompatibleTicks);
            if (summed.Count > 0 && summed[^1].Start == start)
            {
                summed[^1] = Add(summed[^1], interval);
            }
            else
            {
                summed.Add(interval with { Start = start, Length = length });
            }
        }

        return summed;
    }

    private static CallInterval Add(CallInterval sum, CallInterval next) => sum with
    {
        Offered = sum.Offered + next.Offered,
        Answered = Add(sum.Answered, next.Answered),
        Abandoned = Add(sum.Abandoned, next.Abandoned),
        AnsweredInTime = Add(sum.AnsweredInTime, next.AnsweredInTime),
        HandleSeconds = Add(sum.HandleSeconds, next.HandleSeconds),
        WaitSeconds = Add(sum.WaitSeconds, next.WaitSeconds),
    };

    private static int? Add(int? a, int? b) => a is null ? b : b is null ? a : a + b;

    private static double? Add(double? a, double? b) => a is null ? b : b is null ? a : a + b;
}
