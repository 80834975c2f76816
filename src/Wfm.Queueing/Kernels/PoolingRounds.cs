namespace Wfm.Queueing.Kernels;

/// <summary>The fixed point of neighbourhood pooling for one interval.</summary>
internal readonly ref struct PoolingRounds
{
    private const int Rounds = 12;
    private const double Damping = 0.5;

    /// <summary>How heavily a lower-priority agent counts when a call has to wait for whoever becomes free.</summary>
    private const double LowerPriorityWeight = 0.15;

    private readonly RoutingTable _routing;
    private readonly ReadOnlySpan<QueueInflow> _inflows;
    private readonly ReadOnlySpan<double> _agents;
    private readonly double[] _busy;
    private readonly Work[] _work;

    public PoolingRounds(RoutingTable routing, ReadOnlySpan<QueueInflow> inflows, ReadOnlySpan<double> agents)
    {
        _routing = routing;
        _inflows = inflows;
        _agents = agents;
        _busy = new double[agents.Length];
        _work = new Work[agents.Length];
        Array.Fill(_busy, 0.5);
    }

    public void Predict(Span<QueuePrediction> predictions)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ShareLoad();
            for (int group = 0; group < _agents.Length; group++)
            {
                double wait = _agents[group] == 0 ? 1 : _work[group].System(_agents[group]).ProbabilityOfWait;
                _busy[group] += Damping * (wait - _busy[group]);
            }
        }

        ShareLoad();
        for (int queue = 0; queue < predictions.Length; queue++)
        {
            predictions[queue] = PredictQueue(queue);
        }
    }

    private void ShareLoad()
    {
        Array.Clear(_work);
        for (int queue = 0; queue < _inflows.Length; queue++)
        {
            if (_inflows[queue].OfferedLoad > 0)
            {
                ShareQueue(_inflows[queue], _routing.GroupsOf(queue), _routing.TiersOf(queue));
            }
        }
    }

    private void ShareQueue(in QueueInflow inflow, ReadOnlySpan<int> groups, ReadOnlySpan<int> tiers)
    {
        double rest = inflow.OfferedLoad;
        double waitingWeight = 0;
        for (int from = 0; from < groups.Length;)
        {
            int to = from;
            double allBusy = 1, free = 0;
            for (; to < groups.Length && tiers[to] == tiers[from]; to++)
            {
                int group = groups[to];
                if (_agents[group] > 0)
                {
                    allBusy *= _busy[group];
                    free += _agents[group] * (1 - _busy[group]);
                    waitingWeight += _agents[group] * WaitingWeight(tiers[to]);
                }
            }

            double taken = free > 0 ? rest * (1 - allBusy) : 0;
            for (int i = from; i < to && taken > 0; i++)
            {
                _work[groups[i]].Add(inflow, taken * _agents[groups[i]] * (1 - _busy[groups[i]]) / free);
            }

            rest -= taken;
            from = to;
        }

        for (int i = 0; i < groups.Length && waitingWeight > 0; i++)
        {
            _work[groups[i]].Add(inflow, rest * _agents[groups[i]] * WaitingWeight(tiers[i]) / waitingWeight);
        }
    }

    private static double WaitingWeight(int tier) => tier == 0 ? 1 : LowerPriorityWeight;

    private QueuePrediction PredictQueue(int queue)
    {
        QueueInflow inflow = _inflows[queue];
        double agents = 0;
        Work work = default;
        foreach (int group in _routing.GroupsOf(queue))
        {
            agents += _agents[group];
            work.Add(_work[group]);
        }

        if (inflow.OfferedLoad == 0)
        {
            return QueuePrediction.Quiet(agents > 0);
        }

        if (agents == 0)
        {
            return QueuePrediction.Uncovered;
        }

        ErlangA system = work.System(agents);
        double abandoned = system.ProbabilityOfAbandonment;
        return new QueuePrediction(
            QueueState.Normal,
            system.ServiceLevelOfOffered(inflow.ThresholdSeconds),
            system.ProbabilityOfWait,
            abandoned,
            inflow.OfferedLoad * (1 - abandoned));
    }

    /// <summary>The work a group carries, with the mean handle time and patience of its calls.</summary>
    private struct Work
    {
        private double _load;
        private double _callsPerSecond;
        private double _abandonRate;

        public void Add(in QueueInflow inflow, double load)
        {
            double calls = load / inflow.AverageHandleTimeSeconds;
            _load += load;
            _callsPerSecond += calls;
            _abandonRate += calls / inflow.MeanPatienceSeconds;
        }

        public void Add(in Work other)
        {
            _load += other._load;
            _callsPerSecond += other._callsPerSecond;
            _abandonRate += other._abandonRate;
        }

        /// <summary>Patience is averaged as a rate of hanging up, as callers of all queues leave the same line.</summary>
        public readonly ErlangA System(double agents) =>
            _load == 0
                ? new ErlangA(0, agents, 1, 1)
                : new ErlangA(_load, agents, _load / _callsPerSecond, _callsPerSecond / _abandonRate);
    }
}
