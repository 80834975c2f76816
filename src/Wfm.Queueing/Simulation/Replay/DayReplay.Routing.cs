using System.Runtime.CompilerServices;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>The part that brings callers and agents together.</summary>
internal sealed partial class DayReplay
{
    /// <summary>The best priority with a free agent; of equals one chosen by free heads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FreeGroup(int queue, float pick)
    {
        unchecked
        {
            int from = _routing.ArrivalFirst[queue], end = _routing.ArrivalFirst[queue + 1];
            if (end - from == 1)
            {
                int only = _routing.ArrivalGroup[from];
                return _busy[only] < _present[only] ? only : -1;
            }

            return FreeGroupOfMany(from, end, pick);
        }
    }

    private int FreeGroupOfMany(int from, int end, float pick)
    {
        unchecked
        {
            while (from < end)
            {
                int priority = _routing.ArrivalPriority[from];
                int to = from, free = 0, last = -1;
                for (; to < end && _routing.ArrivalPriority[to] == priority; to++)
                {
                    int group = _routing.ArrivalGroup[to];
                    int freeHere = _present[group] - _busy[group];
                    if (freeHere > 0)
                    {
                        free += freeHere;
                        last = group;
                    }
                }

                if (free > 0)
                {
                    int nth = (int)(pick * free);
                    for (int route = from; route < to; route++)
                    {
                        int group = _routing.ArrivalGroup[route];
                        nth -= Math.Max(0, _present[group] - _busy[group]);
                        if (nth < 0)
                        {
                            return group;
                        }
                    }

                    return last;
                }

                from = to;
            }

            return -1;
        }
    }

    /// <summary>Takes the next caller of a group out of line: best priority, then longest in line. Callers who hung up are told off on the way.</summary>
    private int NextCaller(int group, double now)
    {
        unchecked
        {
            while (true)
            {
                int best = -1, bestPriority = int.MaxValue;
                double bestJoined = double.PositiveInfinity;
                for (int route = _routing.TakeFirst[group]; route < _routing.TakeFirst[group + 1]; route++)
                {
                    if (best >= 0 && _routing.TakePriority[route] > bestPriority)
                    {
                        break;
                    }

                    int head = _head[_routing.TakeQueue[route]];
                    if (head >= 0)
                    {
                        double joined = _callers[head].Joined;
                        if (joined < bestJoined && joined + _routing.TakeAfter[route] <= now)
                        {
                            (best, bestPriority, bestJoined) = (head, _routing.TakePriority[route], joined);
                        }
                    }
                }

                if (best < 0)
                {
                    return -1;
                }

                ref Caller caller = ref _callers[best];
                _head[caller.Queue] = caller.Next;
                caller.IsWaiting = false;
                _waiting--;
                if (caller.HangsUp >= now)
                {
                    return best;
                }

                CountAbandoned(in caller, caller.HangsUp - caller.Arrived, now - caller.Arrived);
            }
        }
    }
}
