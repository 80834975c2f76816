namespace Wfm.Queueing.Simulation.Replay;

/// <summary>The part about callers who meet a busy signal, call again, are called back, or are passed on to another queue.</summary>
internal sealed partial class DayReplay
{
    private const uint CallbackDraw = 0;
    private const uint RedialDraw = 1;
    private const uint RedialDelayDraw = 2;
    private const uint TransferDraw = 3;
    private const uint ServiceDraw = 4;
    private const uint PatienceDraw = 5;
    private const uint PickDraw = 6;
    private const int AfterRedial = 1;
    private const int AfterTransfer = 2;

    /// <summary>Takes a place for the caller, or gives the busy signal.</summary>
    private bool IsTurnedAway(int index, double now)
    {
        ref Caller caller = ref _callers[index];
        if (_taken[caller.Queue] < _queues[caller.Queue].Behaviour.Places || _queues[caller.Queue].Behaviour.Places is null || caller.WasCalledBack)
        {
            _taken[caller.Queue]++;
            return false;
        }

        _cells[caller.Cell].Blocked++;
        Redial(index, now);
        return true;
    }

    private bool AsksToBeCalledBack(int index, double now)
    {
        ref Caller caller = ref _callers[index];
        CallerBehaviour behaviour = _queues[caller.Queue].Behaviour;
        if (caller.WasCalledBack || !Happens(caller.Key, CallbackDraw, behaviour.CallbackShare))
        {
            return false;
        }

        caller.WasCalledBack = true;
        caller.HangsUp = double.PositiveInfinity;
        _taken[caller.Queue]--;
        _heap.Push(now + behaviour.CallbackDelaySeconds, (index << 3) + ComesBack);
        return true;
    }

    /// <summary>Only those who free a place or would call again when they hang up need an event for it.</summary>
    private void PlanHangUp(int index)
    {
        ref Caller caller = ref _callers[index];
        if (caller.HangsUp < double.PositiveInfinity && (_queues[caller.Queue].Behaviour.Places is not null || CallsAgain(in caller)))
        {
            _heap.Push(caller.HangsUp, (index << 3) + HangsUp);
        }
    }

    private void HangUp(int index, double now)
    {
        if (_callers[index].IsWaiting)
        {
            _taken[_callers[index].Queue]--;
            Redial(index, now);
        }
    }

    private bool CallsAgain(ref readonly Caller caller) => Happens(caller.Key, RedialDraw, _queues[caller.Queue].Behaviour.RedialShare);

    private void Redial(int index, double now)
    {
        if (!CallsAgain(in _callers[index]))
        {
            return;
        }

        int queue = _callers[index].Queue;
        double delay = _queues[queue].Behaviour.RedialDelaySeconds * ExponentialLayers.Of(KeyedRandom.Draw(_callers[index].Key, RedialDelayDraw));
        double again = now + delay;
        if (again < _intervals * _intervalSeconds)
        {
            int caller = NewCaller(queue, again, KeyedRandom.Key(_callers[index].Key, AfterRedial));
            _heap.Push(again, (caller << 3) + ComesBack);
        }
    }

    private void PassOn(int index, double now)
    {
        if (!Happens(_callers[index].Key, TransferDraw, _queues[_callers[index].Queue].Behaviour.TransferShare))
        {
            return;
        }

        int to = _queues[_callers[index].Queue].Behaviour.TransferTo;
        int caller = NewCaller(to, now, KeyedRandom.Key(_callers[index].Key, AfterTransfer));
        Enter(caller, FreeGroup(to, _callers[caller].Pick), now);
    }

    /// <summary>A call that is offered anew; after closing it belongs to the last interval.</summary>
    private int NewCaller(int queue, double arrives, ulong key)
    {
        if (_newCallers == _callers.Length)
        {
            Array.Resize(ref _callers, 2 * _newCallers);
        }

        QueueInput input = _queues[queue];
        int interval = Math.Min(_intervals - 1, (int)(arrives / _intervalSeconds));
        _callers[_newCallers] = new Caller
        {
            Arrived = arrives,
            HangsUp = arrives + input.Patience(KeyedRandom.Draw(key, PatienceDraw)),
            Key = key,
            Service = (float)(input.HandleSeconds[interval] * input.HandleFactor(KeyedRandom.Draw(key, ServiceDraw))),
            Pick = (float)(KeyedRandom.Draw(key, PickDraw) >> 40) * (1f / (1 << 24)),
            Cell = queue * _intervals + interval,
            Queue = (ushort)queue,
        };
        _cells[_callers[_newCallers].Cell].NewCalls++;
        return _newCallers++;
    }

    private static bool Happens(ulong key, uint draw, double share) => share > 0 && KeyedRandom.Uniform(KeyedRandom.Draw(key, draw)) < share;
}
