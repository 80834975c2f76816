namespace Wfm.Queueing.Simulation.Replay;

/// <summary>
/// Replays a day with two staffings. The second run starts from the first one's state where the staffings begin to differ, and ends where
/// both meet again: same calls in progress, nobody waiting, same agents from there on.
/// </summary>
internal sealed class PairedReplay(DayReplay replay, StaffingChange change)
{
    private CellTally[] _before = [];
    private readonly DayState _state = new();

    public ReadOnlySpan<CellTally> Before => _before;

    public ReadOnlySpan<CellTally> After => replay.Cells;

    public void Run(ReadOnlySpan<SimulatedCall> calls, ulong dayKey)
    {
        int intervals = replay.Intervals;
        Span<ulong> meetings = stackalloc ulong[intervals <= 512 ? intervals : 0];
        if (meetings.Length != intervals)
        {
            meetings = new ulong[intervals];
        }

        replay.Begin(calls, dayKey);
        replay.Advance(calls, change.Before, change.Before, change.FirstChanged);
        replay.Save(_state);
        for (int interval = Math.Max(change.FirstChanged, change.SameFrom); interval < intervals; interval++)
        {
            replay.Advance(calls, change.Before, change.Before, interval);
            meetings[interval] = replay.Fingerprint();
        }

        replay.Advance(calls, change.Before, change.Before, intervals);
        replay.Finish();
        Keep();
        if (change.FirstChanged == intervals)
        {
            return;
        }

        replay.Restore(_state);
        for (int interval = Math.Max(change.FirstChanged, change.SameFrom); interval < intervals; interval++)
        {
            replay.Advance(calls, change.After, change.Before, interval);
            ulong here = replay.Fingerprint();
            if (here != 0 && here == meetings[interval])
            {
                replay.TakeRestFrom(_before, interval);
                return;
            }
        }

        replay.Advance(calls, change.After, change.Before, intervals);
        replay.Finish();
    }

    private void Keep()
    {
        if (_before.Length != replay.Cells.Length)
        {
            _before = new CellTally[replay.Cells.Length];
        }

        replay.Cells.CopyTo(_before);
    }
}
