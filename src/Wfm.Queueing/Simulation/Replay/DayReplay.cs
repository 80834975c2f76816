using System.Runtime.CompilerServices;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>
/// Replays drawn days with a staffing, event by event. Hanging up needs no event: it is found out when an agent would take the caller, and
/// that moment is also the wait the caller was offered. Arrivals come from the drawn day, so the heap holds only calls in progress.
/// </summary>
/// <remarks>Scratch memory is kept from day to day; one instance per thread.</remarks>
internal sealed partial class DayReplay
{
    private const int Completion = 0;
    private const int CompletionAndTransfer = 1;
    private const int OverflowDue = 2;
    private const int HangsUpAndRedials = 3;
    private const int ComesBack = 4;

    private readonly ReplayRouting _routing;
    private readonly QueueInput[] _queues;
    private readonly double _intervalSeconds;
    private readonly int _intervals;
    private readonly EventHeap _heap = new();
    private readonly int[] _busy;
    private readonly int[] _present;
    private double _rounding;
    private readonly int[] _head;
    private readonly int[] _tail;
    private readonly bool[] _isPlain;
    private readonly CellTally[] _cells;
    private Caller[] _callers = [];
    private int _waiting;
    private int _nextCall;
    private int _nextInterval;
    private int _newCallers;
    private ulong _dayKey;

    public DayReplay(ReplayRouting routing, QueueInput[] queues, double intervalSeconds, int intervals)
    {
        _routing = routing;
        _queues = queues;
        _intervalSeconds = intervalSeconds;
        _intervals = intervals;
        _busy = new int[routing.Groups];
        _present = new int[routing.Groups];
        _head = new int[routing.Queues];
        _tail = new int[routing.Queues];
        _isPlain = [.. queues.Select(queue => !queue.Behaviour.MakesNewCalls)];
        _cells = new CellTally[queues.Length * intervals];
    }

    /// <summary>The day's tally by queue and interval, until the next day is replayed.</summary>
    public ReadOnlySpan<CellTally> Cells => _cells;

    /// <summary>Replays one whole day.</summary>
    /// <param name="calls">The drawn calls in order.</param>
    /// <param name="agents">Agents by interval and group, flat.</param>
    /// <param name="dayKey">Key of the day's other draws.</param>
    public void Run(ReadOnlySpan<SimulatedCall> calls, ReadOnlySpan<double> agents, ulong dayKey)
    {
        Begin(calls, dayKey);
        Advance(calls, agents, agents, _intervals);
        Finish();
    }

    public void Begin(ReadOnlySpan<SimulatedCall> calls, ulong dayKey)
    {
        Array.Clear(_busy);
        Array.Clear(_cells);
        Array.Fill(_head, -1);
        Array.Clear(_present);
        _heap.Clear();
        _waiting = 0;
        _nextCall = 0;
        _nextInterval = 0;
        _newCallers = calls.Length;
        _dayKey = dayKey;
        if (_callers.Length < calls.Length)
        {
            _callers = new Caller[calls.Length + calls.Length / 4];
        }

        _rounding = KeyedRandom.Uniform(KeyedRandom.Draw(dayKey, 0));
    }

    /// <summary>Goes on until the given interval begins; the number of intervals means to the end of everything.</summary>
    /// <param name="calls">The drawn calls in order.</param>
    /// <param name="agents">Agents by interval and group, flat.</param>
    /// <param name="roundedAs">The staffing whose parts of agents decide where rounding goes up: two runs that share it differ by the change alone.</param>
    /// <param name="untilInterval">Where to stop.</param>
    public void Advance(ReadOnlySpan<SimulatedCall> calls, ReadOnlySpan<double> agents, ReadOnlySpan<double> roundedAs, int untilInterval)
    {
        unchecked
        {
            double boundary = _nextInterval < _intervals ? _nextInterval * _intervalSeconds : double.PositiveInfinity;
            double arrival = _nextCall < calls.Length ? calls[_nextCall].Time : double.PositiveInfinity;
            while (true)
            {
                double next = Math.Min(arrival, _heap.TopTime);
                if (boundary <= next)
                {
                    if (_nextInterval == untilInterval || boundary == double.PositiveInfinity)
                    {
                        return;
                    }

                    StartInterval(agents, roundedAs, boundary);
                    boundary = ++_nextInterval < _intervals ? _nextInterval * _intervalSeconds : double.PositiveInfinity;
                }
                else if (arrival <= next)
                {
                    Arrive(in calls[_nextCall]);
                    arrival = ++_nextCall < calls.Length ? calls[_nextCall].Time : double.PositiveInfinity;
                }
                else
                {
                    Happen(_heap.Top);
                }
            }
        }
    }

    /// <summary>Parts of agents are rounded so that the sum over groups never strays by a whole person: rounding adds as little luck as it can.</summary>
    private void StartInterval(ReadOnlySpan<double> agents, ReadOnlySpan<double> roundedAs, double now)
    {
        int first = _nextInterval * _present.Length;
        double sum = _rounding;
        for (int group = 0; group < _present.Length; group++)
        {
            sum -= Math.Floor(sum);
            _present[group] = (int)(agents[first + group] + sum);
            sum += roundedAs[first + group];
        }

        for (int group = 0; group < _present.Length && _waiting > 0; group++)
        {
            FillGroup(group, now);
        }
    }

    private void FillGroup(int group, double now)
    {
        while (_waiting > 0 && _busy[group] < _present[group])
        {
            int caller = NextCaller(group, now);
            if (caller < 0)
            {
                return;
            }

            TimedEvent completion = ServeWaiting(caller, group, now);
            _heap.Push(completion.Time, completion.What);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Arrive(ref readonly SimulatedCall call)
    {
        int group = FreeGroup(call.Queue, call.Pick);
        if (group >= 0 && _isPlain[call.Queue])
        {
            unchecked
            {
                _busy[group]++;
                _heap.Push(call.Time + call.Service, group << 3);
            }
        }
        else
        {
            ArriveSlowly(in call, group);
        }
    }

    private void ArriveSlowly(ref readonly SimulatedCall call, int group)
    {
        double now = call.Time;
        ref Caller caller = ref _callers[_nextCall];
        caller.Arrived = now;
        caller.HangsUp = now + call.Patience;
        caller.Service = call.Service;
        caller.Pick = call.Pick;
        caller.Cell = call.Queue * _intervals + call.Interval;
        caller.Queue = call.Queue;
        caller.IsWaiting = false;
        caller.WasCalledBack = false;
        caller.Key = _isPlain[call.Queue] ? 0 : KeyedRandom.Key(_dayKey ^ (ulong)BitConverter.DoubleToInt64Bits(now), call.Queue);
        Enter(_nextCall, group, now);
    }

    /// <summary>A caller whose record is filled in is served by the group, or waits when it is −1.</summary>
    private void Enter(int index, int group, double now)
    {
        if (group >= 0)
        {
            TimedEvent completion = _callers[index].WasCalledBack ? ServeWaiting(index, group, now) : Serve(index, group, now);
            _heap.Push(completion.Time, completion.What);
        }
        else if (_isPlain[_callers[index].Queue] || !AsksToBeCalledBack(index, now))
        {
            Join(index, now);
        }
    }

    private void Join(int index, double now)
    {
        unchecked
        {
            ref Caller caller = ref _callers[index];
            int queue = caller.Queue;
            caller.Joined = now;
            caller.IsWaiting = true;
            caller.Next = -1;
            if (_head[queue] < 0)
            {
                _head[queue] = index;
            }
            else
            {
                _callers[_tail[queue]].Next = index;
            }

            _tail[queue] = index;
            _waiting++;
            foreach (double delay in _routing.Delays[queue])
            {
                _heap.Push(now + delay, (index << 3) + OverflowDue);
            }

            if (!_isPlain[queue])
            {
                PlanRedial(index);
            }
        }
    }

    private void Happen(TimedEvent next)
    {
        unchecked
        {
            int index = next.What >> 3;
            switch (next.What & 7)
            {
                case Completion:
                    Complete(index, next.Time);
                    break;
                case CompletionAndTransfer:
                    Complete(_callers[index].Group, next.Time);
                    PassOn(index, next.Time);
                    break;
                case OverflowDue:
                    _heap.Pop();
                    Overflow(index, next.Time);
                    break;
                case HangsUpAndRedials:
                    _heap.Pop();
                    Redial(index, next.Time);
                    break;
                default:
                    _heap.Pop();
                    Enter(index, FreeGroup(_callers[index].Queue, _callers[index].Pick), next.Time);
                    break;
            }
        }
    }

    private void Complete(int group, double now)
    {
        unchecked
        {
            _busy[group]--;
            int caller = _waiting > 0 && _busy[group] < _present[group] ? NextCaller(group, now) : -1;
            if (caller < 0)
            {
                _heap.Pop();
            }
            else
            {
                TimedEvent completion = ServeWaiting(caller, group, now);
                _heap.Replace(completion.Time, completion.What);
            }
        }
    }

    /// <summary>The caller waited long enough for more groups to be asked; older callers of the queue were offered to them before.</summary>
    private void Overflow(int index, double now)
    {
        if (_callers[index].IsWaiting)
        {
            int queue = _callers[index].Queue;
            for (int route = _routing.LaterFirst[queue]; route < _routing.LaterFirst[queue + 1]; route++)
            {
                FillGroup(_routing.LaterGroup[route], now);
            }
        }
    }

    private TimedEvent ServeWaiting(int index, int group, double now)
    {
        CountAnswered(in _callers[index], now - _callers[index].Arrived);
        return Serve(index, group, now);
    }

    private TimedEvent Serve(int index, int group, double now)
    {
        unchecked
        {
            ref Caller caller = ref _callers[index];
            _busy[group]++;
            bool goesOn = !_isPlain[caller.Queue] && GoesOn(in caller);
            caller.Group = group;
            return new TimedEvent { Time = now + caller.Service, What = goesOn ? (index << 3) + CompletionAndTransfer : group << 3 };
        }
    }

    private void CountAnswered(ref readonly Caller caller, double wait)
    {
        unchecked
        {
            ref CellTally cell = ref _cells[caller.Cell];
            cell.WaitOfAnswered += wait;
            if (wait > _queues[caller.Queue].LongestInTime)
            {
                cell.AnsweredLate++;
                cell.VirtuallyLate++;
            }
        }
    }

    private void CountAbandoned(ref readonly Caller caller, double wait, double offeredWait)
    {
        unchecked
        {
            QueueInput queue = _queues[caller.Queue];
            ref CellTally cell = ref _cells[caller.Cell];
            cell.Abandoned++;
            cell.WaitOfAbandoned += wait;
            cell.ShortAbandoned += wait <= queue.Behaviour.ShortAbandonSeconds ? 1 : 0;
            cell.AbandonedInTime += wait <= queue.LongestInTime ? 1 : 0;
            cell.VirtuallyLate += offeredWait > queue.LongestInTime ? 1 : 0;
        }
    }

    /// <summary>Nobody is left who could take those still in line: they hang up, at the latest when the day ends.</summary>
    public void Finish()
    {
        double end = _intervals * _intervalSeconds;
        for (int queue = 0; queue < _head.Length; queue++)
        {
            for (int index = _head[queue]; index >= 0; index = _callers[index].Next)
            {
                ref Caller caller = ref _callers[index];
                double leaves = caller.HangsUp == double.PositiveInfinity ? Math.Max(end, caller.Arrived) : caller.HangsUp;
                CountAbandoned(in caller, leaves - caller.Arrived, double.PositiveInfinity);
            }
        }
    }
}
