using Wfm.Domain;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Why;

/// <summary>Says why hard rules do not hold: people without a schedule, minimum posts that are not staffed, locked shifts that break a rule.</summary>
internal static class ConflictReport
{
    /// <param name="model">The problem as it was searched.</param>
    /// <param name="schedule">The schedule found.</param>
    /// <param name="impossible">People without a schedule.</param>
    /// <param name="check">What the plain rules say; null when the run was cut short, and then only people are told about.</param>
    /// <param name="cancellationToken">Ends the looking; who is left is told together.</param>
    public static IReadOnlyList<ScheduleConflict> Of(
        PlanModel model, DraftSchedule schedule, IReadOnlyCollection<int> impossible, ScheduleCheck? check, CancellationToken cancellationToken)
    {
        if (impossible.Count == 0 && (check is null || check.Violations.Count == 0))
        {
            return [];
        }

        SchedulingProblem problem = model.Problem;
        PersonOracle oracle = new(problem);
        TemplateFitness fitness = new(problem, oracle);
        ILookup<AgentId, RuleViolation> broken =
            (check?.Violations ?? []).Where(violation => violation.Agent is not null).ToLookup(violation => violation.Agent!.Value);
        int[] people = [.. Enumerable.Range(0, problem.Agents.Count).Where(agent => impossible.Contains(agent) || broken.Contains(problem.Agents[agent].Id))];
        IReadOnlyList<ScheduleConflict> explained =
            new PersonConflicts(model, oracle, fitness, new PlanWorth(model, schedule)).Of(people, cancellationToken);
        HashSet<AgentId> told = [.. explained.SelectMany(conflict => conflict.Agents)];
        return
        [
            .. explained,
            .. check is null ? [] : new PostConflicts(model, oracle, impossible).Of(check.Coverage),
            .. broken.Where(violations => !told.Contains(violations.Key))
                .SelectMany(violations => violations.GroupBy(violation => violation.Rule)).Select(Broken),
        ];
    }

    /// <summary>A rule the schedule breaks although the search found a place for the person.</summary>
    private static ScheduleConflict Broken(IEnumerable<RuleViolation> violations)
    {
        RuleViolation[] all = [.. violations];
        RuleViolation first = all[0];
        string more = all.Length > 1 ? $" ({all.Length} times)" : "";
        string when = first.Date is { } date ? $"{PlannerText.Date(date)}: " : "";
        ConflictMember member = new(ConflictKind.Rule, first.Rule, first.Paragraph, $"{when}{first.Reason.TrimEnd('.')}{more}");
        return new ScheduleConflict([first.Agent!.Value], [member]) { IsProven = false };
    }
}
