using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Rules;

/// <summary>Counts a person's wishes and those granted.</summary>
internal static class WishCount
{
    /// <summary>Day-off wishes on every day they name, and wishes for early or late starts on worked days.</summary>
    public static WishFulfilment Of(SchedulingProblem problem, DraftSchedule schedule, int agent)
    {
        (int wishes, int granted) = (0, 0);
        foreach (PlanWish wish in problem.Agents[agent].Wishes)
        {
            for (int day = 0; day < problem.Grid.Days.Count; day++)
            {
                DayShift? shift = schedule.ShiftOf(agent, day);
                if ((wish.Date is null || wish.Date == problem.Grid.Days[day].Date) && (wish.Kind == WishKind.DayOff || shift is not null))
                {
                    wishes++;
                    granted += IsGranted(problem, wish, day, shift) ? 1 : 0;
                }
            }
        }

        return new WishFulfilment(problem.Agents[agent].Id, wishes, granted);
    }

    /// <summary>Wishes asked and granted as fairness counts them: a wish for a day is one, a standing wish is one a week, by the share of the week's open days.</summary>
    public static (double Asked, double Granted) Parts(SchedulingProblem problem, DraftSchedule schedule, int agent)
    {
        PlanningGrid grid = problem.Grid;
        double[] openDays = [.. Enumerable.Range(0, grid.Days.Count).Select(day => (double)Enumerable.Range(0, grid.Days.Count).Count(other => grid.WeekOf(other) == grid.WeekOf(day)))];
        (double asked, double granted) = (0, 0);
        foreach (PlanWish wish in problem.Agents[agent].Wishes)
        {
            for (int day = 0; day < grid.Days.Count; day++)
            {
                DayShift? shift = schedule.ShiftOf(agent, day);
                if ((wish.Date is null || wish.Date == grid.Days[day].Date) && (wish.Kind == WishKind.DayOff || shift is not null))
                {
                    double part = wish.Date is null ? 1 / openDays[day] : 1;
                    asked += part;
                    granted += IsGranted(problem, wish, day, shift) ? part : 0;
                }
            }
        }

        return (asked, granted);
    }

    private static bool IsGranted(SchedulingProblem problem, PlanWish wish, int day, DayShift? shift)
    {
        if (wish.Kind == WishKind.DayOff)
        {
            return shift is null;
        }

        LocalTime start = problem.Grid.LocalTimeOf(day, shift!.Value.Start).TimeOfDay;
        return wish.Kind == WishKind.Early ? start <= problem.WishCosts.EarlyUntil : start >= problem.WishCosts.LateFrom;
    }
}
