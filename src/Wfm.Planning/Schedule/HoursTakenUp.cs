using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Takes as much of the hours carried into a plan as the plan can work off or make up; what is left over is told, to be settled beside it.</summary>
/// <remarks>
/// At the end of every week the running total must lie within the contract's band, so no plan begins farther out, and within its tolerance where hours are balanced. Hours over can
/// be worked off only as far as anything is owed once absences are credited, hours short made up only as far as days and longest weeks leave room. Without this an hour too many
/// would make a person, and with them the plan, impossible.
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
        List<Remark> notes = [.. assembled.Notes];
        PlanAgent[] agents = [.. problem.Agents.Select(agent => agent with { OpeningBalance = Taken(problem, contracts[agent.Contract], agent) })];
        foreach ((PlanAgent before, PlanAgent after) in problem.Agents.Zip(agents))
        {
            Duration rest = before.OpeningBalance - after.OpeningBalance;
            if (rest <= -Unit(problem) || rest >= Unit(problem))
            {
                notes.Add(Remark.Of("hours-left-over", $"Agent {after.Id} brings {before.OpeningBalance.TotalHours:0.##} h from the period before, of which this plan can take up {after.OpeningBalance.TotalHours:0.##} h; the other {rest.TotalHours:0.##} h are to be settled beside it."));
            }
        }

        return new AssembledProblem(problem with { Agents = agents }, notes);
    }

    /// <summary>Whole paid units, towards zero.</summary>
    private static Duration Taken(SchedulingProblem problem, PlanContract contract, PlanAgent agent)
    {
        if (contract.IsCalledIn || agent.OpeningBalance == Duration.Zero)
        {
            return Duration.Zero;
        }

        bool isOver = agent.OpeningBalance > Duration.Zero;
        Duration most = Duration.Min(isOver ? agent.OpeningBalance : -agent.OpeningBalance, contract.Terms.WeekBand);
        Duration room = Duration.Zero;
        for (int weeks = 1; weeks <= problem.Grid.Weeks; weeks++)
        {
            LocalDate end = problem.Grid.FirstDate.PlusDays(7 * weeks);
            Duration owed = agent.OwedAfter(contract, weeks)
                - agent.Absences.Where(absence => absence.Date < end).Aggregate(Duration.Zero, (sum, absence) => sum + absence.Credited);
            room += MostIn(problem, contract, agent, weeks - 1);
            most = Duration.Min(most, contract.SlackAfter(weeks, problem.Grid.Weeks) + (isOver ? owed : room - owed));
        }

        Duration taken = Unit(problem) * Math.Floor(Duration.Max(Duration.Zero, most) / Unit(problem));
        return isOver ? taken : -taken;
    }

    /// <summary>The most that may be worked in a week.</summary>
    private static Duration MostIn(SchedulingProblem problem, PlanContract contract, PlanAgent agent, int week)
    {
        WorkRules rules = contract.Terms.Rules;
        HashSet<LocalDate> away = [.. agent.Absences.Select(absence => absence.Date)];
        Duration longest = problem.Templates.Where(template => agent.Templates.Contains(template.Id))
            .Select(template => Duration.FromMinutes(template.MaxPaidMinutes)).DefaultIfEmpty(Duration.Zero).Max();
        int days = Enumerable.Range(0, problem.Grid.Days.Count).Count(day => problem.Grid.WeekOf(day) == week && !away.Contains(problem.Grid.Days[day].Date));
        Duration most = Duration.Min(longest, rules.LongestDay ?? longest) * Math.Min(days, rules.MostWorkingDaysInARow ?? days);
        foreach (Duration? limit in (Duration?[])[rules.LongestWeek, rules.AverageWeek, rules.LongestAverageWeek])
        {
            most = Duration.Min(most, limit ?? most);
        }

        return most;
    }

    private static Duration Unit(SchedulingProblem problem) => Duration.FromMinutes(problem.PaidUnitMinutes);
}
