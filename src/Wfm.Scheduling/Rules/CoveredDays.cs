namespace Wfm.Scheduling.Rules;

/// <summary>Who serves which queue when, and what that costs callers day by day: enough to work out again only the days that change.</summary>
/// <param name="Staff">People by day, slot and queue, every day as long as the longest.</param>
/// <param name="Costs">Cost of each day, as the search's tables and as the true tables tell it.</param>
internal sealed record CoveredDays(int[] Staff, IReadOnlyList<(double Hull, double True)> Costs)
{
    public static int SlotStride(PlanningGrid grid) => grid.Days.Select(day => day.Slots).DefaultIfEmpty(1).Max();

    public Coverage Coverage(SchedulingProblem problem) => new(SlotStride(problem.Grid), problem.Queues.Count, Staff);
}
