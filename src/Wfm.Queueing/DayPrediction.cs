using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>What comes into one queue over a day.</summary>
/// <param name="Calls">Calls offered in each interval.</param>
/// <param name="AverageHandleTimeSeconds">Mean handle time of each interval's calls; same length.</param>
/// <param name="MeanPatienceSeconds">Mean patience, zero or more; may be infinite.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time; zero or more.</param>
public sealed record QueueDay(
    IReadOnlyList<double> Calls, IReadOnlyList<double> AverageHandleTimeSeconds, double MeanPatienceSeconds, double ThresholdSeconds);

/// <summary>The predicted day of all queues that share agents: modified offered loads, then neighbourhood pooling interval by interval.</summary>
/// <remarks>
/// With a day factor every figure is that of many such days, busy ones weighing more: three or five chosen days are predicted and averaged.
/// Figures beyond service level, wait and abandonment are worked out when asked for.
/// </remarks>
public sealed class DayPrediction
{
    private const int PointsOfDayFactor = 3;

    private readonly IReadOnlyList<QueueDay> _days;
    private readonly double _intervalSeconds;
    private readonly double[] _factors;
    private readonly double[] _weights;
    private readonly QueuePrediction[][] _predictions;

    private DayPrediction(IReadOnlyList<QueueDay> days, double intervalSeconds, int intervals, double dayFactorVariation)
    {
        _days = days;
        _intervalSeconds = intervalSeconds;
        Intervals = intervals;
        _factors = new double[dayFactorVariation == 0 ? 1 : PointsOfDayFactor];
        _weights = new double[_factors.Length];
        DayFactor.Fill(dayFactorVariation, _factors, _weights);
        _predictions = [.. _factors.Select(_ => new QueuePrediction[days.Count * intervals])];
    }

    /// <summary>Number of intervals.</summary>
    public int Intervals { get; }

    /// <summary>Predicts a day that begins with empty queues.</summary>
    /// <param name="pooling">The routing.</param>
    /// <param name="intervalSeconds">Length of every interval.</param>
    /// <param name="days">One day per queue of the routing; all with the same number of intervals.</param>
    /// <param name="agents">For each interval the agents present of each group; whole or not.</param>
    /// <param name="dayFactorVariation">Standard deviation ÷ mean of the factor that all loads of a day share; 0 for the day as forecast.</param>
    /// <exception cref="ArgumentException">A list has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public static DayPrediction Of(
        NeighbourhoodPooling pooling,
        double intervalSeconds,
        IReadOnlyList<QueueDay> days,
        IReadOnlyList<double[]> agents,
        double dayFactorVariation = 0)
    {
        ArgumentNullException.ThrowIfNull(pooling);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(agents);
        double[][] loads = Loads(pooling, intervalSeconds, days, agents.Count);
        DayPrediction prediction = new(days, intervalSeconds, agents.Count, dayFactorVariation);
        QueueInflow[] inflows = new QueueInflow[days.Count];
        for (int point = 0; point < prediction._factors.Length; point++)
        {
            for (int interval = 0; interval < agents.Count; interval++)
            {
                for (int queue = 0; queue < days.Count; queue++)
                {
                    QueueDay day = days[queue];
                    inflows[queue] = new QueueInflow(
                        loads[queue][interval] * prediction._factors[point],
                        day.AverageHandleTimeSeconds[interval],
                        day.MeanPatienceSeconds,
                        day.ThresholdSeconds);
                }

                pooling.Predict(inflows, agents[interval], prediction._predictions[point].AsSpan(interval * days.Count, days.Count));
            }
        }

        return prediction;
    }

    /// <summary>The prediction of one queue in one interval; with a day factor that of the day as forecast.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    public QueuePrediction At(int queue, int interval) => _predictions[_factors.Length / 2][interval * _days.Count + queue];

    /// <summary>A queue's expected figures in one interval.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    /// <param name="shortAbandonSeconds">A caller who hangs up within this wait is a short abandon.</param>
    public CallFigures FiguresAt(int queue, int interval, double shortAbandonSeconds = 5)
    {
        CallFigures sum = default;
        for (int point = 0; point < _factors.Length; point++)
        {
            sum += At(point, queue, interval).FiguresOf(_days[queue].Calls[interval] * _factors[point], shortAbandonSeconds) * _weights[point];
        }

        return sum;
    }

    /// <summary>A queue's expected figures of the day, the sum of its intervals'; days of a period may be added further.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="shortAbandonSeconds">A caller who hangs up within this wait is a short abandon.</param>
    public CallFigures FiguresOfDay(int queue, double shortAbandonSeconds = 5)
    {
        CallFigures sum = default;
        for (int interval = 0; interval < Intervals; interval++)
        {
            sum += FiguresAt(queue, interval, shortAbandonSeconds);
        }

        return sum;
    }

    /// <summary>A queue's service level over the day: intervals weighted by offered calls; null on a day without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    public double? ServiceLevelOfDay(int queue) => Weighted(queue, prediction => prediction.ServiceLevel ?? 0);

    /// <summary>A queue's service level in one interval, over days busy and quiet; null without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    public double? ServiceLevelAt(int queue, int interval)
    {
        double sum = 0;
        for (int point = 0; point < _factors.Length; point++)
        {
            sum += _weights[point] * _factors[point] * (At(point, queue, interval).ServiceLevel ?? 0);
        }

        return _days[queue].Calls[interval] == 0 ? null : sum;
    }

    /// <summary>Share of a queue's callers of the day who hang up; null on a day without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    public double? AbandonmentOfDay(int queue) => Weighted(queue, prediction => prediction.ProbabilityOfAbandonment);

    /// <summary>The service level the day will turn out to have, with its spread by chance and by the day factor; null on a day without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <remarks>Intervals follow each other as if each were long; measured against simulation in the README of this project.</remarks>
    public ServiceLevelOutlook? OutlookOfDay(int queue)
    {
        double calls = _days[queue].Calls.Sum();
        if (calls == 0)
        {
            return null;
        }

        double level = ServiceLevelOfDay(queue)!.Value, variance = 0;
        for (int point = 0; point < _factors.Length; point++)
        {
            ServiceLevelOutlook here = OutlookAt(point, queue, calls);
            variance += _weights[point] * (Math.Pow(here.StandardDeviation, 2) + Math.Pow(here.Level - level, 2));
        }

        return new ServiceLevelOutlook(calls, level, Math.Sqrt(variance));
    }

    /// <summary>Probability that the day's realised service level reaches the target; null on a day without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="target">Share to answer within the threshold, strictly between 0 and 1.</param>
    /// <remarks>Chance by the normal law on a day of given factor; level and spread between the chosen days by a parabola.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The target is outside its range, or NaN.</exception>
    public double? ProbabilityOfMeeting(int queue, double target)
    {
        Require.Fraction(target);
        double calls = _days[queue].Calls.Sum();
        if (calls == 0)
        {
            return null;
        }

        return ServiceLevelOutlook.ProbabilityOfMeeting([.. Enumerable.Range(0, _factors.Length).Select(point => OutlookAt(point, queue, calls))], target);
    }

    private ServiceLevelOutlook OutlookAt(int point, int queue, double calls)
    {
        double inTime = 0, chance = 0;
        for (int interval = 0; interval < Intervals; interval++)
        {
            double here = _days[queue].Calls[interval] * _factors[point];
            inTime += here * (At(point, queue, interval).ServiceLevel ?? 0);
            chance += At(point, queue, interval).VarianceOfInTime(here, _intervalSeconds);
        }

        double offered = calls * _factors[point];
        return new ServiceLevelOutlook(offered, inTime / offered, Math.Sqrt(chance) / offered);
    }

    private QueuePrediction At(int point, int queue, int interval) => _predictions[point][interval * _days.Count + queue];

    private static double[][] Loads(NeighbourhoodPooling pooling, double intervalSeconds, IReadOnlyList<QueueDay> days, int intervals)
    {
        if (days.Count != pooling.Queues)
        {
            throw new ArgumentException($"The routing has {pooling.Queues} queues; got {days.Count} days.", nameof(days));
        }

        double[][] loads = new double[days.Count][];
        for (int queue = 0; queue < days.Count; queue++)
        {
            QueueDay day = days[queue];
            if (day.Calls.Count != intervals)
            {
                throw new ArgumentException($"Queue {queue} has {day.Calls.Count} intervals, the agents have {intervals}.", nameof(days));
            }

            loads[queue] = ModifiedOfferedLoad.Of([.. day.Calls], [.. day.AverageHandleTimeSeconds], intervalSeconds);
        }

        return loads;
    }

    private double? Weighted(int queue, Func<QueuePrediction, double> share)
    {
        IReadOnlyList<double> calls = _days[queue].Calls;
        double offered = 0, sum = 0;
        for (int interval = 0; interval < Intervals; interval++)
        {
            offered += calls[interval];
            for (int point = 0; point < _factors.Length; point++)
            {
                sum += calls[interval] * _factors[point] * _weights[point] * share(At(point, queue, interval));
            }
        }

        return offered == 0 ? null : sum / offered;
    }
}
