namespace Wfm.Queueing.Simulation.Replay;

/// <summary>A replayed day at one moment: enough to go on from there again.</summary>
internal sealed class DayState
{
    public int[] Busy { get; set; } = [];

    public int[] Present { get; set; } = [];

    public int[] Head { get; set; } = [];

    public int[] Tail { get; set; } = [];

    public int[] Taken { get; set; } = [];

    public CellTally[] Cells { get; set; } = [];

    public List<TimedEvent> Events { get; } = [];

    /// <summary>Callers in line or named by an event, with their position.</summary>
    public List<(int Index, Caller Caller)> Callers { get; } = [];

    public int Waiting { get; set; }

    public int NextCall { get; set; }

    public int NextInterval { get; set; }

    public int NewCallers { get; set; }
}
