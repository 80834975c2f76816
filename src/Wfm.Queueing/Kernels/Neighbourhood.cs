namespace Wfm.Queueing.Kernels;

/// <summary>
/// One queue's view: all agents who can take it as one Erlang A system. Its own calls always come to these agents. Another queue's calls
/// come to them while they are free as far as its routing sends them, and while they are all busy only as far as the agents outside
/// this neighbourhood are busy too, so the system has one load below and another above the point where everybody is busy.
/// </summary>
internal readonly ref struct Neighbourhood(
    RoutingTable routing, ReadOnlySpan<QueueInflow> inflows, ReadOnlySpan<double> agents, GroupLoads loads)
{
    private readonly ReadOnlySpan<QueueInflow> _inflows = inflows;
    private readonly ReadOnlySpan<double> _agents = agents;

    public QueuePrediction Predict(int queue)
    {
        QueueInflow inflow = _inflows[queue];
        double staff = 0, allBusy = 1, working = 0;
        for (int route = routing.First(queue); route < routing.End(queue); route++)
        {
            int group = routing.Group(route);
            staff += _agents[group];
            working += _agents[group] * loads.Occupancy[group];
            allBusy *= _agents[group] > 0 ? loads.Busy[group] : 1;
        }

        if (inflow.OfferedLoad == 0)
        {
            return QueuePrediction.Quiet(staff > 0) with { Occupancy = staff > 0 ? Math.Min(1, working / staff) : 0 };
        }

        if (staff == 0)
        {
            return QueuePrediction.Uncovered;
        }

        ErlangA system = System(queue, staff, allBusy);
        double abandoned = system.ProbabilityOfAbandonment;
        return new QueuePrediction(
            QueueState.Normal,
            system.ServiceLevelOfOffered(inflow.ThresholdSeconds),
            system.ProbabilityOfWait,
            abandoned,
            inflow.OfferedLoad * (1 - abandoned))
        {
            Occupancy = Math.Min(1, working / staff),
            System = system,
            ThresholdSeconds = inflow.ThresholdSeconds,
        };
    }

    private ErlangA System(int queue, double staff, double allBusy)
    {
        PooledWork whileFree = default, whileBusy = default;
        whileFree.Add(_inflows[queue], _inflows[queue].OfferedLoad);
        whileBusy.Add(_inflows[queue], _inflows[queue].OfferedLoad);
        foreach (int other in routing.Neighbours(queue))
        {
            if (_inflows[other].OfferedLoad > 0)
            {
                AddOther(queue, other, allBusy, ref whileFree, ref whileBusy);
            }
        }

        double inverse = InverseBlocking.Of(whileFree.Load, staff - 1) * (whileBusy.Load / whileFree.Load);
        return new ErlangA(whileBusy.Load, staff, whileBusy.HandleSeconds, whileBusy.PatienceSeconds, inverse);
    }

    private void AddOther(int queue, int other, double allBusy, ref PooledWork whileFree, ref PooledWork whileBusy)
    {
        double takenHere = 0, waitedHere = 0, servedHere = 0, otherAllBusy = 1, outsideBusy = 1, insideOnlyBusy = allBusy;
        for (int route = routing.First(other); route < routing.End(other); route++)
        {
            int group = routing.Group(route);
            double groupBusy = _agents[group] > 0 ? loads.Busy[group] : 1;
            otherAllBusy *= groupBusy;
            if (routing.Takes(group, queue))
            {
                takenHere += loads.Taken[route];
                waitedHere += loads.Waited[route];
                servedHere += loads.Waited[route] * loads.Stay[group];
                insideOnlyBusy /= groupBusy;
            }
            else
            {
                outsideBusy *= groupBusy;
            }
        }

        // Of the calls that wait for the other queue's agents, this part does so while all of ours are busy.
        double together = Math.Min(1, insideOnlyBusy);
        whileFree.Add(_inflows[other], (takenHere + servedHere * (1 - together)) / (1 - allBusy));
        whileBusy.Add(_inflows[other], waitedHere / otherAllBusy * outsideBusy);
    }
}
