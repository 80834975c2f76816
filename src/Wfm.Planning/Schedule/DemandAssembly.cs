using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Staffing;

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
           select OfDay(requirement, [.. day], LoansInPlan.Lent(requirement.Queue, centre.Loans, centre, grid, row), row, grid) with { MinimumPosts = PostsOf(requirement, day, centre, grid, row) },
    ];

    private static QueueDay OfDay(StaffingRequirement requirement, List<RequirementInterval> intervals, double[] lent, int row, PlanningGrid grid)
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
                hull[slot] = LoansInPlan.Beside(ScheduledCost.Of(interval.Cost.Hull, present, slotsEach), lent[slot]);
                exact[slot] = LoansInPlan.Beside(ScheduledCost.Of(interval.Cost.True, present, slotsEach), lent[slot]);
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

    /// <summary>The fewest people in every slot the queue is open; whoever is lent to it fills a post. Nothing where no post applies.</summary>
    private static int[]? PostsOf(StaffingRequirement requirement, IEnumerable<RequirementInterval> intervals, CentreToPlan centre, PlanningGrid grid, int row)
    {
        MinimumPost[] posts = [.. centre.Posts.Where(post => post.Queue == requirement.Queue && post.AppliesOn(grid.Days[row].Date))];
        if (posts.Length == 0)
        {
            return null;
        }

        int[] people = new int[grid.Days[row].Slots];
        double[] lent = LoansInPlan.Lent(requirement.Queue, [.. centre.Loans, .. centre.LoansBeside], centre, grid, row);
        foreach (RequirementInterval interval in intervals)
        {
            for (int slot = grid.SlotFloor(row, interval.Start); slot < grid.SlotCeiling(row, interval.Start + requirement.IntervalLength); slot++)
            {
                Instant start = grid.InstantOf(row, slot);
                int fewest = posts.Where(post => post.On(grid.Days[row].Date, centre.Zone).Contains(start)).Sum(post => post.People);
                people[slot] = Math.Max(0, fewest - (int)lent[slot]);
            }
        }

        return people;
    }

    // A closed slot inside the day costs nothing and gains nothing.
    private static double[][] Flat(int slots) => [.. Enumerable.Range(0, slots).Select(_ => new double[] { 0, 0 })];
}
