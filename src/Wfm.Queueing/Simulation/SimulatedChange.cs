namespace Wfm.Queueing.Simulation;

/// <summary>Two staffings met by the same callers. The standard error is that of the difference, much smaller than that of either side.</summary>
public sealed class SimulatedChange
{
    /// <summary>Compares two replays of the same prepared days.</summary>
    /// <param name="before">Figures before the change.</param>
    /// <param name="after">Figures after it.</param>
    /// <exception cref="ArgumentException">The figures differ in queues, intervals or days.</exception>
    public SimulatedChange(SimulatedFigures before, SimulatedFigures after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if ((before.Queues, before.Intervals, before.Days) != (after.Queues, after.Intervals, after.Days))
        {
            throw new ArgumentException("Only two replays of the same days can be compared.", nameof(after));
        }

        Before = before;
        After = after;
    }

    /// <summary>Figures before the change.</summary>
    public SimulatedFigures Before { get; }

    /// <summary>Figures after the change.</summary>
    public SimulatedFigures After { get; }

    /// <summary>Service level (of offered) after minus before, of one queue over the day; null when no call came.</summary>
    /// <param name="queue">Position of the queue.</param>
    public Estimate? DifferenceOf(int queue) => Difference(queue, 0, Before.Intervals);

    /// <summary>Service level (of offered) after minus before, of one queue and interval; null when no call came.</summary>
    /// <param name="queue">Position of the queue.</param>
    /// <param name="interval">Position of the interval.</param>
    public Estimate? DifferenceAt(int queue, int interval) => Difference(queue, interval, interval + 1);

    private Estimate? Difference(int queue, int from, int end)
    {
        (long Offered, long InTime) before = default, after = default;
        for (int day = 0; day < Before.Days; day++)
        {
            before = Add(before, Before.Counts(queue, from, end, day));
            after = Add(after, After.Counts(queue, from, end, day));
        }

        if (before.Offered == 0 || after.Offered == 0)
        {
            return null;
        }

        double levelBefore = (double)before.InTime / before.Offered, levelAfter = (double)after.InTime / after.Offered;
        double squares = 0;
        for (int day = 0; day < Before.Days; day++)
        {
            (long callsBefore, long goodBefore) = Before.Counts(queue, from, end, day);
            (long callsAfter, long goodAfter) = After.Counts(queue, from, end, day);
            double part = (goodAfter - levelAfter * callsAfter) / after.Offered - (goodBefore - levelBefore * callsBefore) / before.Offered;
            squares += part * part;
        }

        int days = Before.Days;
        return new Estimate(levelAfter - levelBefore, days == 1 ? 0 : Math.Sqrt(squares * days / (days - 1)));
    }

    private static (long Offered, long InTime) Add((long Offered, long InTime) left, (long Offered, long InTime) right) =>
        (left.Offered + right.Offered, left.InTime + right.InTime);
}
