namespace Wfm.Queueing.Kernels;

/// <summary>The fixed point of neighbourhood pooling for one interval: how the load of every queue spreads over the groups.</summary>
internal readonly ref struct PoolingRounds
{
    // Where groups lend each other a lot of work a fixed step swings for ever; a group whose direction turns takes shorter ones from then on.
    // On 600 random nets 8 rounds so end 0.06 points from the fixed point on average, 12 rounds of fixed steps 0.18 (and up to 58).
    private const int Rounds = 8;
    private const double FirstStep = 0.5;
    private const double Shorter = 0.6;

    /// <summary>How heavily a lower-priority agent counts when a call has to wait for whoever becomes free.</summary>
    private const double LowerPriorityWeight = 0.15;

    private readonly RoutingTable _routing;
    private readonly ReadOnlySpan<QueueInflow> _inflows;
    private readonly ReadOnlySpan<double> _agents;
    private readonly GroupLoads _loads;
    private readonly PooledWork[] _work;
    private readonly double[] _step;
    private readonly double[] _move;

    public PoolingRounds(RoutingTable routing, ReadOnlySpan<QueueInflow> inflows, ReadOnlySpan<double> agents)
    {
        _routing = routing;
        _inflows = inflows;
        _agents = agents;
        _loads = new GroupLoads(
            new double[agents.Length], new double[agents.Length], new double[agents.Length], new double[routing.Routes], new double[routing.Routes]);
        _work = new PooledWork[agents.Length];
        _step = new double[agents.Length];
        _move = new double[agents.Length];
        Array.Fill(_loads.Busy, 0.5);
        Array.Fill(_step, FirstStep);
    }

    public void Predict(Span<QueuePrediction> predictions)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ShareLoad();
            for (int group = 0; group < _agents.Length; group++)
            {
                if (_agents[group] == 0)
                {
                    _loads.Busy[group] = 1;
                    continue;
                }

                GroupState state = GroupState.Of(_work[group], _agents[group]);
                Move(group, state.Wait - _loads.Busy[group]);
                _loads.Stay[group] = state.Stay;
                _loads.Occupancy[group] = state.Occupancy;
            }
        }

        ShareLoad();
        Neighbourhood neighbourhood = new(_routing, _inflows, _agents, _loads);
        for (int queue = 0; queue < predictions.Length; queue++)
        {
            predictions[queue] = neighbourhood.Predict(queue);
        }
    }

    /// <summary>Busy share of each group's time as the last round found it; 0 for a group nobody is there of.</summary>
    public ReadOnlySpan<double> Occupancy => _loads.Occupancy;

    private void Move(int group, double move)
    {
        if (move * _move[group] < 0)
        {
            _step[group] *= Shorter;
        }

        _move[group] = move;
        _loads.Busy[group] += _step[group] * move;
    }

    private void ShareLoad()
    {
        Array.Clear(_work);
        for (int queue = 0; queue < _inflows.Length; queue++)
        {
            ShareQueue(queue);
            for (int route = _routing.First(queue); route < _routing.End(queue); route++)
            {
                _work[_routing.Group(route)].Add(_inflows[queue], _loads.Taken[route] + _loads.Waited[route]);
            }
        }
    }

    /// <summary>Down the tiers: free agents take their part of what is left; the rest waits for whoever becomes free.</summary>
    private void ShareQueue(int queue)
    {
        double rest = _inflows[queue].OfferedLoad;
        double waitingWeight = 0;
        int end = _routing.End(queue);
        for (int from = _routing.First(queue); from < end;)
        {
            int to = from;
            double allBusy = 1, free = 0;
            for (; to < end && _routing.Tier(to) == _routing.Tier(from); to++)
            {
                int group = _routing.Group(to);
                allBusy *= _agents[group] > 0 ? _loads.Busy[group] : 1;
                free += FreeAgents(to);
                waitingWeight += WaitingWeight(to);
            }

            double taken = free > 0 ? rest * (1 - allBusy) : 0;
            for (int route = from; route < to; route++)
            {
                _loads.Taken[route] = taken == 0 ? 0 : taken * FreeAgents(route) / free;
            }

            rest -= taken;
            from = to;
        }

        for (int route = _routing.First(queue); route < end; route++)
        {
            _loads.Waited[route] = waitingWeight == 0 ? 0 : rest * WaitingWeight(route) / waitingWeight;
        }
    }

    private double FreeAgents(int route) => _agents[_routing.Group(route)] * (1 - _loads.Busy[_routing.Group(route)]);

    private double WaitingWeight(int route) => FreeAgents(route) * (_routing.Tier(route) == 0 ? 1 : LowerPriorityWeight);
}
