using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Cuts requirements into the slots of the plan.</summary>
internal static class DemandAssembly
{
    /// <summary>For each day on which any queue needs anybody: from the first interval's start to the last one's end.</summary>
    public static IEnumerable<(LocalDate Date, Interval Open)> Openings(CentreToPlan centre) =>
        from requirement in centre.Requirements
        from interval in requirement.Intervals
        let date = interval.Start.InZone(centre.Zone).Date
        where date >= centre.Period.FirstDay && date <= centre.Period.LastDay
        group new Interval(interval.Start, interval.Start + requirement.IntervalLength) by date into day
        select (day.Key, new Interval(day.Min(interval => interval.Start), day.Max(interval => interval.End)));

    public static IReadOnlyList<QueueDay> Of(CentreToPlan centre, PlanningGrid grid) =>
    [
        .. from requirement in centre.Requirements
           from day in requirement.Intervals.GroupBy(interval => interval.Start.InZone(centre.Zone).Date)
           let row = grid.IndexOf(day.Key)
           where row >= 0
           select OfDay(requirement, [.. day], row, grid),
    ];

    private static QueueDay OfDay(StaffingRequirement requirement, List<RequirementInterval> intervals, int row, PlanningGrid grid)
    {
        int slots = grid.Days[row].Slots;
        int slotsEach = (int)(requirement.IntervalLength.TotalMinutes / grid.SlotMinutes);
        double[][] hull = Flat(slots), exact = Flat(slots);
        double[] calls = new double[slots], handleSeconds = new double[slots], onCalls = new double[slots];
        Array.Fill(handleSeconds, intervals[0].AverageHandleSeconds);
        Array.Fill(onCalls, 1);
        foreach (RequirementInterval interval in intervals)
        {
            double present = interval.Required == 0 ? 1 : interval.Required / interval.ScheduledNeeded;
            int first = grid.SlotFloor(row, interval.Start);
            for (int slot = first; slot < first + slotsEach; slot++)
            {
                hull[slot] = PerScheduled(interval.Cost.Hull, present, slotsEach);
                exact[slot] = PerScheduled(interval.Cost.True, present, slotsEach);
                calls[slot] = interval.Calls / slotsEach;
                handleSeconds[slot] = interval.AverageHandleSeconds;
                onCalls[slot] = present;
            }
        }

        return new QueueDay(requirement.Queue, grid.Days[row].Date)
        {
            Cost = hull,
            TrueCost = exact,
            Traffic = new SlotTraffic(calls, handleSeconds, onCalls),
        };
    }

    /// <summary>The cost of c people scheduled, of whom a share is on calls: the table read between its whole numbers, shared by the slots of an interval.</summary>
    private static double[] PerScheduled(IReadOnlyList<double> table, double present, int slotsEach)
    {
        int length = Math.Max(2, (int)Math.Ceiling(((table.Count - 1) / present) - 1e-9) + 1);
        double[] scheduled = new double[length];
        for (int people = 0; people < length; people++)
        {
            scheduled[people] = At(table, people * present) / slotsEach;
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

    // A closed slot inside the day costs nothing and gains nothing.
    private static double[][] Flat(int slots) => [.. Enumerable.Range(0, slots).Select(_ => new double[] { 0, 0 })];
}
