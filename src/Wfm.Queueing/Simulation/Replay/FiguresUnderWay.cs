namespace Wfm.Queueing.Simulation.Replay;

/// <summary>Adds up replayed days: sums by batch, added in order at the end, and what varies from day to day.</summary>
internal sealed class FiguresUnderWay
{
    private readonly int _daysPerBatch;
    private readonly int _days;
    private readonly int _queues;
    private readonly int _intervals;
    private readonly CellTally[][] _sums;
    private readonly int[][] _drawn;
    private readonly int[] _offered;
    private readonly int[] _inTime;

    public FiguresUnderWay(int queues, int intervals, int days, int daysPerBatch)
    {
        _queues = queues;
        _intervals = intervals;
        _days = days;
        _daysPerBatch = daysPerBatch;
        Batches = (days + daysPerBatch - 1) / daysPerBatch;
        _sums = new CellTally[Batches][];
        _drawn = new int[Batches][];
        _offered = new int[days * queues * intervals];
        _inTime = new int[days * queues * intervals];
    }

    public int Batches { get; }

    public int First(int batch) => batch * _daysPerBatch;

    public int End(int batch) => Math.Min(_days, (batch + 1) * _daysPerBatch);

    public void Add(int batch, int day, ReadOnlySpan<int> drawn, ReadOnlySpan<CellTally> cells)
    {
        Span<CellTally> sums = _sums[batch] ??= new CellTally[cells.Length];
        Span<int> drawnSums = _drawn[batch] ??= new int[cells.Length];
        Span<int> offered = _offered.AsSpan(day * cells.Length, cells.Length), inTime = _inTime.AsSpan(day * cells.Length, cells.Length);
        unchecked
        {
            for (int i = 0; i < cells.Length && i < sums.Length && i < drawnSums.Length && i < drawn.Length && i < offered.Length && i < inTime.Length; i++)
            {
                ref readonly CellTally cell = ref cells[i];
                int calls = drawn[i] + cell.NewCalls - cell.Blocked;
                drawnSums[i] += drawn[i];
                sums[i].Add(in cell);
                offered[i] = calls;
                inTime[i] = calls - cell.Abandoned - cell.AnsweredLate;
            }
        }
    }

    public SimulatedFigures Done()
    {
        CallFigures[] sums = new CallFigures[_queues * _intervals];
        for (int batch = 0; batch < Batches; batch++)
        {
            for (int cell = 0; cell < sums.Length; cell++)
            {
                sums[cell] += _sums[batch][cell].Figures(_drawn[batch][cell]);
            }
        }

        return new SimulatedFigures(_queues, _intervals, _days, sums, _offered, _inTime);
    }
}
