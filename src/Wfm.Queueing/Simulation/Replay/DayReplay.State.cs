namespace Wfm.Queueing.Simulation.Replay;

/// <summary>The part that keeps a day's state to go on from it again, and tells when two runs have met.</summary>
internal sealed partial class DayReplay
{
    public int Intervals => _intervals;

    public void Save(DayState state)
    {
        state.Busy = Copy(_busy, state.Busy);
        state.Present = Copy(_present, state.Present);
        state.Head = Copy(_head, state.Head);
        state.Tail = Copy(_tail, state.Tail);
        state.Taken = Copy(_taken, state.Taken);
        state.Cells = Copy(_cells, state.Cells);
        state.Waiting = _waiting;
        state.NextCall = _nextCall;
        state.NextInterval = _nextInterval;
        state.NewCallers = _newCallers;
        state.Events.Clear();
        state.Callers.Clear();
        foreach (TimedEvent pending in _heap.Events)
        {
            state.Events.Add(pending);
            if ((pending.What & 7) != Completion)
            {
                state.Callers.Add((pending.What >> 3, _callers[pending.What >> 3]));
            }
        }

        foreach (int head in _head)
        {
            for (int index = head; index >= 0; index = _callers[index].Next)
            {
                state.Callers.Add((index, _callers[index]));
            }
        }
    }

    public void Restore(DayState state)
    {
        state.Busy.CopyTo(_busy, 0);
        state.Present.CopyTo(_present, 0);
        state.Head.CopyTo(_head, 0);
        state.Tail.CopyTo(_tail, 0);
        state.Taken.CopyTo(_taken, 0);
        state.Cells.CopyTo(_cells, 0);
        _waiting = state.Waiting;
        _nextCall = state.NextCall;
        _nextInterval = state.NextInterval;
        _newCallers = state.NewCallers;
        _heap.Clear();
        foreach (TimedEvent pending in state.Events)
        {
            _heap.Push(pending.Time, pending.What);
        }

        foreach ((int index, Caller caller) in state.Callers)
        {
            _callers[index] = caller;
        }
    }

    /// <summary>
    /// A hash of the calls in progress when nothing else is pending, else 0. Two runs with the same hash, the same agents and the same calls
    /// to come go on alike; independent of the order inside the heap.
    /// </summary>
    public ulong Fingerprint()
    {
        if (_waiting > 0)
        {
            return 0;
        }

        ulong sum = 1;
        foreach (TimedEvent pending in _heap.Events)
        {
            if ((pending.What & 7) != Completion)
            {
                return 0;
            }

            unchecked
            {
                sum += KeyedRandom.Key((ulong)BitConverter.DoubleToInt64Bits(pending.Time), pending.What);
            }
        }

        return sum;
    }

    /// <summary>From the interval on everything is as in another run of the day.</summary>
    public void TakeRestFrom(ReadOnlySpan<CellTally> other, int fromInterval)
    {
        for (int queue = 0; queue < _queues.Length; queue++)
        {
            int first = queue * _intervals + fromInterval;
            other[first..((queue + 1) * _intervals)].CopyTo(_cells.AsSpan(first));
        }
    }

    private static T[] Copy<T>(T[] from, T[] into)
    {
        if (into.Length != from.Length)
        {
            return [.. from];
        }

        from.CopyTo(into, 0);
        return into;
    }
}
