using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>Parts of days away count as worked, up to an ordinary day; what a shift already pays for inside them counts once.</summary>
/// <remarks>
/// An ordinary day is the contract's hours by the weekdays that are open, at most five. Every absence counts in whole
/// paid units, rounded down. A day that is away altogether is credited as that and nothing more.
/// </remarks>
public static class PartDayCredit
{
    /// <summary>What the parts of days away before a date count as.</summary>
    public static Duration Until(AgentSchedule schedule, LocalDate end)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        PlanningGrid grid = schedule.Problem.Grid;
        Duration total = Duration.Zero;
        if (schedule.Person.PartAbsences.Count == 0)
        {
            return total;
        }

        for (int day = 0; day < grid.Days.Count && grid.Days[day].Date < end; day++)
        {
            Duration credit = Away(schedule, day).Aggregate(Duration.Zero, (sum, away) => sum + Whole(schedule, away.Duration));
            total += Duration.Min(credit, OrdinaryDay(schedule.Problem, schedule.Contract));
        }

        return total;
    }

    /// <summary>How much of a shift's paid time lies in parts of the day away.</summary>
    public static Duration Inside(AgentSchedule schedule, WorkedShift shift)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(shift);
        if (schedule.Person.PartAbsences.Count == 0)
        {
            return Duration.Zero;
        }

        Duration inside = Away(schedule, shift.Day)
            .Where(away => away.Start < shift.End && away.End > shift.Start)
            .Select(away => Instant.Min(away.End, shift.End) - Instant.Max(away.Start, shift.Start))
            .Aggregate(Duration.Zero, (sum, overlap) => sum + Whole(schedule, overlap));
        return Duration.Min(inside, OrdinaryDay(schedule.Problem, schedule.Contract));
    }

    /// <summary>Hours of an ordinary day in whole paid units.</summary>
    public static Duration OrdinaryDay(SchedulingProblem problem, PlanContract contract)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(contract);
        int weekdays = Math.Clamp(problem.Grid.Days.Select(day => day.Date.DayOfWeek).Distinct().Count(), 1, 5);
        return Duration.FromMinutes(Math.Floor(contract.Terms.HoursPerWeek.TotalMinutes / weekdays / problem.PaidUnitMinutes) * problem.PaidUnitMinutes);
    }

    private static IEnumerable<Interval> Away(AgentSchedule schedule, int day)
    {
        PlanningGrid grid = schedule.Problem.Grid;
        if (schedule.Person.Absences.Any(absence => absence.Date == grid.Days[day].Date))
        {
            return [];
        }

        // Whole slots, as the person is missed in every slot an absence touches.
        int slots = grid.Days[day].Slots;
        return schedule.Person.PartAbsences
            .Select(away => (From: Math.Clamp(grid.SlotFloor(day, away.Start), 0, slots), To: Math.Clamp(grid.SlotCeiling(day, away.End), 0, slots)))
            .Where(away => away.To > away.From)
            .Select(away => new Interval(grid.InstantOf(day, away.From), grid.InstantOf(day, away.To)));
    }

    private static Duration Whole(AgentSchedule schedule, Duration span) =>
        Duration.FromMinutes(Math.Floor(span.TotalMinutes / schedule.Problem.PaidUnitMinutes) * schedule.Problem.PaidUnitMinutes);
}
