namespace Wfm.Queueing.Simulation.Replay;

/// <summary>Adds up replayed days: sums by batch, added in order at the end, and what varies from day to day.</summary>
internal sealed class FiguresUnderWay
{
    private readonly int _daysPerBatch;
    private readonly int _days;
    private readonly int _queues;
    private readonly int _intervals;
    private readonly CallFigures[][] _sums;
    private readonly int[] _offered;
    private readonly int[] _inTime;

    public FiguresUnderWay(int queues, int intervals, int days, int daysPerBatch)
    {
        _queues = queues;
        _intervals = intervals;
        _days = days;
        _daysPerBatch = daysPerBatch;
        Batches = (days + daysPerBatch - 1) / daysPerBatch;
        _sums = new CallFigures[Batches][];
        _offered = new int[days * queues * intervals];
        _inTime = new int[days * queues * intervals];
    }

    public int Batches { get; }

    public int First(int batch) => batch * _daysPerBatch;

    public int End(int batch) => Math.Min(_days, (batch + 1) * _daysPerBatch);

    public void Add(int batch, int day, ReadOnlySpan<int> drawn, ReadOnlySpan<CellTally> cells)
    {
        CallFigures[] sums = _sums[batch] ??= new CallFigures[_queues * _intervals];
        Span<int> offered = _offered.AsSpan(day * cells.Length, cells.Length), inTime = _inTime.AsSpan(day * cells.Length, cells.Length);
        for (int cell = 0; cell < cells.Length; cell++)
        {
            CallFigures figures = cells[cell].Figures(drawn[cell]);
            sums[cell] += figures;
            offered[cell] = (int)figures.Offered;
            inTime[cell] = (int)figures.AnsweredInTime;
        }
    }

    public SimulatedFigures Done()
    {
        CallFigures[] sums = new CallFigures[_queues * _intervals];
        foreach (CallFigures[] batch in _sums)
        {
            for (int cell = 0; cell < sums.Length; cell++)
            {
                sums[cell] += batch[cell];
            }
        }

        return new SimulatedFigures(_queues, _intervals, _days, sums, _offered, _inTime);
    }
}
