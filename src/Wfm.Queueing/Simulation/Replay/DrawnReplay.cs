namespace Wfm.Queueing.Simulation.Replay;

/// <summary>Draws a day and replays it at once, in memory that is used again for the next day.</summary>
internal sealed class DrawnReplay(DayDrawing drawing, DayReplay replay, int cells, int seed)
{
    private readonly int[] _offered = new int[cells];
    private SimulatedCall[] _calls = new SimulatedCall[16];

    public ReadOnlySpan<int> Offered => _offered;

    public ReadOnlySpan<CellTally> Cells => replay.Cells;

    public void Run(int day, ReadOnlySpan<double> agents)
    {
        Array.Clear(_offered);
        int count = cells == 0 ? 0 : drawing.Draw(day, ref _calls, 0, _offered);
        replay.Run(_calls.AsSpan(0, count), agents, KeyedRandom.Key((ulong)(uint)seed, day));
    }
}
