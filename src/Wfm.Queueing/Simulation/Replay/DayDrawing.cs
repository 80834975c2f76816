namespace Wfm.Queueing.Simulation.Replay;

/// <summary>
/// Draws the calls of days. Every draw is keyed by (seed, day, queue, call), so a change of staffing, or of another queue, changes none of them.
/// Arrivals by inversion: a Poisson process of rate 1 is laid along the expected number of calls so far.
/// </summary>
internal sealed class DayDrawing
{
    private readonly QueueInput[] _queues;
    private readonly double _secondsPerDay;
    private readonly ulong _seed;
    private SimulatedCall[] _unsorted = [];
    private int[] _buckets = [];

    public DayDrawing(QueueInput[] queues, double intervalSeconds, int intervals, int seed)
    {
        _queues = queues;
        _secondsPerDay = intervalSeconds * intervals;
        _seed = KeyedRandom.Key(0x57464D, seed);
    }

    /// <summary>Appends one day's calls in the order they come, and counts them by cell.</summary>
    /// <returns>The number of calls in the buffer afterwards.</returns>
    public int Draw(int day, ref SimulatedCall[] buffer, int used, Span<int> offered)
    {
        ulong dayKey = KeyedRandom.Key(_seed, day);
        double busy = KeyedRandom.Normal(KeyedRandom.Draw(dayKey, 0));
        int count = 0;
        for (int queue = 0; queue < _queues.Length; queue++)
        {
            count = DrawQueue(queue, _queues[queue].DayFactor(busy), KeyedRandom.Key(dayKey, queue), count);
        }

        if (buffer.Length < used + count)
        {
            Array.Resize(ref buffer, Math.Max(used + count, (int)Math.Min(Array.MaxLength / 2, 1.3 * buffer.Length)));
        }

        ReadOnlySpan<SimulatedCall> drawn = _unsorted.AsSpan(0, count);
        int intervals = offered.Length / _queues.Length;
        foreach (ref readonly SimulatedCall call in drawn)
        {
            offered[call.Queue * intervals + call.Interval]++;
        }

        Sort(drawn, buffer.AsSpan(used, count));
        return used + count;
    }

    private int DrawQueue(int queue, double factor, ulong key, int count)
    {
        QueueInput input = _queues[queue];
        double[] cumulative = input.CumulativeCalls;
        double end = cumulative[^1] * factor;
        double scale = 1 / factor;
        int interval = 0;
        uint draw = 0;
        unchecked
        {
            for (double at = ExponentialLayers.Of(KeyedRandom.Draw(key, draw)); at < end; at += ExponentialLayers.Of(KeyedRandom.Draw(key, draw)))
            {
                double mean = at * scale;
                while (mean >= cumulative[interval + 1] && interval < cumulative.Length - 2)
                {
                    interval++;
                }

                if (count == _unsorted.Length)
                {
                    Array.Resize(ref _unsorted, Math.Max(1024, 2 * count));
                }

                ref SimulatedCall call = ref _unsorted[count++];
                call.Time = input.StartSeconds[interval] + Math.Max(0, mean - cumulative[interval]) * input.SecondsPerCall[interval];
                call.Service = (float)(input.HandleSeconds[interval] * input.HandleFactor(KeyedRandom.Draw(key, draw + 1)));
                call.Patience = input.Patience(KeyedRandom.Draw(key, draw + 2));
                call.Pick = (float)(KeyedRandom.Draw(key, draw + 3) >> 40) * (1f / (1 << 24));
                call.Queue = (ushort)queue;
                call.Interval = (ushort)interval;
                draw += 4;
            }
        }

        return count;
    }

    /// <summary>Into buckets of about one call by time, then insertion: linear, because no time of day holds most of the calls.</summary>
    private void Sort(ReadOnlySpan<SimulatedCall> drawn, Span<SimulatedCall> sorted)
    {
        if (_queues.Length == 1)
        {
            drawn.CopyTo(sorted);
            return;
        }

        int buckets = drawn.Length + 1;
        double scale = drawn.Length / _secondsPerDay;
        if (_buckets.Length < buckets + 1)
        {
            _buckets = new int[2 * buckets];
        }

        Span<int> next = _buckets.AsSpan(0, buckets + 1);
        next.Clear();
        unchecked
        {
            foreach (ref readonly SimulatedCall call in drawn)
            {
                next[(int)(call.Time * scale) + 1]++;
            }

            for (int bucket = 1; bucket <= buckets; bucket++)
            {
                next[bucket] += next[bucket - 1];
            }

            foreach (ref readonly SimulatedCall call in drawn)
            {
                sorted[next[(int)(call.Time * scale)]++] = call;
            }

            for (int i = 1; i < sorted.Length; i++)
            {
                if (sorted[i].Time < sorted[i - 1].Time)
                {
                    SimulatedCall moved = sorted[i];
                    int hole = i;
                    for (; hole > 0 && sorted[hole - 1].Time > moved.Time; hole--)
                    {
                        sorted[hole] = sorted[hole - 1];
                    }

                    sorted[hole] = moved;
                }
            }
        }
    }
}
