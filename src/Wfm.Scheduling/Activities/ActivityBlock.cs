namespace Wfm.Scheduling.Activities;

/// <summary>A block that has a place: who, which day, which slots.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Members">Numbers of the people.</param>
/// <param name="Stretch">Which of the activity's stretches it counts in.</param>
/// <param name="Day">Row of the grid.</param>
/// <param name="Start">First slot.</param>
/// <param name="Slots">Length.</param>
internal sealed record ActivityBlock(PlanActivity Activity, int[] Members, int Stretch, int Day, int Start, int Slots)
{
    public PlacedActivity Placed(SchedulingProblem problem) => new(
        Activity.Id, Activity.Kind, [.. Members.Select(member => problem.Agents[member].Id)],
        new NodaTime.Interval(problem.Grid.InstantOf(Day, Start), problem.Grid.InstantOf(Day, Start + Slots)));

    /// <summary>The block a placed activity is, or null when it is none of this problem's.</summary>
    public static ActivityBlock? Of(SchedulingProblem problem, PlacedActivity placed)
    {
        PlanningGrid grid = problem.Grid;
        int day = PlacedActivities.RowOf(grid, placed.Span.Start);
        PlanActivity? activity = problem.Activities.FirstOrDefault(known => known.Id == placed.Activity);
        if (activity is null || day < 0)
        {
            return null;
        }

        int start = grid.SlotFloor(day, placed.Span.Start);
        NodaTime.LocalDate date = grid.Days[day].Date;
        int stretch = PlacedActivities.Stretches(problem, activity).ToList().FindIndex(part => date >= part.From && date <= part.To);
        int[] members = [.. placed.Agents.Select(id => problem.Agents.ToList().FindIndex(agent => agent.Id == id))];
        return new ActivityBlock(activity, members, stretch, day, start, grid.SlotCeiling(day, placed.Span.End) - start);
    }
}
