namespace Wfm.Queueing;

/// <summary>What comes into one queue over a day.</summary>
/// <param name="Calls">Calls offered in each interval.</param>
/// <param name="AverageHandleTimeSeconds">Mean handle time of each interval's calls; same length.</param>
/// <param name="MeanPatienceSeconds">Mean patience, zero or more; may be infinite.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time; zero or more.</param>
public sealed record QueueDay(
    IReadOnlyList<double> Calls, IReadOnlyList<double> AverageHandleTimeSeconds, double MeanPatienceSeconds, double ThresholdSeconds);

/// <summary>The predicted day of all queues that share agents: modified offered loads, then neighbourhood pooling interval by interval.</summary>
public sealed class DayPrediction
{
    private readonly IReadOnlyList<QueueDay> _days;
    private readonly QueuePrediction[] _predictions;

    private DayPrediction(IReadOnlyList<QueueDay> days, int intervals)
    {
        _days = days;
        Intervals = intervals;
        _predictions = new QueuePrediction[days.Count * intervals];
    }

    /// <summary>Number of intervals.</summary>
    public int Intervals { get; }

    /// <summary>Predicts a day that begins with empty queues.</summary>
    /// <param name="pooling">The routing.</param>
    /// <param name="intervalSeconds">Length of every interval.</param>
    /// <param name="days">One day per queue of the routing; all with the same number of intervals.</param>
    /// <param name="agents">For each interval the agents present of each group.</param>
    /// <exception cref="ArgumentException">A list has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public static DayPrediction Of(
        NeighbourhoodPooling pooling, double intervalSeconds, IReadOnlyList<QueueDay> days, IReadOnlyList<double[]> agents)
    {
        ArgumentNullException.ThrowIfNull(pooling);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(agents);
        DayPrediction prediction = new(days, agents.Count);
        double[][] loads = Loads(pooling, intervalSeconds, days, agents.Count);
        QueueInflow[] inflows = new QueueInflow[days.Count];
        for (int interval = 0; interval < agents.Count; interval++)
        {
            for (int queue = 0; queue < days.Count; queue++)
            {
                QueueDay day = days[queue];
                inflows[queue] = new QueueInflow(
                    loads[queue][interval], day.AverageHandleTimeSeconds[interval], day.MeanPatienceSeconds, day.ThresholdSeconds);
            }

            pooling.Predict(inflows, agents[interval], prediction._predictions.AsSpan(interval * days.Count, days.Count));
        }

        return prediction;
    }

    /// <summary>The prediction of one queue in one interval.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    public QueuePrediction At(int queue, int interval) => _predictions[interval * _days.Count + queue];

    /// <summary>A queue's service level over the day: intervals weighted by offered calls; null on a day without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    public double? ServiceLevelOfDay(int queue) => Weighted(queue, prediction => prediction.ServiceLevel ?? 0);

    /// <summary>Share of a queue's callers of the day who hang up; null on a day without calls.</summary>
    /// <param name="queue">Position of the queue.</param>
    public double? AbandonmentOfDay(int queue) => Weighted(queue, prediction => prediction.ProbabilityOfAbandonment);

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
            sum += calls[interval] * share(At(queue, interval));
        }

        return offered == 0 ? null : sum / offered;
    }
}
