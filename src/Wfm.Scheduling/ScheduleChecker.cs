using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling;

/// <summary>What the plain rules and the plain cost say about a schedule.</summary>
/// <param name="Cost">Cost by part.</param>
/// <param name="Coverage">People serving each queue in each slot.</param>
/// <param name="Violations">Broken hard rules.</param>
/// <param name="Wishes">Wishes by person.</param>
public sealed record ScheduleCheck(
    CostByPart Cost, Coverage Coverage, IReadOnlyList<RuleViolation> Violations, IReadOnlyList<WishFulfilment> Wishes);

/// <summary>Recomputes everything about a schedule from nothing; search, hand edits and files are judged by the same code.</summary>
public static class ScheduleChecker
{
    /// <summary>Checks a schedule.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="schedule">A schedule with a row per agent of the problem.</param>
    /// <exception cref="ArgumentException">The schedule has another number of agents.</exception>
    public static ScheduleCheck Check(SchedulingProblem problem, DraftSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Agents != problem.Agents.Count)
        {
            throw new ArgumentException(
                $"The schedule has {schedule.Agents} agents, the problem {problem.Agents.Count}.", nameof(schedule));
        }

        (CostByPart cost, Coverage coverage) = PlainCost.Of(problem, schedule);
        Dictionary<ContractId, IReadOnlyList<IScheduleRule>> books =
            problem.Contracts.ToDictionary(contract => contract.Terms.Id, ScheduleRules.For);
        IReadOnlyList<RuleViolation>[] found = new IReadOnlyList<RuleViolation>[problem.Agents.Count];
        Parallel.For(0, found.Length, agent =>
        {
            PlanAgent person = problem.Agents[agent];
            AgentSchedule own = new(problem, person, RowOf(problem, schedule, agent));
            found[agent] = [.. books[person.Contract].SelectMany(rule => rule.Violations(own))];
        });
        List<RuleViolation> violations = [.. found.SelectMany(own => own)];

        UnitSchedule unit = new(problem, schedule, coverage);
        violations.AddRange(ScheduleRules.ForUnit.SelectMany(rule => rule.Violations(unit)));
        return new ScheduleCheck(cost, coverage, violations, Fulfilment(problem, schedule));
    }

    private static DayShift?[] RowOf(SchedulingProblem problem, DraftSchedule schedule, int agent) =>
        [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day))];

    private static List<WishFulfilment> Fulfilment(SchedulingProblem problem, DraftSchedule schedule)
    {
        List<WishFulfilment> all = [];
        for (int agent = 0; agent < problem.Agents.Count; agent++)
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

            all.Add(new WishFulfilment(problem.Agents[agent].Id, wishes, granted));
        }

        return all;
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
