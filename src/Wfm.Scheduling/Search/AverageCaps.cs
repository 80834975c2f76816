using NodaTime;

namespace Wfm.Scheduling.Search;

/// <summary>Turns limits on the average week of a calculation period into limits on the running total of paid units.</summary>
/// <param name="problem">The problem.</param>
/// <param name="low">Fewest units before each day; narrowed.</param>
/// <param name="high">Most units before each day; narrowed.</param>
/// <param name="weekStart">First day of each day's week.</param>
internal sealed class AverageCaps(SchedulingProblem problem, int[] low, int[] high, int[] weekStart)
{
    /// <summary>
    /// The most units in a calculation period, or no limit when the running totals keep it anyway. The first period is
    /// kept by the running total alone.
    /// </summary>
    /// <param name="blockStart">First day of each day's calculation period.</param>
    /// <param name="average">Most hours a week on average.</param>
    /// <param name="weeks">Weeks of the period.</param>
    public int Exact(int[] blockStart, Duration? average, int weeks)
    {
        if (average is not { } hours)
        {
            return int.MaxValue;
        }

        int cap = Units(hours, weeks);
        bool isKept = true;
        foreach ((int first, int end, int length) in Blocks(weeks))
        {
            high[end] = first == 0 ? Math.Min(high[end], Units(hours, length)) : high[end];
            isKept &= first == 0 || high[end] - low[first] <= Units(hours, length);
            cap = first > 0 && length < weeks ? Math.Min(cap, Units(hours, length)) : cap;
        }

        return isKept || blockStart.Length == 0 ? int.MaxValue : cap;
    }

    /// <summary>Keeps a limit by narrowing the running totals: a little stricter than the rule where the bands leave room for more.</summary>
    /// <param name="average">Most hours a week on average.</param>
    /// <param name="weeks">Weeks of the period.</param>
    /// <param name="before">The part of the first period that lies before the plan; null where none does.</param>
    /// <param name="cautious">True for searching; false for bounding, where no schedule that keeps the rule may be lost.</param>
    public void Narrow(Duration? average, int weeks, EarlierWeeks? before, bool cautious)
    {
        foreach ((int first, int end, int length) in average is null ? [] : Blocks(weeks, before?.Weeks ?? 0))
        {
            Duration earlier = first == 0 && before is not null ? before.Worked : Duration.Zero;
            high[end] = Math.Min(high[end], (cautious ? low[first] : high[first]) + Units(average!.Value, length, earlier));
        }
    }

    private int Units(Duration average, int weeks, Duration earlier = default) => (int)Math.Floor((average * weeks - earlier).TotalMinutes / problem.PaidUnitMinutes + 1e-9);

    /// <summary>First day, day after the last, and weeks of each calculation period, those before the plan included; the last may be shorter.</summary>
    private IEnumerable<(int First, int End, int Weeks)> Blocks(int weeks, int before = 0)
    {
        PlanningGrid grid = problem.Grid;
        for (int day = 0; day < weekStart.Length;)
        {
            int block = (grid.WeekOf(day) + before) / weeks;
            int end = day;
            while (end < weekStart.Length && (grid.WeekOf(end) + before) / weeks == block)
            {
                end++;
            }

            yield return (day, end, Math.Min(weeks, grid.Weeks + before - block * weeks));
            day = end;
        }
    }
}
