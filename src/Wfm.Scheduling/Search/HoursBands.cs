using System.Globalization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Search;

/// <summary>Fewest and most paid units after each day, from contract, credits, opening balance and what days can give.</summary>
internal sealed record HoursBands(int[] Low, int[] High, int[] WeekStart, int WeekCap, int[] BlockStart, int BlockCap, string Conflict)
{
    public static HoursBands Of(SchedulingProblem problem, PlanContract contract, PlanAgent agent, DayShape[] shapes, bool cautious)
    {
        int days = shapes.Length;
        int[] low = new int[days + 1];
        int[] high = new int[days + 1];
        int[] weekStart = new int[days];
        Array.Fill(low, 0);
        Array.Fill(high, int.MaxValue / 2);
        high[0] = 0;
        PlanningGrid grid = problem.Grid;
        WorkRules rules = contract.Terms.Rules;
        int[] blockStart = new int[days];
        int averaging = rules.AveragingWeeks ?? grid.Weeks;
        for (int day = 0; day < days; day++)
        {
            bool newWeek = day == 0 || grid.WeekOf(day) != grid.WeekOf(day - 1);
            bool newBlock = day == 0 || grid.WeekOf(day) / averaging != grid.WeekOf(day - 1) / averaging;
            weekStart[day] = newWeek ? day : weekStart[day - 1];
            blockStart[day] = newBlock ? day : blockStart[day - 1];
        }

        for (int day = 0; day <= days; day++)
        {
            int before = day == 0 ? 0 : grid.WeekOf(day - 1);
            int after = day == days ? grid.Weeks : grid.WeekOf(day);
            for (int weeks = before + 1; weeks <= after && !contract.IsCalledIn; weeks++)
            {
                (int least, int most) = Band(problem, contract, agent, shapes, weeks);
                (low[day], high[day]) = (Math.Max(low[day], least), Math.Min(high[day], most));
            }
        }

        AverageCaps caps = new(problem, low, high, weekStart);
        int blockCap = caps.Exact(blockStart, rules.AverageWeek, averaging);
        caps.Narrow(rules.LongestAverageWeek, rules.LongestAveragingWeeks ?? grid.Weeks, rules.LongestAveragingWeeks is null ? null : agent.AveragedBefore, cautious);
        string conflict = Reach(problem, agent, contract, shapes, low, high);
        return new HoursBands(low, high, weekStart, Cap(problem, contract, low, high, weekStart), blockStart, blockCap, conflict);
    }

    /// <summary>Units that keep the running total within the band after a number of whole weeks.</summary>
    private static (int Low, int High) Band(
        SchedulingProblem problem, PlanContract contract, PlanAgent agent, DayShape[] shapes, int weeks)
    {
        Duration owed = OwedHours.After(problem, contract, agent, shapes, weeks);
        Duration slack = contract.SlackAfter(weeks, problem.Grid.Weeks);
        double unit = problem.PaidUnitMinutes;
        return (
            Math.Max(0, (int)Math.Ceiling((owed - slack).TotalMinutes / unit - 1e-9)),
            (int)Math.Floor((owed + slack).TotalMinutes / unit + 1e-9));
    }

    /// <summary>Narrows the bands to what the days before and after can reach; says why when nothing is left.</summary>
    private static string Reach(
        SchedulingProblem problem, PlanAgent agent, PlanContract contract, DayShape[] shapes, int[] low, int[] high)
    {
        string conflict = low[0] > 0 ? Describe(problem, agent, contract, 0, (low[0], high[0]), (0, 0)) : "";
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
        string away = $"{absences} absent days and {locks} locked days";
        return wanted.High < 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the time absences count as is {-wanted.High * unit:0.##} h more than contract {contract.Terms.Id} allows up to {date:yyyy-MM-dd}, with {away}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"contract {contract.Terms.Id} needs {Math.Max(0, wanted.Low) * unit:0.##} to {wanted.High * unit:0.##} h of work up to {date:yyyy-MM-dd}, "
                + $"but with {away} only {Math.Max(0, reach.Low) * unit:0.##} to {reach.High * unit:0.##} h can be worked");
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
    public static Duration After(SchedulingProblem problem, PlanContract contract, PlanAgent agent, DayShape[] shapes, int weeks)
    {
        LocalDate first = problem.Grid.FirstDate;
        LocalDate end = first.PlusDays(7 * weeks);
        Duration partly = Duration.FromMinutes(problem.PaidUnitMinutes * (long)Enumerable.Range(0, shapes.Length)
            .Where(day => problem.Grid.Days[day].Date < end).Sum(day => shapes[day].Away.Credit));
        Duration credited = agent.Absences
            .Where(absence => absence.Date >= first && absence.Date < end)
            .Aggregate(Duration.Zero, (sum, absence) => sum + absence.Credited);
        return agent.OwedAfter(contract, weeks) - credited - partly - agent.OpeningBalance;
    }
}
