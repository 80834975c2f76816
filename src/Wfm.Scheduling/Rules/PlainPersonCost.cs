using NodaTime;

namespace Wfm.Scheduling.Rules;

/// <summary>Fairness, stable starts and changes, recomputed from nothing in dates and times: the oracle of the search's running totals.</summary>
public static class PlainPersonCost
{
    /// <summary>The three costs of a schedule.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="schedule">The schedule.</param>
    public static (double Fairness, double StableStarts, double Changes) Of(SchedulingProblem problem, DraftSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        return (Fairness(problem, schedule), StableStarts(problem, schedule), ScheduleChanges.Of(problem, schedule).Sum(change => change.Cost));
    }

    private static double Fairness(SchedulingProblem problem, DraftSchedule schedule)
    {
        FairnessCosts costs = problem.FairnessCosts;
        if (costs.IsOff)
        {
            return 0;
        }

        FairnessLedger ledger = FairnessLedger.Of(problem, schedule);
        if (ledger.People.Count == 0)
        {
            return 0;
        }

        double Sum(double weight, Func<FairnessBalance, double> total)
        {
            double least = ledger.People.Min(person => total(person.Opening) / person.ShareFraction);
            double Squared(PersonLedger person, FairnessBalance balance) =>
                person.ShareFraction * Math.Pow(total(balance) / person.ShareFraction - least, 2);
            return weight * ledger.People.Sum(person => Squared(person, person.Closing) - Squared(person, person.Opening));
        }

        double most = ledger.People.Max(person => person.Opening.GrantedWishes);
        double denied = ledger.People.Sum(person =>
            Math.Pow(most - person.Opening.GrantedWishes + person.DeniedWishes, 2) - Math.Pow(most - person.Opening.GrantedWishes, 2));
        return Sum(costs.Weekend, balance => balance.Weekends) + Sum(costs.LateShift, balance => balance.LateShifts)
            + Sum(costs.EarlyShift, balance => balance.EarlyShifts) + costs.DeniedWish * denied;
    }

    private static double StableStarts(SchedulingProblem problem, DraftSchedule schedule)
    {
        PlanningGrid grid = problem.Grid;
        double hours = 0;
        for (int agent = 0; agent < schedule.Agents && problem.StableStartPerHour > 0; agent++)
        {
            foreach (IGrouping<int, int> week in Enumerable.Range(0, grid.Days.Count).GroupBy(grid.WeekOf))
            {
                double[] starts =
                [
                    .. from day in week
                       let shift = schedule.ShiftOf(agent, day)
                       where shift is not null
                       let start = Period.Between(grid.Days[day].Date.AtMidnight(), grid.LocalTimeOf(day, shift.Value.Start), PeriodUnits.Minutes).Minutes / 60.0
                       orderby start
                       select start,
                ];
                hours += starts.Length == 0 ? 0 : starts.Sum(start => Math.Abs(start - starts[(starts.Length - 1) / 2]));
            }
        }

        return problem.StableStartPerHour * hours;
    }
}
