using Wfm.Queueing.Simulation.Replay;

namespace Wfm.Queueing.Simulation;

/// <summary>Days drawn once: every call with its time, handle time and patience. Replaying them with two staffings compares like with like.</summary>
/// <remarks>Immutable once made; may be shared by threads. About 24 bytes a call.</remarks>
public sealed class PreparedDays
{
    private readonly double _intervalSeconds;
    private readonly int _seed;
    private readonly SimulatedCall[][] _batches;
    private readonly int[] _first;
    private readonly int[] _end;
    private readonly int[] _offered;
    private int _daysPerBatch = 1;

    internal PreparedDays(ReplayRouting routing, QueueInput[] queues, double intervalSeconds, int days, int seed)
    {
        Routing = routing;
        Queues = queues;
        _intervalSeconds = intervalSeconds;
        _seed = seed;
        Days = days;
        Intervals = queues.Length == 0 ? 0 : queues[0].HandleSeconds.Length;
        _batches = new SimulatedCall[days][];
        _first = new int[days];
        _end = new int[days];
        _offered = new int[days * Queues.Length * Intervals];
    }

    /// <summary>Number of days.</summary>
    public int Days { get; }

    /// <summary>Number of intervals of each day.</summary>
    public int Intervals { get; }

    /// <summary>Number of calls of all days.</summary>
    public long Calls => Enumerable.Range(0, Days).Sum(day => (long)(_end[day] - _first[day]));

    internal ReplayRouting Routing { get; }

    internal QueueInput[] Queues { get; }

    internal ReadOnlySpan<SimulatedCall> CallsOf(int day) => _batches[day / _daysPerBatch].AsSpan(_first[day].._end[day]);

    internal ReadOnlySpan<int> OfferedOf(int day) => _offered.AsSpan(day * Queues.Length * Intervals, Queues.Length * Intervals);

    internal ulong KeyOf(int day) => KeyedRandom.Key((ulong)(uint)_seed, day);

    internal void Draw(int daysPerBatch, int threads)
    {
        _daysPerBatch = daysPerBatch;
        int cells = Queues.Length * Intervals;
        Batches.ForEach(
            (Days + daysPerBatch - 1) / daysPerBatch,
            threads,
            () => new DayDrawing(Queues, _intervalSeconds, Intervals, _seed),
            (drawing, batch) =>
            {
                SimulatedCall[] calls = new SimulatedCall[16];
                int used = 0;
                for (int day = batch * daysPerBatch; day < Math.Min(Days, (batch + 1) * daysPerBatch); day++)
                {
                    _first[day] = used;
                    used = cells == 0 ? 0 : drawing.Draw(day, ref calls, used, _offered.AsSpan(day * cells, cells));
                    _end[day] = used;
                }

                _batches[batch] = calls;
            });
    }
}
