using NodaTime;

namespace Wfm.Scheduling.Why;

/// <summary>What is odd about a problem though it can be planned: templates that never fit, calls nobody can take.</summary>
internal static class ScheduleWarnings
{
    public static IReadOnlyList<string> Of(SchedulingProblem problem)
    {
        PersonOracle oracle = new(problem);
        return [.. Templates(problem, new TemplateFitness(problem, oracle)), .. Unserved(problem)];
    }

    private static IEnumerable<string> Templates(SchedulingProblem problem, TemplateFitness fitness)
    {
        (PlanTemplate Template, PlanContract Contract)[] pairs =
        [
            .. from use in problem.Agents.SelectMany(agent => agent.Templates.Select(template => (template, agent.Contract))).Distinct()
               let template = problem.Templates.First(template => template.Id == use.template)
               let contract = problem.Contracts.First(contract => contract.Terms.Id == use.Contract)
               where !contract.IsCalledIn
               select (template, contract),
        ];
        return
            from pair in pairs
            let cause = fitness.CauseOf(pair.Template, pair.Contract)
            where cause is not null
            group pair.Contract by (pair.Template.Id, cause) into dead
            select $"Template {dead.Key.Id} never gives a shift under contract {string.Join(", ", dead.Select(contract => contract.Terms.Id))}: {dead.Key.cause}.";
    }

    private static IEnumerable<string> Unserved(SchedulingProblem problem) =>
        from demand in problem.Demand
        where problem.Grid.IndexOf(demand.Date) >= 0 && IsWanted(demand)
        let why = WhyNobody(problem, demand)
        where why is not null
        group demand.Date by (demand.Queue, why) into days
        select $"Nobody can serve {days.Key.Queue} on {PlannerText.Days(days)}: {days.Key.why}. What its callers cost stays in the total.";

    private static bool IsWanted(QueueDay demand) =>
        Enumerable.Range(0, demand.Required?.Count ?? demand.Cost!.Count).Any(slot => demand.CostAt(slot, 0) > demand.CostAt(slot, 1));

    private static string? WhyNobody(SchedulingProblem problem, QueueDay demand)
    {
        PlanAgent[] skilled = [.. problem.Agents.Where(agent => agent.Skills.Any(skill => skill.Queue == demand.Queue))];
        if (skilled.Length == 0)
        {
            return "no one has the skill";
        }

        PlanAgent[] valid = [.. skilled.Where(agent => agent.Skills.Any(skill => skill.Queue == demand.Queue && skill.HoldsOn(demand.Date)))];
        return valid.Length == 0 ? "no one's skill holds then"
            : valid.Any(agent => !IsAway(agent, demand.Date)) ? null
            : valid.Length == 1 ? $"{valid[0].Id}, the only one with the skill, is away"
            : $"all {valid.Length} with the skill are away";
    }

    private static bool IsAway(PlanAgent agent, LocalDate date) =>
        agent.Locks.FirstOrDefault(dayLock => dayLock.Date == date) is { } fixedDay
            ? fixedDay.Shift is null
            : agent.Absences.Any(absence => absence.Date == date);
}
