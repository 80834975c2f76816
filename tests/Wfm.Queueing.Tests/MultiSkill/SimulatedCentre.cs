namespace Wfm.Queueing.Tests.MultiSkill;

/// <summary>What happened to a queue's calls of one interval, by time of arrival, over all replications.</summary>
internal sealed record Tally(double[] Offered, double[] ServedInTime, double[] Abandoned);

/// <summary>
/// A plain event-by-event simulation of one day: Poisson arrivals, exponential handling and patience; a caller takes a free agent of the best
/// priority (of equals, one chosen by free heads), a freed agent takes the longest waiting caller of the best priority. Agents finish their call.
/// </summary>
internal sealed class SimulatedCentre
{
    private readonly Centre _centre;
    private readonly Random _random;
    private readonly double _end;
    private readonly int[] _busy;
    private readonly LinkedList<Caller>[] _waiting;
    private readonly PriorityQueue<(int Kind, int Index, Caller? Caller), double> _events = new();
    private readonly Tally[] _tallies;
    private readonly (int Group, int Priority)[][] _groupsOf;

    private SimulatedCentre(Centre centre, int seed)
    {
        _centre = centre;
        _random = new Random(seed);
        _end = centre.Agents.Count * centre.IntervalSeconds;
        _busy = new int[centre.Routes.Count];
        _waiting = centre.Days.Select(_ => new LinkedList<Caller>()).ToArray();
        int intervals = centre.Agents.Count;
        _tallies = centre.Days.Select(_ => new Tally(new double[intervals], new double[intervals], new double[intervals])).ToArray();
        _groupsOf = Enumerable.Range(0, centre.Days.Count)
            .Select(queue => centre.Routes
                .SelectMany((routes, group) => routes.Where(route => route.Queue == queue).Select(route => (group, route.Priority)))
                .OrderBy(pair => pair.Priority).ToArray())
            .ToArray();
    }

    /// <summary>Simulates the day again and again from the same centre and adds everything up.</summary>
    public static Tally[] Run(Centre centre, int replications, int seed)
    {
        SimulatedCentre simulation = new(centre, seed);
        for (int i = 0; i < replications; i++)
        {
            simulation.RunDay();
        }

        return simulation._tallies;
    }

    private const int Arrival = 0;
    private const int Completion = 1;
    private const int HangUp = 2;
    private const int ShiftChange = 3;

    private void RunDay()
    {
        Array.Clear(_busy);
        for (int queue = 0; queue < _waiting.Length; queue++)
        {
            _waiting[queue].Clear();
            ScheduleArrivals(queue);
        }

        for (int interval = 1; interval < _centre.Agents.Count; interval++)
        {
            _events.Enqueue((ShiftChange, interval, null), interval * _centre.IntervalSeconds);
        }

        while (_events.TryDequeue(out (int Kind, int Index, Caller? Caller) next, out double now))
        {
            switch (next.Kind)
            {
                case Arrival:
                    Arrive(next.Caller!, now);
                    break;
                case Completion:
                    _busy[next.Index]--;
                    TakeWaiting(next.Index, now);
                    break;
                case HangUp when next.Caller!.Place is not null:
                    _waiting[next.Caller.Queue].Remove(next.Caller.Place);
                    _tallies[next.Caller.Queue].Abandoned[next.Caller.Interval]++;
                    break;
                case ShiftChange:
                    for (int group = 0; group < _busy.Length; group++)
                    {
                        TakeWaiting(group, now);
                    }

                    break;
            }
        }
    }

    private void ScheduleArrivals(int queue)
    {
        for (int interval = 0; interval < _centre.Agents.Count; interval++)
        {
            double rate = _centre.Days[queue].Calls[interval] / _centre.IntervalSeconds;
            double end = (interval + 1) * _centre.IntervalSeconds;
            double time = interval * _centre.IntervalSeconds;
            while (rate > 0 && (time += Exponential(1 / rate)) < end)
            {
                _events.Enqueue((Arrival, queue, new Caller(queue, interval, time)), time);
            }
        }
    }

    private void Arrive(Caller caller, double now)
    {
        _tallies[caller.Queue].Offered[caller.Interval]++;
        int group = FreeGroup(caller.Queue, now);
        if (group >= 0)
        {
            Serve(caller, group, now);
            return;
        }

        caller.Place = _waiting[caller.Queue].AddLast(caller);
        _events.Enqueue((HangUp, 0, caller), now + Exponential(_centre.Days[caller.Queue].MeanPatienceSeconds));
    }

    private int FreeGroup(int queue, double now)
    {
        (int Group, int Priority)[] groups = _groupsOf[queue];
        for (int from = 0; from < groups.Length;)
        {
            int to = from;
            double free = 0;
            for (; to < groups.Length && groups[to].Priority == groups[from].Priority; to++)
            {
                free += Free(groups[to].Group, now);
            }

            double pick = _random.NextDouble() * free;
            for (int i = from; i < to && free > 0; i++)
            {
                pick -= Free(groups[i].Group, now);
                if (pick < 0)
                {
                    return groups[i].Group;
                }
            }

            from = to;
        }

        return -1;
    }

    private double Free(int group, double now) =>
        Math.Max(0, _centre.Agents[Math.Min(_centre.Agents.Count - 1, (int)(now / _centre.IntervalSeconds))][group] - _busy[group]);

    private void TakeWaiting(int group, double now)
    {
        while (now < _end + 7200 && Free(group, now) >= 1)
        {
            Caller? best = null;
            int bestPriority = int.MaxValue;
            foreach (SkillRoute route in _centre.Routes[group])
            {
                Caller? head = _waiting[route.Queue].First?.Value;
                if (head is not null && (route.Priority < bestPriority || (route.Priority == bestPriority && head.Arrived < best!.Arrived)))
                {
                    (best, bestPriority) = (head, route.Priority);
                }
            }

            if (best is null)
            {
                return;
            }

            _waiting[best.Queue].Remove(best.Place!);
            best.Place = null;
            Serve(best, group, now);
        }
    }

    private void Serve(Caller caller, int group, double now)
    {
        QueueDay day = _centre.Days[caller.Queue];
        if (now - caller.Arrived <= day.ThresholdSeconds)
        {
            _tallies[caller.Queue].ServedInTime[caller.Interval]++;
        }

        _busy[group]++;
        _events.Enqueue((Completion, group, null), now + Exponential(day.AverageHandleTimeSeconds[caller.Interval]));
    }

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private sealed class Caller(int queue, int interval, double arrived)
    {
        public int Queue { get; } = queue;

        public int Interval { get; } = interval;

        public double Arrived { get; } = arrived;

        /// <summary>The place in line; null when not waiting.</summary>
        public LinkedListNode<Caller>? Place { get; set; }
    }
}
