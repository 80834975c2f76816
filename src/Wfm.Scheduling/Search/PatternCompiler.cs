using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>Counts a shift template in slots of one day and tightens it by the contract's limits.</summary>
internal static class PatternCompiler
{
    public static ShiftPattern Compile(SchedulingProblem problem, PlanTemplate template, WorkRules rules, int day)
    {
        PlanningGrid grid = problem.Grid;
        int slots = grid.Days[day].Slots;
        int step = Math.Max(1, template.StartStepMinutes / grid.SlotMinutes);
        int startMin = grid.SlotCeiling(day, grid.InstantOf(day, template.EarliestStart));
        while (startMin < 0)
        {
            startMin += step;
        }

        int withoutRast = rules.LongestWorkWithoutRast is { } longest ? Down(grid, longest.TotalMinutes) : slots;
        int lengthMax = Math.Min(slots, Down(grid, template.MaxPresenceMinutes));
        double paidMax = Math.Min(template.MaxPaidMinutes, rules.LongestDay?.TotalMinutes ?? double.MaxValue);
        ShiftPattern pattern = new()
        {
            StartMin = startMin,
            StartMax = Math.Min(slots - 1, grid.SlotFloor(day, grid.InstantOf(day, template.LatestStart))),
            StartStep = step,
            EndMax = template.LatestEnd is { } end ? Math.Clamp(grid.SlotFloor(day, grid.InstantOf(day, end)), 0, slots) : slots,
            LengthMin = Up(grid, template.MinPresenceMinutes),
            LengthMax = template.Lunch is null ? Math.Min(lengthMax, withoutRast) : lengthMax,
            PaidMin = Math.Max(1, (template.MinPaidMinutes + problem.PaidUnitMinutes - 1) / problem.PaidUnitMinutes),
            PaidMax = Math.Min(DayPricing.PaidStride - 1, (int)(paidMax / problem.PaidUnitMinutes)),
            Breaks = template.Breaks.Count,
            BreakSlots = Up(grid, template.Breaks.Minutes),
            FirstBreakMin = Up(grid, template.Breaks.MinAfterStartMinutes),
            FirstBreakMax = Down(grid, template.Breaks.MaxAfterStartMinutes),
            BreakBeforeLunch = Up(grid, Math.Max(template.Breaks.Minutes, template.Breaks.MinBeforeLunchMinutes)),
            BreakAfterLunch = Up(grid, template.Breaks.MinAfterLunchMinutes),
            BreakBeforeEnd = Up(grid, Math.Max(template.Breaks.Minutes, template.Breaks.MinBeforeEndMinutes)),
        };
        return template.Lunch is null ? pattern : WithLunch(pattern, grid, template.Lunch, day, withoutRast);
    }

    private static ShiftPattern WithLunch(ShiftPattern pattern, PlanningGrid grid, LunchRule lunch, int day, int withoutRast) =>
        pattern with
        {
            LunchMin = Up(grid, lunch.MinMinutes),
            LunchMax = Math.Max(Up(grid, lunch.MinMinutes), Down(grid, lunch.MaxMinutes)),
            LunchWindows =
            [
                .. lunch.Windows.Select(window => (
                    Math.Max(0, grid.SlotCeiling(day, grid.InstantOf(day, window.Start))),
                    Math.Min(grid.Days[day].Slots, grid.SlotFloor(day, grid.InstantOf(day, window.End))))),
            ],
            BeforeLunchMin = Up(grid, lunch.MinBeforeMinutes),
            BeforeLunchMax = Math.Min(withoutRast, Down(grid, lunch.MaxBeforeMinutes)),
            AfterLunchMin = Math.Max(1, Up(grid, lunch.MinAfterMinutes)),
            AfterLunchMax = Math.Min(withoutRast, Down(grid, lunch.MaxAfterMinutes)),
        };

    private static int Up(PlanningGrid grid, int minutes) => (minutes + grid.SlotMinutes - 1) / grid.SlotMinutes;

    private static int Down(PlanningGrid grid, double minutes) => (int)(minutes / grid.SlotMinutes);
}
