namespace Wfm.Staffing;

/// <summary>What people who are scheduled cost, of whom only a share is on calls.</summary>
public static class ScheduledCost
{
    /// <summary>The table of people on calls read between its whole numbers, shared evenly by the slots of an interval.</summary>
    /// <param name="table">Cost of 0, 1, 2 … people on calls over the interval; at least one entry.</param>
    /// <param name="onCallsFraction">Share of the people scheduled who are on calls (1 − shrinkage); above 0 and at most 1.</param>
    /// <param name="slots">Slots of the interval; at least one.</param>
    /// <returns>Cost of 0, 1, 2 … people scheduled in one slot, at least two entries; convex where the table is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share or the slots are outside their range.</exception>
    public static double[] Of(IReadOnlyList<double> table, double onCallsFraction, int slots)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        if (onCallsFraction is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(onCallsFraction), onCallsFraction, "The share of people on calls lies above 0 and is at most 1.");
        }

        double[] scheduled = new double[Math.Max(2, (int)Math.Ceiling(((table.Count - 1) / onCallsFraction) - 1e-9) + 1)];
        for (int people = 0; people < scheduled.Length; people++)
        {
            scheduled[people] = At(table, people * onCallsFraction) / slots;
        }

        return scheduled;
    }

    private static double At(IReadOnlyList<double> table, double people)
    {
        if (table.Count == 1)
        {
            return table[0];
        }

        int below = Math.Min((int)people, table.Count - 2);
        return table[below] + ((people - below) * (table[below + 1] - table[below]));
    }
}
