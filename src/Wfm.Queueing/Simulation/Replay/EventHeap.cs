using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>What happens at a time: a completion of a group, or something about one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimedEvent
{
    public double Time;

    /// <summary>Index × 8 + kind.</summary>
    public int What;
}

/// <summary>A binary heap of events, earliest first; the root's time is infinite when it is empty.</summary>
internal sealed class EventHeap
{
    private TimedEvent[] _events = new TimedEvent[256];

    public int Count { get; private set; }

    public TimedEvent Top => _events[0];

    public double TopTime => _events[0].Time;

    public ReadOnlySpan<TimedEvent> Events => _events.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        _events[0].Time = double.PositiveInfinity;
    }


    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(double time, int what)
    {
        unchecked
        {
            if (Count == _events.Length)
            {
                Array.Resize(ref _events, 2 * Count);
            }

            ref TimedEvent root = ref MemoryMarshal.GetArrayDataReference(_events);
            int hole = Count++;
            while (hole > 0)
            {
                int parent = (hole - 1) >> 1;
                ref TimedEvent above = ref Unsafe.Add(ref root, parent);
                if (above.Time <= time)
                {
                    break;
                }

                Unsafe.Add(ref root, hole) = above;
                hole = parent;
            }

            Unsafe.Add(ref root, hole) = new TimedEvent { Time = time, What = what };
        }
    }

    public void Pop()
    {
        unchecked
        {
            TimedEvent last = _events[--Count];
            if (Count == 0)
            {
                _events[0].Time = double.PositiveInfinity;
                return;
            }

            SiftDown(last);
        }
    }

    /// <summary>Takes the root away and puts another event in, in one pass.</summary>
    public void Replace(double time, int what) => SiftDown(new TimedEvent { Time = time, What = what });

    private void SiftDown(TimedEvent moved)
    {
        unchecked
        {
            ref TimedEvent root = ref MemoryMarshal.GetArrayDataReference(_events);
            int hole = 0, child = 1, count = Count;
            while (child < count)
            {
                ref TimedEvent left = ref Unsafe.Add(ref root, child);
                if (child + 1 < count)
                {
                    int right = Unsafe.Add(ref root, child + 1).Time < left.Time ? 1 : 0;
                    child += right;
                    left = ref Unsafe.Add(ref root, child);
                }

                if (left.Time >= moved.Time)
                {
                    break;
                }

                Unsafe.Add(ref root, hole) = left;
                hole = child;
                child = 2 * hole + 1;
            }

            Unsafe.Add(ref root, hole) = moved;
        }
    }
}
