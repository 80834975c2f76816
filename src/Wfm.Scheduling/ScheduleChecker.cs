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

    internal CoveredDays Days { get; init; } = new([], []);

    /// <summary>Broken rules of each agent by itself; those of the unit are not among them.</summary>
    internal IReadOnlyList<IReadOnlyList<RuleViolation>> ViolationsByAgent { get; init; } = [];
}

/// <summary>Recomputes everything about a schedule from nothing; search, hand edits and files are judged by the same code.</summary>
public static class ScheduleChecker
{
    /// <summary>Checks a schedule.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="schedule">A schedule with a row per agent of the problem.</param>
    /// <exception cref="ArgumentException">The schedule has another number of agents.</exception>
    public static ScheduleCheck Check(SchedulingProblem problem, DraftSchedule schedule) => Check(problem, schedule, known: null, changed: []);

    /// <summary>Checks a schedule that differs from a checked one in a few days of a few people: only those are worked out again, as a drag wants it. The answer is that of <see cref="Check(SchedulingProblem, DraftSchedule)"/>, bit by bit.</summary>
    /// <param name="problem">The problem; what it says of the people may differ on the changed days.</param>
    /// <param name="schedule">A schedule with a row per agent of the problem.</param>
    /// <param name="known">The check of the schedule before the change.</param>
    /// <param name="changed">Positions of the changed people and days.</param>
    /// <exception cref="ArgumentException">The schedule or the earlier check has another number of agents.</exception>
    public static ScheduleCheck CheckAgain(SchedulingProblem problem, DraftSchedule schedule, ScheduleCheck known, IReadOnlyCollection<(int Agent, int Day)> changed)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(changed);
        return known.ViolationsByAgent.Count == problem.Agents.Count
            ? Check(problem, schedule, known, changed)
            : throw new ArgumentException($"The earlier check is of {known.ViolationsByAgent.Count} agents, the problem has {problem.Agents.Count}.", nameof(known));
    }

    private static ScheduleCheck Check(SchedulingProblem problem, DraftSchedule schedule, ScheduleCheck? known, IReadOnlyCollection<(int Agent, int Day)> changed)
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
        (CostByPart cost, CoveredDays days) = PlainCost.Of(problem, schedule, known?.Days, [.. changed.Select(one => one.Day).Distinct()]);
        Coverage coverage = days.Coverage(problem);
        Dictionary<ContractId, IReadOnlyList<IScheduleRule>> books =
            problem.Contracts.ToDictionary(contract => contract.Terms.Id, ScheduleRules.For);
        IReadOnlyList<RuleViolation>[] found = known is null ? new IReadOnlyList<RuleViolation>[problem.Agents.Count] : [.. known.ViolationsByAgent];
        int[] agents = known is null ? [.. Enumerable.Range(0, found.Length)] : [.. changed.Select(one => one.Agent).Distinct()];
        Parallel.For(0, agents.Length, number =>
        {
            PlanAgent person = problem.Agents[agents[number]];
            AgentSchedule own = new(problem, person, RowOf(problem, schedule, agents[number]));
            found[agents[number]] = [.. books[person.Contract].SelectMany(rule => rule.Violations(own))];
        });
        List<RuleViolation> violations = [.. found.SelectMany(own => own)];

        UnitSchedule unit = new(asked, schedule, coverage);
        violations.AddRange(ScheduleRules.ForUnit.SelectMany(rule => rule.Violations(unit)));
        return new ScheduleCheck(cost, coverage, violations, [.. Enumerable.Range(0, schedule.Agents).Select(agent => WishCount.Of(problem, schedule, agent))])
        {
            Ledger = FairnessLedger.Of(problem, schedule),
            Changes = ScheduleChanges.Of(problem, schedule),
            Days = days,
            ViolationsByAgent = found,
        };
    }

    private static DayShift?[] RowOf(SchedulingProblem problem, DraftSchedule schedule, int agent) =>
        [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day))];
}
