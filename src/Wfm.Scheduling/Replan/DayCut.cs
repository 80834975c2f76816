namespace Wfm.Scheduling.Replan;

/// <summary>Cuts a problem down to one day.</summary>
internal static class DayCut
{
    /// <summary>The problem of one day with some of its agents; everything the plain code asks about that day stays true.</summary>
    public static SchedulingProblem Of(SchedulingProblem problem, IReadOnlyList<int> agents, int day)
    {
        PlanningGrid grid = problem.Grid;
        PlanDay row = grid.Days[day];
        return problem with
        {
            Grid = new PlanningGrid(grid.Zone, grid.SlotMinutes, row.Date, 1, [row]),
            Demand = [.. problem.Demand.Where(demand => demand.Date == row.Date)],
            Agents = [.. agents.Select(agent => problem.Agents[agent])],
        };
    }
}
