using Wfm.Queueing.Kernels;

namespace Wfm.Queueing.Simulation;

/// <summary>What happened in all simulated days, per queue and interval, and how the days differed.</summary>
/// <remarks>
/// Sums run over all days; divide by <see cref="Days"/> for a mean day. Standard errors take the days as independent and the service level
/// as a ratio of sums, so busy days weigh more.
/// </remarks>
public sealed class SimulatedFigures
{
    private readonly CallFigures[] _sums;
    private readonly int[] _offered;
    private readonly int[] _inTime;

    internal SimulatedFigures(int queues, int intervals, int days, CallFigures[] sums, int[] offered, int[] inTime)
    {
        Queues = queues;
        Intervals = intervals;
        Days = days;
        _sums = sums;
        _offered = offered;
        _inTime = inTime;
    }

    /// <summary>Number of queues.</summary>
    public int Queues { get; }

    /// <summary>Number of intervals of a day.</summary>
    public int Intervals { get; }

    /// <summary>Number of simulated days.</summary>
    public int Days { get; }

    /// <summary>Sums of one queue and interval over all days.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    public CallFigures At(int queue, int interval) => _sums[queue * Intervals + interval];

    /// <summary>Sums of one queue over all intervals and days.</summary>
    /// <param name="queue">Position of the queue.</param>
    public CallFigures OfQueue(int queue)
    {
        CallFigures sum = default;
        for (int interval = 0; interval < Intervals; interval++)
        {
            sum += At(queue, interval);
        }

        return sum;
    }

    /// <summary>Service level (of offered) of one queue and interval; null when no call came on any day.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    public Estimate? ServiceLevelAt(int queue, int interval) => Ratio(queue, interval, interval + 1);

    /// <summary>Service level (of offered) of one queue over the day; null when no call came on any day.</summary>
    /// <param name="queue">Position of the queue.</param>
    public Estimate? ServiceLevelOf(int queue) => Ratio(queue, 0, Intervals);

    /// <summary>Service level (of offered) of one queue on one simulated day; null on a day without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="day">Position of the day.</param>
    public double? ServiceLevelOnDay(int queue, int day)
    {
        (long offered, long inTime) = Counts(queue, 0, Intervals, day);
        return offered == 0 ? null : (double)inTime / offered;
    }

    /// <summary>The day's service level that a share of days stays below: the 0.1 quantile is what nine of ten days reach.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="share">Between 0 and 1.</param>
    /// <returns>Interpolated between simulated days; null when no call came on any day.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside [0, 1], or NaN.</exception>
    public double? QuantileOfDays(int queue, double share)
    {
        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share of days lies between 0 and 1.");
        }

        double[] levels = [.. Enumerable.Range(0, Days).Select(day => ServiceLevelOnDay(queue, day)).OfType<double>().Order()];
        if (levels.Length == 0)
        {
            return null;
        }

        double place = share * (levels.Length - 1);
        int below = Math.Min(levels.Length - 1, (int)place);
        int above = Math.Min(levels.Length - 1, below + 1);
        return levels[below] + (place - below) * (levels[above] - levels[below]);
    }

    /// <summary>Share of days on which the queue's service level reaches the target; null when no call came on any day.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="target">Share to answer within the threshold, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is outside its range, or NaN.</exception>
    public Estimate? ProbabilityOfMeeting(int queue, double target)
    {
        Require.Fraction(target);
        int days = 0, met = 0;
        for (int day = 0; day < Days; day++)
        {
            if (ServiceLevelOnDay(queue, day) is double level)
            {
                days++;
                met += level >= target ? 1 : 0;
            }
        }

        double share = (double)met / days;
        return days == 0 ? null : new Estimate(share, Math.Sqrt(share * (1 - share) / days));
    }

    /// <summary>Calls offered and answered in time on one day in a span of intervals.</summary>
    internal (long Offered, long InTime) Counts(int queue, int from, int end, int day)
    {
        long offered = 0, inTime = 0;
        int first = (day * Queues + queue) * Intervals;
        for (int cell = first + from; cell < first + end; cell++)
        {
            offered += _offered[cell];
            inTime += _inTime[cell];
        }

        return (offered, inTime);
    }

    private Estimate? Ratio(int queue, int from, int end)
    {
        long offered = 0, inTime = 0;
        for (int day = 0; day < Days; day++)
        {
            (long calls, long good) = Counts(queue, from, end, day);
            offered += calls;
            inTime += good;
        }

        if (offered == 0)
        {
            return null;
        }

        double level = (double)inTime / offered;
        double squares = 0;
        for (int day = 0; day < Days; day++)
        {
            (long calls, long good) = Counts(queue, from, end, day);
            squares += (good - level * calls) * (good - level * calls);
        }

        return new Estimate(level, Days == 1 ? 0 : Math.Sqrt(squares * Days / (Days - 1)) / offered);
    }
}
