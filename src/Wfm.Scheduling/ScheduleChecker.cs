using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling;

/// <summary>What the plain rules and the plain cost say about a schedule.</summary>
/// <param name="Cost">Cost by part.</param>
/// <param name="Coverage">People serving each queue in each slot.</param>
/// <param name="Violations">Broken hard rules.</param>
/// <param name="Wishes">Wishes by person.</param>
public sealed record ScheduleCheck(
    CostByPart Cost, Coverage Coverage, IReadOnlyList<RuleViolation> Violations, IReadOnlyList<WishFulfilment> Wishes)
{
    /// <summary>Everybody's running totals and their spread.</summary>
    public FairnessLedger Ledger { get; init; } = FairnessLedger.Empty;

    /// <summary>Days that differ from the published schedule.</summary>
    public IReadOnlyList<ScheduleChange> Changes { get; init; } = [];
}

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

        SchedulingProblem asked = problem;
        problem = Activities.PlacedActivities.Apply(problem, schedule.Activities);
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

        UnitSchedule unit = new(asked, schedule, coverage);
        violations.AddRange(ScheduleRules.ForUnit.SelectMany(rule => rule.Violations(unit)));
        return new ScheduleCheck(cost, coverage, violations, [.. Enumerable.Range(0, schedule.Agents).Select(agent => WishCount.Of(problem, schedule, agent))])
        {
            Ledger = FairnessLedger.Of(problem, schedule),
            Changes = ScheduleChanges.Of(problem, schedule),
        };
    }

    private static DayShift?[] RowOf(SchedulingProblem problem, DraftSchedule schedule, int agent) =>
        [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day))];
}
