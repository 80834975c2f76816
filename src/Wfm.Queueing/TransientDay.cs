using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>The predicted day of one queue with its own agents.</summary>
public sealed class TransientDay
{
    private readonly QueueDay _day;
    private readonly TransientInterval[] _intervals;
    private readonly CallFigures[] _figures;

    internal TransientDay(QueueDay day, TransientInterval[] intervals, double shortAbandonSeconds)
    {
        _day = day;
        _intervals = intervals;
        _figures = [.. intervals.Select((interval, at) => interval.FiguresOfOneCall(day.ThresholdSeconds, shortAbandonSeconds) * day.Calls[at])];
        ErrorBound = intervals.Sum(interval => interval.Error);
    }

    /// <summary>Number of intervals.</summary>
    public int Intervals => _intervals.Length;

    /// <summary>
    /// Largest possible error of any probability from cutting the chain: jumps left out, arrivals at the last state kept, steady state taken
    /// early. Rounding comes on top, below 1e-12.
    /// </summary>
    public double ErrorBound { get; }

    /// <summary>Expected figures of one interval's calls.</summary>
    /// <param name="interval">Position of the interval.</param>
    public CallFigures At(int interval) => _figures[interval];

    /// <summary>Expected figures of one interval's calls with another limit of short abandons.</summary>
    /// <param name="interval">Position of the interval.</param>
    /// <param name="shortAbandonSeconds">A caller who hangs up within this wait is a short abandon.</param>
    public CallFigures At(int interval, double shortAbandonSeconds)
    {
        Require.Threshold(shortAbandonSeconds);
        return _intervals[interval].FiguresOfOneCall(_day.ThresholdSeconds, shortAbandonSeconds) * _day.Calls[interval];
    }

    /// <summary>Expected figures of the day, the sum of the intervals'.</summary>
    public CallFigures OfDay() => _figures.Aggregate(default(CallFigures), (sum, figures) => sum + figures);

    /// <summary>Whether the queue is covered, closed or uncovered in the interval.</summary>
    /// <param name="interval">Position of the interval.</param>
    public QueueState StateAt(int interval) =>
        _intervals[interval].Rates.Agents > 0 ? QueueState.Normal : _day.Calls[interval] > 0 ? QueueState.Uncovered : QueueState.Closed;

    /// <summary>Probability that a call of the interval finds nobody free.</summary>
    /// <param name="interval">Position of the interval.</param>
    public double ProbabilityOfWaitAt(int interval) => new FoundOnArrival(_intervals[interval].Found, _intervals[interval].Rates).ProbabilityOfWait();

    /// <summary>Busy share of available time in the interval; 0 with no agents.</summary>
    /// <param name="interval">Position of the interval.</param>
    public double OccupancyAt(int interval)
    {
        QueueRates rates = _intervals[interval].Rates;
        return rates.Agents == 0 ? 0 : Math.Min(1, new FoundOnArrival(_intervals[interval].Found, rates).BusyAgents() / rates.Agents);
    }

    /// <summary>The wait that the given share of an interval's answered calls does not exceed; null where nobody is answered.</summary>
    /// <param name="interval">Position of the interval.</param>
    /// <param name="share">0.9 asks for the wait that nine of ten answered callers do not exceed; strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range, or NaN.</exception>
    public double? WaitQuantileSecondsAt(int interval, double share)
    {
        Require.Fraction(share);
        TransientInterval here = _intervals[interval];
        return _day.Calls[interval] == 0 ? null : WaitQuantile.Of(share, t => here.FiguresOfOneCall(t, 0).ServiceLevelOfAnswered);
    }
}
