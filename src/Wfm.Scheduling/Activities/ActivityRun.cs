using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Activities;

/// <summary>A run with activities: the schedule first, then the places of least loss, then the search again with them fixed, twice. The bound is sought beside, or after.</summary>
internal static class ActivityRun
{
    private const int Rounds = 3;

    public static ScheduleResult Build(
        SchedulingProblem problem, ScheduleOptions options, IProgress<ScheduleProgress>? progress, CancellationToken cancellationToken)
    {
        ScheduleOptions first = options with { BoundSteps = 1, TimeLimit = options.TimeLimit * 0.4 };
        IReadOnlyList<PlacedActivity> standing = PlacedActivities.Standing(problem);
        ScheduleResult result = ScheduleBuilder.Build(PlacedActivities.Apply(problem, standing), first, progress, cancellationToken);
        long steps = result.Steps;
        DraftSchedule began = result.Schedule;
        Task<double>? bounding = options.Threads > 1 ? Task.Run(() => Bound(problem, options, began, cancellationToken), CancellationToken.None) : null;
        bool GoOn() => !cancellationToken.IsCancellationRequested
            && !(options is { TimeLimit: { } limit, Elapsed: { } elapsed } && elapsed() >= limit * 0.7);
        ActivityPlacer placer = Place(problem, result.Schedule, standing, GoOn);
        foreach (double share in (double[])[0.6, 0.75])
        {
            DraftSchedule draft = placer.Schedule;
            ScheduleOptions again = options with { BoundSteps = 1, TimeLimit = options.TimeLimit * share, WarmStart = draft };
            result = ScheduleBuilder.Build(PlacedActivities.Apply(problem, draft.Activities), again, progress, cancellationToken);
            steps += result.Steps;
            if (share < 0.7)
            {
                placer = Place(problem, result.Schedule, draft.Activities, GoOn);
            }
        }

        double bound = bounding?.GetAwaiter().GetResult() ?? Bound(problem, options, began, cancellationToken);
        return Judge(problem, result with { Steps = steps }, placer, bound);
    }

    private static ActivityPlacer Place(SchedulingProblem problem, DraftSchedule schedule, IReadOnlyList<PlacedActivity> placed, Func<bool> goOn)
    {
        ActivityPlacer placer = new(new ActivityBoard(problem, schedule.With(placed)), goOn);
        placer.PlaceAll();
        placer.Improve(Rounds);
        return placer;
    }

    /// <summary>
    /// A bound that holds wherever the activities lie: they only take people away from callers. Whoever has one could as well serve one queue of theirs
    /// meanwhile, so the same shifts without activities cost no more where as many people too many on that queue and day cost nothing.
    /// </summary>
    private static double Bound(SchedulingProblem problem, ScheduleOptions options, DraftSchedule schedule, CancellationToken cancellationToken)
    {
        Dictionary<(QueueId, LocalDate), int> spare = Spare(problem);
        SchedulingProblem bare = problem with
        {
            Activities = [],
            Demand = [.. problem.Demand.Select(demand => spare.TryGetValue((demand.Queue, demand.Date), out int people) ? Lenient(demand, people, problem.Agents.Count) : demand)],
        };
        ScheduleOptions brief = options with { Threads = 1, Steps = bare.Agents.Count, WarmStart = schedule.With([]), Incumbent = null };
        return ScheduleBuilder.Build(bare, brief, null, cancellationToken).Bound;
    }

    /// <summary>How many people with activities could be one queue's on a day: each of them counts for one they can serve, the one with fewest so far.</summary>
    private static Dictionary<(QueueId Queue, LocalDate Date), int> Spare(SchedulingProblem problem)
    {
        Dictionary<AgentId, PlanAgent> people = problem.Agents.ToDictionary(agent => agent.Id);
        Dictionary<(QueueId Queue, LocalDate Date), int> spare = [];
        foreach (LocalDate date in problem.Grid.Days.Select(day => day.Date))
        {
            IEnumerable<AgentId> busy = problem.Activities.Where(activity => !(date < activity.From) && !(date > activity.To)).SelectMany(activity => activity.Agents).Distinct();
            foreach (AgentId agent in busy)
            {
                (QueueId, LocalDate)[] own = [.. people[agent].Skills.Where(skill => skill.HoldsOn(date)).Select(skill => (skill.Queue, date))];
                if (own.Length > 0)
                {
                    (QueueId, LocalDate) chosen = own.MinBy(spare.GetValueOrDefault);
                    spare[chosen] = spare.GetValueOrDefault(chosen) + 1;
                }
            }
        }

        return spare;
    }

    /// <summary>Tables on which some people too many cost nothing: each the least of what as many fewer cost.</summary>
    private static QueueDay Lenient(QueueDay demand, int spare, int agents) => demand with
    {
        Required = null,
        TrueCost = null,
        Cost =
        [
            .. Enumerable.Range(0, demand.Required?.Count ?? demand.Cost!.Count).Select(slot => (IReadOnlyList<double>)
            [
                .. Enumerable.Range(0, (demand.Cost?[slot].Count ?? Math.Max(2, agents + 1)) + spare)
                    .Select(people => Enumerable.Range(Math.Max(0, people - spare), Math.Min(people, spare) + 1).Min(fewer => demand.CostAt(slot, fewer))),
            ]),
        ],
    };

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
