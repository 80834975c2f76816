using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Replan;

/// <summary>A proposal recomputed from nothing by the plain rules and the plain cost.</summary>
/// <param name="CostBefore">Coverage of the free slots with the absences and nothing moved.</param>
/// <param name="CostAfter">Coverage of the free slots after the proposal, without what the changes cost.</param>
/// <param name="Violations">Hard rules the changed people's schedules break that they did not break before.</param>
public sealed record ReplanCheck(double CostBefore, double CostAfter, IReadOnlyList<RuleViolation> Violations)
{
    /// <summary>Checks a proposal.</summary>
    /// <param name="problem">The problem before anything happened.</param>
    /// <param name="schedule">The published schedule.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="proposal">What was proposed.</param>
    public static ReplanCheck Of(SchedulingProblem problem, DraftSchedule schedule, ReplanRequest request, ReplanProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        SchedulingProblem before = ReplanOutcome.Disturbed(problem, request);
        SchedulingProblem after = ReplanOutcome.Problem(problem, request, proposal);
        DraftSchedule changed = ReplanOutcome.Schedule(problem, schedule, proposal);
        return new ReplanCheck(
            RestOfDay(before, schedule, proposal), RestOfDay(after, changed, proposal),
            [.. proposal.Changes.SelectMany(change => NewViolations(before, schedule, after, changed, change.Number))]);
    }

    private static double RestOfDay(SchedulingProblem problem, DraftSchedule schedule, ReplanProposal proposal)
    {
        int[] onDuty = [.. Enumerable.Range(0, schedule.Agents).Where(agent => schedule.ShiftOf(agent, proposal.Day) is not null)];
        SchedulingProblem day = DayCut.Of(problem, onDuty, proposal.Day);
        DraftSchedule shifts = new(onDuty.Select(agent => (DayShift?[])[schedule.ShiftOf(agent, proposal.Day)]));
        Coverage coverage = PlainCost.Of(day, shifts).Coverage;
        double cost = 0;
        foreach (QueueDay demand in day.Demand)
        {
            int queue = day.Queues.ToList().IndexOf(demand.Queue);
            for (int slot = proposal.FreeFrom; slot < day.Grid.Days[0].Slots; slot++)
            {
                cost += demand.CostAt(slot, coverage.Staff(0, slot, queue));
            }
        }

        return cost;
    }

    private static IEnumerable<RuleViolation> NewViolations(
        SchedulingProblem before, DraftSchedule was, SchedulingProblem after, DraftSchedule now, int agent)
    {
        HashSet<string> known = [.. ViolationsOf(before, was, agent).Select(violation => violation.ToString())];
        return ViolationsOf(after, now, agent).Where(violation => !known.Contains(violation.ToString()));
    }

    private static IEnumerable<RuleViolation> ViolationsOf(SchedulingProblem problem, DraftSchedule schedule, int agent)
    {
        PlanAgent person = problem.Agents[agent];
        AgentSchedule own = new(problem, person, [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => schedule.ShiftOf(agent, day))]);
        return ScheduleRules.For(own.Contract).SelectMany(rule => rule.Violations(own));
    }
}
