using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Activities;

/// <summary>A run with activities: the schedule first, then the places of least loss, then the search again with them fixed, twice.</summary>
internal static class ActivityRun
{
    private const int Rounds = 3;

    public static ScheduleResult Build(
        SchedulingProblem problem, ScheduleOptions options, IProgress<ScheduleProgress>? progress, CancellationToken cancellationToken)
    {
        SchedulingProblem bare = problem with { Activities = [] };
        ScheduleOptions first = options with { BoundSteps = 1, TimeLimit = options.TimeLimit * 0.4 };
        ScheduleResult result = ScheduleBuilder.Build(bare, first, progress, cancellationToken);
        long steps = result.Steps;
        ActivityPlacer placer = Place(problem, result.Schedule, result.Schedule.Activities);
        foreach (double share in (double[])[0.6, 0.75])
        {
            DraftSchedule draft = placer.Schedule;
            ScheduleOptions again = options with { BoundSteps = 1, TimeLimit = options.TimeLimit * share, WarmStart = draft };
            result = ScheduleBuilder.Build(PlacedActivities.Apply(problem, draft.Activities), again, progress, cancellationToken);
            steps += result.Steps;
            if (share < 0.7)
            {
                placer = Place(problem, result.Schedule, draft.Activities);
            }
        }

        double bound = Bound(bare, options, result.Schedule, cancellationToken);
        return Judge(problem, result with { Steps = steps }, placer, bound);
    }

    private static ActivityPlacer Place(SchedulingProblem problem, DraftSchedule schedule, IReadOnlyList<PlacedActivity> placed)
    {
        ActivityPlacer placer = new(new ActivityBoard(problem, schedule.With(placed)));
        placer.PlaceAll();
        placer.Improve(Rounds);
        return placer;
    }

    /// <summary>
    /// A bound that holds wherever the activities lie: they only take people away from callers, so it is bounded with tables
    /// on which nobody too many costs anything.
    /// </summary>
    private static double Bound(SchedulingProblem bare, ScheduleOptions options, DraftSchedule schedule, CancellationToken cancellationToken)
    {
        SchedulingProblem lenient = bare with { Demand = [.. bare.Demand.Select(Lenient)] };
        ScheduleOptions brief = options with { Steps = bare.Agents.Count, WarmStart = schedule.With([]) };
        return ScheduleBuilder.Build(lenient, brief, null, cancellationToken).Bound;
    }

    private static QueueDay Lenient(QueueDay demand) => demand with
    {
        Required = null,
        TrueCost = null,
        Cost = [.. Enumerable.Range(0, demand.Required?.Count ?? demand.Cost!.Count).Select(slot => Falling(demand, slot))],
    };

    /// <summary>The table up to its least value, flat from there.</summary>
    private static List<double> Falling(QueueDay demand, int slot)
    {
        List<double> table = [demand.CostAt(slot, 0)];
        int last = demand.Cost?[slot].Count - 1 ?? int.MaxValue;
        while (table.Count <= last && demand.CostAt(slot, table.Count) < table[^1])
        {
            table.Add(demand.CostAt(slot, table.Count));
        }

        // A table that still falls at its end goes on falling by its last step.
        bool goesOn = table.Count > last && table.Count > 1;
        return goesOn ? table : [.. table, table[^1]];
    }

    private static ScheduleResult Judge(SchedulingProblem problem, ScheduleResult result, ActivityPlacer placer, double bound)
    {
        DraftSchedule schedule = result.Schedule.With(placer.Schedule.Activities);
        ScheduleCheck check = ScheduleChecker.Check(problem, schedule);
        double least = Math.Min(Math.Max(0, bound), check.Cost.Total);
        double gap = check.Cost.Total <= 0 ? 0 : (check.Cost.Total - least) / check.Cost.Total;
        ScheduleConflict[] missing = [.. placer.Findings.Where(finding => finding.IsRequired).Select(Conflict)];
        ScheduleOutcome outcome = result.Outcome switch
        {
            ScheduleOutcome.Infeasible infeasible => new ScheduleOutcome.Infeasible([.. infeasible.Conflicts, .. missing]),
            ScheduleOutcome.TimedOut or ScheduleOutcome.Invalid => result.Outcome,
            _ when missing.Length > 0 => new ScheduleOutcome.Infeasible(missing),
            _ => gap < 1e-9 ? new ScheduleOutcome.Optimal() : new ScheduleOutcome.Feasible(gap),
        };
        return result with
        {
            Outcome = outcome,
            Schedule = schedule,
            Cost = check.Cost,
            Coverage = check.Coverage,
            Violations = check.Violations,
            Bound = least,
            Gap = GapReport.Of(problem, check, least, result.Gap.Sources),
            ActivityFindings = placer.Findings,
        };
    }

    private static ScheduleConflict Conflict(ActivityFinding finding)
    {
        ActivityRule rule = new();
        return new ScheduleConflict(
            finding.Agents,
            [new ConflictMember(ConflictKind.Activity, rule.Name, rule.Paragraph, $"{finding.MissingMinutes} min of {finding.Activity}")])
        {
            Detail = finding.Reason,
            IsProven = false,
        };
    }
}
