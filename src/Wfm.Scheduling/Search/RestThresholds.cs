using NodaTime;

namespace Wfm.Scheduling.Search;

/// <summary>For every day the starts that are early and the ends that are late, so that "not early after late" keeps the daily rest.</summary>
/// <param name="Slots">Per day: starts before the first are early, ends after the second are late.</param>
/// <param name="Days">The same in minutes, with the bounds of possible shifts.</param>
/// <param name="Exact">Days with every band the rules tell apart; null when the two bands above are all there are.</param>
internal sealed record RestThresholds((int EarlyBefore, int LateAfter)[] Slots, RestDay[] Days, RestDay[]? Exact)
{
    public static RestThresholds Of(
        SchedulingProblem problem, PlanContract contract, DayShape[] shapes, RestAround around, RestStatesFactory times,
        bool alwaysExact)
    {
        PlanningGrid grid = problem.Grid;
        (int EarlyBefore, int LateAfter)[] slots = [.. shapes.Select(shape => (0, shape.Slots))];
        bool exact = true;
        for (int day = -1; day + 1 < shapes.Length; day++)
        {
            Border border = new(grid, contract, shapes, times, day, around);
            if (border.Find() is { } found)
            {
                slots[day + 1].EarlyBefore = found.EarlyBefore;
                exact &= found.IsExact;
                if (day >= 0)
                {
                    slots[day].LateAfter = found.LateAfter;
                }
            }
        }

        if (around.After is { } after && shapes.Length > 0)
        {
            slots[^1].LateAfter = LateBefore(after, problem.Grid, contract, shapes[^1]);
        }

        RestDays days = new(problem, contract, shapes, times);
        RestDay[] coarse = [.. slots.Select((limits, day) => days.Coarse(day, limits))];
        bool weekly = times.LeavesWeeklyRest(contract, coarse, around);
        if (exact && !weekly && !alwaysExact)
        {
            return new RestThresholds(slots, coarse, null);
        }

        RestCuts cuts = RestCuts.Of(times.RulesOf(contract), coarse, days.Times(), around, times.EndDate);
        bool told = days.Refine(slots, cuts, mayMove: weekly);
        return new RestThresholds(
            slots, [.. slots.Select((limits, day) => days.Tight(day, limits))], told && !alwaysExact ? null : [.. slots.Select((_, day) => days.Exact(day, cuts))]);
    }

    /// <summary>The latest end on the last day that the first shift after the period may follow; its start stands, so nothing is lost by it.</summary>
    private static int LateBefore(RestAfter after, PlanningGrid grid, PlanContract contract, DayShape last)
    {
        int day = grid.Days.Count - 1;
        if (!last.MayWork || grid.FirstDate.PlusDays(after.FirstDate - 1) != grid.Days[day].Date)
        {
            return last.Slots;
        }

        Instant start = grid.FirstDate.AtStartOfDayInZone(grid.Zone).ToInstant() + Duration.FromMinutes(after.FirstStart);
        int byRule = contract.EarlyAfterLate is { } rule && after.StartsEarly ? grid.SlotFloor(day, grid.InstantOf(day, rule.LateAfter)) : last.Slots;
        int byRest = contract.Terms.Rules.DailyRest is { } rest ? grid.SlotFloor(day, start - rest) : last.Slots;
        return Math.Clamp(Math.Min(byRule, byRest), 0, last.Slots);
    }

    /// <summary>The night between a day and the next; the day before the period is number −1.</summary>
    private sealed record Border(
        PlanningGrid Grid, PlanContract Contract, DayShape[] Shapes, RestStatesFactory Times, int Day, RestAround Around)
    {
        public (int EarlyBefore, int LateAfter, bool IsExact)? Find()
        {
            int next = Day + 1;
            if (!IsNightBetweenShifts())
            {
                return null;
            }

            DayShape tomorrow = Shapes[next];
            int slots = Day < 0 ? 0 : Shapes[Day].Slots;
            (int early, int late, bool exact) = (0, slots, true);
            Instant firstStart = Grid.InstantOf(next, tomorrow.EarliestStart);
            Instant lastEnd = Day < 0 ? LastEndBefore() : Grid.InstantOf(Day, Shapes[Day].LatestEnd);
            if (Contract.EarlyAfterLate is { } rule)
            {
                early = Math.Max(0, Grid.SlotCeiling(next, Grid.InstantOf(next, rule.EarlyBefore)));
                late = Day < 0 ? 0 : Math.Min(slots, Grid.SlotFloor(Day, Grid.InstantOf(Day, rule.LateAfter)));
                early = Day < 0 && !Around.EndedLate ? 0 : early;
            }

            if (Contract.Terms.Rules.DailyRest is { } rest && lastEnd + rest > firstStart)
            {
                int restEarly = Grid.SlotCeiling(next, lastEnd + rest);
                int restLate = Day < 0 ? 0 : Math.Max(0, Grid.SlotFloor(Day, firstStart - rest));
                bool fixedPair = (Day < 0 || Shapes[Day].Locked is not null) || tomorrow.Locked is not null;
                bool implied = restEarly <= early && restLate >= late;
                exact = implied || (fixedPair && Contract.EarlyAfterLate is null);
                early = Math.Max(early, restEarly);
                late = Math.Min(late, restLate);
            }

            return early == 0 ? null : (early, late, exact);
        }

        private bool IsNightBetweenShifts()
        {
            int next = Day + 1;
            LocalDate date = Grid.Days[next].Date;
            LocalDate before = Day < 0 ? Grid.FirstDate.PlusDays(Around.LastDate) : Grid.Days[Day].Date;
            bool mayHaveShift = Day < 0 ? Around.Known : Shapes[Day].MayWork;
            return mayHaveShift && Shapes[next].MayWork && before.PlusDays(1) == date;
        }

        private Instant LastEndBefore() =>
            Grid.FirstDate.AtStartOfDayInZone(Grid.Zone).ToInstant() + Duration.FromMinutes(Around.LastEnd);
    }
}
