namespace Wfm.Samples;

/// <summary>
/// One day of the centre call by call: callers of each queue wait in line, hang up when their patience ends, and are answered by whoever is
/// free, their first queue first, the longest waiting first; people finish the call they are in before a break.
/// </summary>
internal sealed class CallFloor(FloorPlan plan)
{
    private const double SlotSeconds = 900;

    private readonly Queue<Caller>[] _waiting = [.. plan.Centre.Profiles.Select(_ => new Queue<Caller>())];
    private readonly PriorityQueue<int, double> _busyUntil = new();
    private readonly bool[] _isBusy = new bool[plan.Agents.Count];
    private readonly bool[] _isOn = new bool[plan.Agents.Count];
    private readonly double[] _idleSince = new double[plan.Agents.Count];
    private readonly int[,] _priorities = Priorities(plan);
    private UInt128 _idle;
    private ulong _someWait;
    private ServedQuarter[,] _served = new ServedQuarter[0, 0];

    /// <summary>Whose day.</summary>
    public FloorPlan Plan => plan;

    /// <summary>Plays one day.</summary>
    /// <param name="random">Patience and handle times.</param>
    /// <param name="drawn">For each queue the quarters from its opening.</param>
    /// <param name="onCalls">For each person the quarters on calls.</param>
    /// <returns>What became of the calls, by queue and quarter from 07:00.</returns>
    public ServedQuarter[,] Play(SampleRandom random, DrawnQuarter[][] drawn, ulong[] onCalls)
    {
        _served = new ServedQuarter[drawn.Length, FloorPlan.Slots];
        _busyUntil.Clear();
        Array.Clear(_isBusy);
        Array.Clear(_isOn);
        (_idle, _someWait) = (UInt128.Zero, 0);
        Caller[] callers = Callers(random, drawn);
        int closes = Enumerable.Range(0, drawn.Length).Max(queue => FirstSlot(queue) + drawn[queue].Length), next = 0, slot = 0;
        while (true)
        {
            double arrives = next < callers.Length ? callers[next].At : double.PositiveInfinity;
            double begins = slot < closes ? slot * SlotSeconds : double.PositiveInfinity;
            double ends = _busyUntil.TryPeek(out int agent, out double until) ? until : double.PositiveInfinity;
            if (begins <= arrives && begins <= ends && slot < closes)
            {
                Begin(slot++, onCalls, begins);
            }
            else if (ends <= arrives && ends < double.PositiveInfinity)
            {
                _busyUntil.Dequeue();
                _isBusy[agent] = false;
                TakeNext(agent, ends);
            }
            else if (next < callers.Length)
            {
                Arrive(callers[next++]);
            }
            else
            {
                break;
            }
        }

        HangUp();
        return _served;
    }

    private static int[,] Priorities(FloorPlan plan)
    {
        int[,] priorities = new int[plan.Agents.Count, plan.Centre.Profiles.Count];
        for (int agent = 0; agent < plan.Agents.Count; agent++)
        {
            for (int queue = 0; queue < plan.Centre.Profiles.Count; queue++)
            {
                priorities[agent, queue] = plan.PriorityOf(agent, queue);
            }
        }

        return priorities;
    }

    private int FirstSlot(int queue) => (plan.Centre.Profiles[queue].OpensHour - 7) * 4;

    private Caller[] Callers(SampleRandom random, DrawnQuarter[][] drawn)
    {
        List<Caller> callers = [];
        for (int queue = 0; queue < drawn.Length; queue++)
        {
            QueueProfile profile = plan.Centre.Profiles[queue];
            for (int at = 0; at < drawn[queue].Length; at++)
            {
                int slot = FirstSlot(queue) + at;
                for (int call = 0; call < drawn[queue][at].Offered; call++)
                {
                    callers.Add(new Caller(
                        (slot + random.Uniform()) * SlotSeconds,
                        queue,
                        slot,
                        -profile.PatienceSeconds * Math.Log(1 - random.Uniform()),
                        Math.Max(10, random.Gamma(1.8, drawn[queue][at].HandleSeconds / 1.8))));
                }
            }
        }

        callers.Sort((a, b) => a.At.CompareTo(b.At));
        return [.. callers];
    }

    private void Begin(int slot, ulong[] onCalls, double now)
    {
        for (int agent = 0; agent < _isOn.Length; agent++)
        {
            bool was = _isOn[agent];
            _isOn[agent] = (onCalls[agent] >> slot & 1) != 0;
            _idle &= _isOn[agent] ? UInt128.MaxValue : ~(UInt128.One << agent);
            if (_isOn[agent] && !was && !_isBusy[agent])
            {
                TakeNext(agent, now);
            }
        }
    }

    private void Arrive(Caller caller)
    {
        int best = -1, bestPriority = int.MaxValue;
        for (UInt128 free = _idle & plan.CanTake[caller.Queue]; free != UInt128.Zero; free &= free - UInt128.One)
        {
            int agent = (int)UInt128.TrailingZeroCount(free), priority = _priorities[agent, caller.Queue];
            if (priority < bestPriority || (priority == bestPriority && _idleSince[agent] < _idleSince[best]))
            {
                (best, bestPriority) = (agent, priority);
            }
        }

        if (best >= 0)
        {
            Answer(best, caller, caller.At);
        }
        else
        {
            _waiting[caller.Queue].Enqueue(caller);
            _someWait |= 1UL << caller.Queue;
        }
    }

    private void TakeNext(int agent, double now)
    {
        _idleSince[agent] = now;
        if (!_isOn[agent])
        {
            return;
        }

        _idle |= UInt128.One << agent;
        if (_someWait == 0)
        {
            return;
        }

        int best = -1, bestPriority = 0;
        foreach ((int queue, int priority) in plan.Teams[plan.TeamOf[agent]].Skills)
        {
            DropThoseWhoLeft(queue, now);
            if (_waiting[queue].TryPeek(out Caller head)
                && (best < 0 || (priority == bestPriority && head.At < _waiting[best].Peek().At)))
            {
                (best, bestPriority) = (queue, priority);
            }
        }

        if (best >= 0)
        {
            Answer(agent, _waiting[best].Dequeue(), now);
        }
    }

    private void DropThoseWhoLeft(int queue, double now)
    {
        while (_waiting[queue].TryPeek(out Caller head) && head.At + head.Patience <= now)
        {
            Lose(_waiting[queue].Dequeue());
        }

        _someWait &= _waiting[queue].Count > 0 ? ulong.MaxValue : ~(1UL << queue);
    }

    private void Answer(int agent, Caller caller, double now)
    {
        _isBusy[agent] = true;
        _idle &= ~(UInt128.One << agent);
        _busyUntil.Enqueue(agent, now + caller.Handle);
        ref ServedQuarter quarter = ref _served[caller.Queue, caller.Slot];
        double wait = now - caller.At;
        quarter.Answered++;
        quarter.InTime += wait <= plan.Centre.Profiles[caller.Queue].ThresholdSeconds ? 1 : 0;
        quarter.HandleSeconds += caller.Handle;
        quarter.WaitSeconds += wait;
    }

    private void Lose(Caller caller)
    {
        ref ServedQuarter quarter = ref _served[caller.Queue, caller.Slot];
        quarter.Abandoned++;
        quarter.WaitSeconds += caller.Patience;
    }

    // After the last call of the day nobody comes to those who still wait.
    private void HangUp()
    {
        foreach (Queue<Caller> queue in _waiting)
        {
            while (queue.TryDequeue(out Caller caller))
            {
                Lose(caller);
            }
        }
    }
}
