using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>What comes into one queue over a day.</summary>
/// <param name="Calls">Calls offered in each interval.</param>
/// <param name="AverageHandleTimeSeconds">Mean handle time of each interval's calls; same length.</param>
/// <param name="MeanPatienceSeconds">Mean patience, zero or more; may be infinite.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time; zero or more.</param>
public sealed record QueueDay(
    IReadOnlyList<double> Calls, IReadOnlyList<double> AverageHandleTimeSeconds, double MeanPatienceSeconds, double ThresholdSeconds)
{
    /// <summary>
    /// Standard deviation ÷ mean of this queue's own day factor, 0 or more; null for the one given for all queues. A busy day is busy for every
    /// queue, more so for one that varies more.
    /// </summary>
    public double? DayVariation { get; init; }
}

/// <summary>The predicted day of all queues that share agents: modified offered loads, then neighbourhood pooling interval by interval.</summary>
/// <remarks>
/// With <c>carriesLine</c> queues that share no agents are predicted by the transient chain instead, which knows what waits when an interval begins.
/// With a day factor every figure is that of many such days, busy ones weighing more: three or five chosen days are predicted and averaged.
/// Figures beyond service level, wait and abandonment are worked out when asked for.
/// </remarks>
public sealed class DayPrediction
{
    private const int PointsOfDayFactor = 3;

    /// <summary>Above this load intervals hardly hand anything on, and the chain would take longer than all the rest.</summary>
    private const double MostLoadOfChain = 150;

    private readonly IReadOnlyList<QueueDay> _days;
    private readonly double _intervalSeconds;
    private readonly double[][] _factors;
    private readonly double[] _weights;
    private readonly QueuePrediction[][] _predictions;
    private readonly TransientDay?[][] _chains;
    private readonly double[][] _occupancy;

    private DayPrediction(IReadOnlyList<QueueDay> days, double intervalSeconds, int intervals, double dayFactorVariation)
    {
        _days = days;
        _intervalSeconds = intervalSeconds;
        Intervals = intervals;
        _weights = new double[days.All(day => (day.DayVariation ?? dayFactorVariation) == 0) ? 1 : PointsOfDayFactor];
        _factors = [.. days.Select(day => Factors(day.DayVariation ?? dayFactorVariation))];
        _predictions = [.. _weights.Select(_ => new QueuePrediction[days.Count * intervals])];
        _chains = [.. _weights.Select(_ => new TransientDay?[days.Count])];
        _occupancy = new double[intervals][];
    }

    /// <summary>Number of intervals.</summary>
    public int Intervals { get; }

    /// <summary>Predicts a day that begins with empty queues.</summary>
    /// <param name="pooling">The routing.</param>
    /// <param name="intervalSeconds">Length of every interval.</param>
    /// <param name="days">One day per queue of the routing; all with the same number of intervals.</param>
    /// <param name="agents">For each interval the agents present of each group; whole or not.</param>
    /// <param name="dayFactorVariation">Standard deviation ÷ mean of the factor that loads of a day share, for queues that do not tell their own; 0 for the day as forecast.</param>
    /// <param name="carriesLine">Whether queues with agents of their own carry their line from interval to interval (<see cref="TransientQueue"/>); otherwise every interval stands alone, as inside loops.</param>
    /// <exception cref="ArgumentException">A list has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public static DayPrediction Of(
        NeighbourhoodPooling pooling,
        double intervalSeconds,
        IReadOnlyList<QueueDay> days,
        IReadOnlyList<double[]> agents,
        double dayFactorVariation = 0,
        bool carriesLine = false)
    {
        ArgumentNullException.ThrowIfNull(pooling);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(agents);
        double[][] loads = Loads(pooling, intervalSeconds, days, agents.Count);
        DayPrediction prediction = new(days, intervalSeconds, agents.Count, dayFactorVariation);
        QueueInflow[] inflows = new QueueInflow[days.Count];
        for (int point = 0; point < prediction._weights.Length; point++)
        {
            for (int interval = 0; interval < agents.Count; interval++)
            {
                for (int queue = 0; queue < days.Count; queue++)
                {
                    QueueDay day = days[queue];
                    inflows[queue] = new QueueInflow(
                        loads[queue][interval] * prediction._factors[queue][point],
                        day.AverageHandleTimeSeconds[interval],
                        day.MeanPatienceSeconds,
                        day.ThresholdSeconds);
                }

                double[] occupancy = new double[pooling.Groups];
                pooling.Predict(inflows, agents[interval], prediction._predictions[point].AsSpan(interval * days.Count, days.Count), occupancy);
                prediction._occupancy[interval] = point == prediction._weights.Length / 2 ? occupancy : prediction._occupancy[interval];
            }
        }

        if (carriesLine)
        {
            prediction.CarryLines(pooling, loads, agents);
        }

        return prediction;
    }

    /// <summary>
    /// Largest error of any probability from cutting the chain of a queue with agents of its own; null where the queue shares agents, or is so
    /// busy, or no line was carried, that intervals stand alone.
    /// </summary>
    /// <param name="queue">Position of the queue.</param>
    public double? ErrorBound(int queue) => _chains[0][queue] is null ? null : _chains.Max(point => point[queue]!.ErrorBound);

    /// <summary>The wait that the given share of an interval's answered calls does not exceed, on the day as forecast; null where nobody is answered.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    /// <param name="share">0.9 asks for the wait that nine of ten answered callers do not exceed; strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range, or NaN.</exception>
    public double? WaitQuantileSecondsAt(int queue, int interval, double share) =>
        _chains[_weights.Length / 2][queue] is { } chain ? chain.WaitQuantileSecondsAt(interval, share) : At(queue, interval).WaitQuantileSeconds(share);

    /// <summary>Busy share of a group's time in an interval of the day as forecast; 0 for a group nobody is there of.</summary>
    /// <param name="group">Position of the group.</param>
    /// <param name="interval">Position of the interval.</param>
    public double OccupancyOfGroup(int group, int interval) => _occupancy[interval][group];

    /// <summary>The prediction of one queue in one interval; with a day factor that of the day as forecast.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    public QueuePrediction At(int queue, int interval) => _predictions[_weights.Length / 2][interval * _days.Count + queue];

    /// <summary>A queue's expected figures in one interval.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    /// <param name="shortAbandonSeconds">A caller who hangs up within this wait is a short abandon.</param>
    public CallFigures FiguresAt(int queue, int interval, double shortAbandonSeconds = 5)
    {
        CallFigures sum = default;
        for (int point = 0; point < _weights.Length; point++)
        {
            CallFigures figures = _chains[point][queue] is { } chain
                ? chain.At(interval, shortAbandonSeconds)
                : At(point, queue, interval).FiguresOf(_days[queue].Calls[interval] * _factors[queue][point], shortAbandonSeconds);
            sum += figures * _weights[point];
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
        for (int point = 0; point < _weights.Length; point++)
        {
            sum += _weights[point] * _factors[queue][point] * (At(point, queue, interval).ServiceLevel ?? 0);
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
        for (int point = 0; point < _weights.Length; point++)
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

        return ServiceLevelOutlook.ProbabilityOfMeeting([.. Enumerable.Range(0, _weights.Length).Select(point => OutlookAt(point, queue, calls))], target);
    }

    private ServiceLevelOutlook OutlookAt(int point, int queue, double calls)
    {
        double inTime = 0, chance = 0;
        for (int interval = 0; interval < Intervals; interval++)
        {
            double here = _days[queue].Calls[interval] * _factors[queue][point];
            inTime += here * (At(point, queue, interval).ServiceLevel ?? 0);
            chance += At(point, queue, interval).VarianceOfInTime(here, _intervalSeconds);
        }

        double offered = calls * _factors[queue][point];
        return new ServiceLevelOutlook(offered, inTime / offered, Math.Sqrt(chance) / offered);
    }

    private void CarryLines(NeighbourhoodPooling pooling, double[][] loads, IReadOnlyList<double[]> agents)
    {
        for (int queue = 0; queue < _days.Count; queue++)
        {
            IReadOnlyList<int> groups = pooling.GroupsAloneOn(queue);
            if (groups.Count == 0 || loads[queue].Max() > MostLoadOfChain)
            {
                continue;
            }

            double[] own = [.. agents.Select(present => groups.Sum(group => present[group]))];
            for (int point = 0; point < _weights.Length; point++)
            {
                double factor = _factors[queue][point];
                QueueDay day = _days[queue] with { Calls = [.. _days[queue].Calls.Select(calls => calls * factor)] };
                TransientDay chain = _chains[point][queue] = TransientQueue.Of(day, own, _intervalSeconds);
                for (int interval = 0; interval < Intervals; interval++)
                {
                    ref QueuePrediction alone = ref _predictions[point][interval * _days.Count + queue];
                    alone = day.Calls[interval] > 0 ? Carried(alone, chain, interval, loads[queue][interval] * factor) : alone;
                }
            }
        }
    }

    /// <summary>The interval as the chain sees it; its spread stays that of the interval alone.</summary>
    private static QueuePrediction Carried(QueuePrediction alone, TransientDay chain, int interval, double load)
    {
        CallFigures figures = chain.At(interval);
        return alone with
        {
            ServiceLevel = figures.ServiceLevelOfOffered,
            ProbabilityOfWait = chain.ProbabilityOfWaitAt(interval),
            ProbabilityOfAbandonment = figures.AbandonedFraction ?? 0,
            CarriedLoad = load * (1 - (figures.AbandonedFraction ?? 0)),
            Occupancy = chain.OccupancyAt(interval),
        };
    }

    private double[] Factors(double variation)
    {
        double[] factors = new double[_weights.Length];
        DayFactor.Fill(variation, factors, _weights);
        return factors;
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
            for (int point = 0; point < _weights.Length; point++)
            {
                sum += calls[interval] * _factors[queue][point] * _weights[point] * share(At(point, queue, interval));
            }
        }

        return offered == 0 ? null : sum / offered;
    }
}
