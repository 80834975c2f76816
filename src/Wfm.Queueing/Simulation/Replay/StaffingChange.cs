namespace Wfm.Queueing.Simulation.Replay;

/// <summary>Two staffings of one day and the intervals in which they differ.</summary>
internal sealed class StaffingChange
{
    public StaffingChange(double[] before, double[] after, int intervals)
    {
        Before = before;
        After = after;
        int groups = intervals == 0 ? 0 : before.Length / intervals;
        FirstChanged = intervals;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] != after[i])
            {
                FirstChanged = Math.Min(FirstChanged, i / groups);
                SameFrom = i / groups + 1;
            }
        }
    }

    /// <summary>Agents by interval and group, flat.</summary>
    public double[] Before { get; }

    public double[] After { get; }

    /// <summary>The first interval with other agents; the number of intervals when there is none.</summary>
    public int FirstChanged { get; }

    /// <summary>From this interval on both are the same again.</summary>
    public int SameFrom { get; }
}
