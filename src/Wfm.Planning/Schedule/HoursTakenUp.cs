using System.Numerics;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Takes as much of the hours carried into a plan as the plan can work off or make up; what is left over is told, to be settled beside it.</summary>
/// <remarks>
/// At the end of every week the running total must lie within the contract's band, so no plan begins farther out, and within its tolerance where hours are balanced. Which totals
/// there are follows from the lengths of the shifts a person may have and the days they are there: eight hours a day never work off three. Without this an hour too many would make
/// a person, and with them the plan, impossible.
/// </remarks>
internal static class HoursTakenUp
{
    /// <summary>The problem with the hours it can take up.</summary>
    public static AssembledProblem In(AssembledProblem assembled)
    {
        if (assembled.Problem is not { } problem)
        {
            return assembled;
        }

        Dictionary<ContractId, PlanContract> contracts = problem.Contracts.ToDictionary(contract => contract.Terms.Id);
        Duration unit = Duration.FromMinutes(problem.PaidUnitMinutes);
        List<Remark> notes = [.. assembled.Notes];
        PlanAgent[] agents = [.. problem.Agents.Select(agent => agent with { OpeningBalance = unit * Units(problem, contracts[agent.Contract], agent) })];
        foreach ((int number, PlanAgent agent) in agents.Index().Where(pair => pair.Item.AveragedBefore is not null).ToArray())
        {
            if (!IsPossible(problem, contracts[agent.Contract], agent) && IsPossible(problem, contracts[agent.Contract], agent with { AveragedBefore = null }))
            {
                agents[number] = agent with { AveragedBefore = null };
                notes.Add(Remark.Of("average-begins-anew", $"Agent {agent.Id} worked {agent.AveragedBefore!.Worked.TotalHours:0.##} h in the {agent.AveragedBefore.Weeks} weeks before; what the contract owes would break the average of all hours (ATL 10 b §), which is counted from this plan on."));
            }
        }

        foreach ((PlanAgent before, PlanAgent after) in problem.Agents.Zip(agents))
        {
            Duration rest = before.OpeningBalance - after.OpeningBalance;
            if (rest <= -unit || rest >= unit)
            {
                notes.Add(Remark.Of("hours-left-over", $"Agent {after.Id} brings {before.OpeningBalance.TotalHours:0.##} h from the period before, of which this plan can take up {after.OpeningBalance.TotalHours:0.##} h; the other {rest.TotalHours:0.##} h are to be settled beside it."));
            }
        }

        return new AssembledProblem(problem with { Agents = agents }, notes);
    }

    /// <summary>The most of a person's hours that some plan can take up, in whole paid units; below 0 for hours owed.</summary>
    private static int Units(SchedulingProblem problem, PlanContract contract, PlanAgent agent)
    {
        Duration most = Duration.Min(contract.Terms.WeekBand, agent.OpeningBalance < Duration.Zero ? -agent.OpeningBalance : agent.OpeningBalance);
        int units = contract.IsCalledIn ? 0 : (int)(most.TotalMinutes / problem.PaidUnitMinutes);
        int sign = agent.OpeningBalance < Duration.Zero ? -1 : 1;
        BigInteger[] weeks = units == 0 ? [] : [.. Enumerable.Range(0, problem.Grid.Weeks).Select(week => TotalsOf(problem, contract, agent, week))];
        while (units > 0 && !IsPossible(problem, contract, agent, weeks, sign * units))
        {
            units--;
        }

        return sign * units;
    }

    private static bool IsPossible(SchedulingProblem problem, PlanContract contract, PlanAgent agent) => contract.IsCalledIn || IsPossible(
        problem, contract, agent, [.. Enumerable.Range(0, problem.Grid.Weeks).Select(week => TotalsOf(problem, contract, agent, week))], (int)(agent.OpeningBalance.TotalMinutes / problem.PaidUnitMinutes));

    /// <summary>The totals one week may have, a bit for each number of paid units.</summary>
    private static BigInteger TotalsOf(SchedulingProblem problem, PlanContract contract, PlanAgent agent, int week)
    {
        WorkRules rules = contract.Terms.Rules;
        BigInteger totals = BigInteger.One;
        foreach (PlanDay day in problem.Grid.Days.Where((_, row) => problem.Grid.WeekOf(row) == week))
        {
            int[] lengths = agent.Absences.Any(absence => absence.Date == day.Date) || !agent.Skills.Any(skill => skill.HoldsOn(day.Date)) ? [] :
            [
                .. from template in problem.Templates
                   where agent.Templates.Contains(template.Id) && template.Weekdays.Contains(day.Date.DayOfWeek)
                   let longest = Math.Min(template.MaxPaidMinutes, rules.LongestDay?.TotalMinutes ?? template.MaxPaidMinutes)
                   from units in Enumerable.Range(1, (int)longest / problem.PaidUnitMinutes)
                   where units * problem.PaidUnitMinutes >= template.MinPaidMinutes
                   select units,
            ];
            totals = lengths.Distinct().Aggregate(totals, (sum, length) => sum | (totals << length));
        }

        return rules.LongestWeek is { } most ? totals & Between(problem, Duration.Zero, most) : totals;
    }

    /// <summary>Whether a row of weeks keeps the contract's bands when it begins with a balance.</summary>
    private static bool IsPossible(SchedulingProblem problem, PlanContract contract, PlanAgent agent, BigInteger[] weeks, int balance)
    {
        WorkRules rules = contract.Terms.Rules;
        BigInteger totals = BigInteger.One;
        for (int week = 1; week <= weeks.Length && !totals.IsZero; week++)
        {
            LocalDate end = problem.Grid.FirstDate.PlusDays(7 * week);
            Duration owed = agent.OwedAfter(contract, week) - Duration.FromMinutes((long)balance * problem.PaidUnitMinutes)
                - agent.Absences.Where(absence => absence.Date < end).Aggregate(Duration.Zero, (sum, absence) => sum + absence.Credited);
            Duration slack = contract.SlackAfter(week, weeks.Length), most = owed + slack;
            EarlierWeeks nothing = new(0, Duration.Zero), earlier = rules.LongestAveragingWeeks is null ? nothing : agent.AveragedBefore ?? nothing;
            foreach ((Duration? average, int? length, EarlierWeeks before) in new[] { (rules.AverageWeek, rules.AveragingWeeks, nothing), (rules.LongestAverageWeek, rules.LongestAveragingWeeks, earlier) })
            {
                bool isEnd = (week + before.Weeks) % (length ?? weeks.Length) == 0 || (before.Weeks > 0 && week == weeks.Length);
                most = average is { } hours && isEnd ? Duration.Min(most, hours * (week + before.Weeks) - before.Worked) : most;
            }

            BigInteger next = BigInteger.Zero, own = weeks[week - 1];
            for (int units = 0; units < own.GetBitLength(); units++)
            {
                next |= ((own >> units) & 1).IsZero ? BigInteger.Zero : totals << units;
            }

            totals = next & Between(problem, owed - slack, most);
        }

        return !totals.IsZero;
    }

    /// <summary>A bit for each number of paid units in a stretch of hours, both ends included.</summary>
    private static BigInteger Between(SchedulingProblem problem, Duration least, Duration most)
    {
        int from = Math.Max(0, (int)Math.Ceiling(least.TotalMinutes / problem.PaidUnitMinutes - 1e-9)), to = (int)Math.Floor(most.TotalMinutes / problem.PaidUnitMinutes + 1e-9);
        return to < from ? BigInteger.Zero : (BigInteger.One << (to + 1)) - (BigInteger.One << from);
    }
}
