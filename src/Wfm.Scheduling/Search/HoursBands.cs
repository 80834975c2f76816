using System.Globalization;
using NodaTime;

namespace Wfm.Scheduling.Search;

/// <summary>Fewest and most paid units after each day, from contract, credits, opening balance and what days can give.</summary>
internal sealed record HoursBands(int[] Low, int[] High, int[] WeekStart, int WeekCap, string Conflict)
{
    public static HoursBands Of(SchedulingProblem problem, PlanContract contract, PlanAgent agent, DayShape[] shapes)
    {
        int days = shapes.Length;
        int[] low = new int[days + 1];
        int[] high = new int[days + 1];
        int[] weekStart = new int[days];
        Array.Fill(low, 0);
        Array.Fill(high, int.MaxValue / 2);
        high[0] = 0;
        PlanningGrid grid = problem.Grid;
        for (int day = 0; day < days; day++)
        {
            bool newWeek = day == 0 || grid.WeekOf(day) != grid.WeekOf(day - 1);
            weekStart[day] = newWeek ? day : weekStart[day - 1];
            if (day + 1 == days || grid.WeekOf(day + 1) != grid.WeekOf(day))
            {
                bool last = day + 1 == days;
                (low[day + 1], high[day + 1]) = Band(problem, contract, agent, last ? grid.Weeks : grid.WeekOf(day + 1), last);
            }
        }

        string conflict = Reach(problem, agent, contract, shapes, low, high);
        return new HoursBands(low, high, weekStart, Cap(problem, contract, low, high, weekStart), conflict);
    }

    /// <summary>Units that keep the running total within the band after a number of whole weeks.</summary>
    private static (int Low, int High) Band(SchedulingProblem problem, PlanContract contract, PlanAgent agent, int weeks, bool last)
    {
        LocalDate end = problem.Grid.FirstDate.PlusDays(7 * weeks);
        Duration owed = OwedHours.After(contract, agent, problem.Grid.FirstDate, end, weeks);
        Duration slack = last ? Duration.Min(contract.Terms.WeekBand, contract.Terms.PeriodTolerance) : contract.Terms.WeekBand;
        double unit = problem.PaidUnitMinutes;
        return (
            Math.Max(0, (int)Math.Ceiling((owed - slack).TotalMinutes / unit - 1e-9)),
            (int)Math.Floor((owed + slack).TotalMinutes / unit + 1e-9));
    }

    /// <summary>Narrows the bands to what the days before and after can reach; says why when nothing is left.</summary>
    private static string Reach(
        SchedulingProblem problem, PlanAgent agent, PlanContract contract, DayShape[] shapes, int[] low, int[] high)
    {
        string conflict = "";
        for (int day = 0; day < shapes.Length; day++)
        {
            int most = shapes[day].MayWork ? shapes[day].MostPaid : 0;
            int least = shapes[day].MustWork ? shapes[day].LeastPaid : 0;
            (int wantedLow, int wantedHigh) = (low[day + 1], high[day + 1]);
            (low[day + 1], high[day + 1]) = (Math.Max(wantedLow, low[day] + least), Math.Min(wantedHigh, high[day] + most));
            if (low[day + 1] > high[day + 1] && conflict.Length == 0)
            {
                conflict = Describe(problem, agent, contract, day, (wantedLow, wantedHigh), (low[day] + least, high[day] + most));
            }
        }

        for (int day = shapes.Length - 1; day >= 0; day--)
        {
            int most = shapes[day].MayWork ? shapes[day].MostPaid : 0;
            int least = shapes[day].MustWork ? shapes[day].LeastPaid : 0;
            low[day] = Math.Max(low[day], low[day + 1] - most);
            high[day] = Math.Min(high[day], high[day + 1] - least);
        }

        return conflict;
    }

    private static string Describe(
        SchedulingProblem problem, PlanAgent agent, PlanContract contract, int day, (int Low, int High) wanted, (int Low, int High) reach)
    {
        double unit = problem.PaidUnitMinutes / 60.0;
        LocalDate date = problem.Grid.Days[day].Date;
        int absences = agent.Absences.Count(absence => absence.Date <= date);
        int locks = agent.Locks.Count(dayLock => dayLock.Date <= date);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"contract {contract.Terms.Id} needs {wanted.Low * unit:0.##} to {wanted.High * unit:0.##} h of work up to {date:yyyy-MM-dd}, "
            + $"but with {absences} absent days and {locks} locked days "
            + $"only {Math.Max(0, reach.Low) * unit:0.##} to {reach.High * unit:0.##} h can be worked");
    }

    /// <summary>The weekly maximum in units, or no limit when the bands keep it anyway.</summary>
    private static int Cap(SchedulingProblem problem, PlanContract contract, int[] low, int[] high, int[] weekStart)
    {
        if (contract.Terms.Rules.LongestWeek is not { } longest)
        {
            return int.MaxValue;
        }

        int cap = (int)(longest.TotalMinutes / problem.PaidUnitMinutes);
        for (int day = 0; day < weekStart.Length; day++)
        {
            bool ends = day + 1 == weekStart.Length || weekStart[day + 1] == day + 1;
            if (ends && high[day + 1] - low[weekStart[day]] > cap)
            {
                return cap;
            }
        }

        return int.MaxValue;
    }
}

/// <summary>Hours a contract owes, less what absences credit and what the opening balance already gave.</summary>
internal static class OwedHours
{
    public static Duration After(PlanContract contract, PlanAgent agent, LocalDate first, LocalDate end, int weeks)
    {
        Duration credited = agent.Absences
            .Where(absence => absence.Date >= first && absence.Date < end)
            .Aggregate(Duration.Zero, (sum, absence) => sum + absence.Credited);
        return contract.Terms.HoursPerWeek * weeks - credited - agent.OpeningBalance;
    }
}
