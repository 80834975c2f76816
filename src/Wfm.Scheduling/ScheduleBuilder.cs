using NodaTime;
using Wfm.Scheduling.Search;
using Wfm.Scheduling.Why;

namespace Wfm.Scheduling;

/// <summary>Makes a schedule for a problem, and a lower bound on what any schedule costs.</summary>
public static class ScheduleBuilder
{
    /// <summary>Searches and bounds.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">Seed, threads and budget.</param>
    /// <param name="progress">Hears of improvements; may be null.</param>
    /// <param name="cancellationToken">Ends the run within 100 ms of work; the best schedule so far is returned.</param>
    /// <exception cref="ArgumentException">The schedule to start from has other agents or days.</exception>
    /// <returns>The schedule with cost, bound, violations and outcome, recomputed by the plain rules and the plain cost.</returns>
    public static ScheduleResult Build(
        SchedulingProblem problem, ScheduleOptions? options = null, IProgress<ScheduleProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        IReadOnlyList<ProblemFinding> findings = ProblemChecks.Of(problem);
        if (findings.Count > 0)
        {
            return Refused(problem, findings);
        }

        if (options?.WarmStart is { } warm && !warm.Fits(problem))
        {
            throw new ArgumentException(
                $"The schedule to start from has other agents or days than the problem's {problem.Agents.Count} agents and {problem.Grid.Days.Count} days.",
                nameof(options));
        }

        ScheduleOptions settings = options ?? new ScheduleOptions();
        if (problem.Activities.Count > 0)
        {
            return Activities.ActivityRun.Build(problem, settings, progress, cancellationToken);
        }

        Duration began = settings.Elapsed?.Invoke() ?? Duration.Zero;
        PlanModel model = PlanModel.Of(problem);
        // The recount at the end walks the same people and days as the compilation and takes up to twice as long.
        Duration recount = 2 * ((settings.Elapsed?.Invoke() ?? Duration.Zero) - began);
        BuildRun run = new(model, FromPublished(problem, settings), recount, progress, cancellationToken);
        return Judge(problem, model, run, cancellationToken);
    }

    /// <summary>A run's result with a better schedule in place of its own: everything about the schedule is recounted.</summary>
    /// <param name="problem">The problem of the run.</param>
    /// <param name="result">The run's result, feasible; its bound, steps and activities stay.</param>
    /// <param name="schedule">A schedule that keeps the hard rules, with the activities where the run placed them.</param>
    internal static ScheduleResult Recount(SchedulingProblem problem, ScheduleResult result, DraftSchedule schedule)
    {
        SchedulingProblem placed = Activities.PlacedActivities.Apply(problem, schedule.Activities);
        ScheduleCheck check = ScheduleChecker.Check(problem, schedule);
        double bound = Math.Min(result.Bound, check.Cost.Total);
        double gap = check.Cost.Total <= 0 ? 0 : (check.Cost.Total - bound) / check.Cost.Total;
        return result with
        {
            Outcome = gap < 1e-9 ? new ScheduleOutcome.Optimal() : new ScheduleOutcome.Feasible(gap),
            Schedule = schedule,
            Cost = check.Cost,
            Bound = bound,
            Gap = GapReport.Of(problem, check, bound, result.Gap.Sources),
            Coverage = check.Coverage,
            Violations = check.Violations,
            Wishes = check.Wishes,
            Ledger = check.Ledger,
            Changes = check.Changes,
            Warnings = [.. ScheduleWarnings.Of(placed), .. ScheduleChanges.Warnings(placed, check.Changes)],
            CallIns = CallInFinder.Of(placed, PlanModel.Of(placed), schedule),
        };
    }

    /// <summary>A schedule people know is where a change begins, unless the caller says otherwise.</summary>
    private static ScheduleOptions FromPublished(SchedulingProblem problem, ScheduleOptions options) =>
        options.WarmStart is null && problem.Published is { } published ? options with { WarmStart = published.Shifts } : options;

    private static ScheduleResult Refused(SchedulingProblem problem, IReadOnlyList<ProblemFinding> findings) => new()
    {
        Outcome = new ScheduleOutcome.Invalid(findings),
        Schedule = DraftSchedule.Empty(problem),
        Cost = new CostByPart(0, 0, 0, 0),
        Bound = 0,
        Gap = new GapReport { Cost = 0, StaffHours = 0, CostOfMissingHour = null, LateCalls = null, Sources = [] },
        Coverage = new Coverage(0, 0, []),
        Violations = [],
        Wishes = [],
        Steps = 0,
        BoundSteps = 0,
        IsReproducible = true,
    };

    private static ScheduleResult Judge(
        SchedulingProblem problem, PlanModel model, BuildRun run, CancellationToken cancellationToken)
    {
        BuildOutput output = run.Execute();
        ScheduleCheck check = ScheduleChecker.Check(problem, output.Schedule);
        IReadOnlyList<ScheduleConflict> conflicts =
            ConflictReport.Of(model, output.Schedule, output.Impossible, output.IsCutShort ? null : check, cancellationToken);
        double bound = Math.Min(Math.Max(0, output.Bound), check.Cost.Total);
        double gap = check.Cost.Total <= 0 ? 0 : (check.Cost.Total - bound) / check.Cost.Total;
        return new ScheduleResult
        {
            Outcome = conflicts.Count > 0 ? new ScheduleOutcome.Infeasible(conflicts)
                : output.IsCutShort ? new ScheduleOutcome.TimedOut()
                : gap < 1e-9 ? new ScheduleOutcome.Optimal()
                : new ScheduleOutcome.Feasible(gap),
            Schedule = output.Schedule,
            Cost = check.Cost,
            Bound = bound,
            Gap = GapReport.Of(problem, check, bound, run.SourcesOf(output.Schedule, check.Cost)),
            Coverage = check.Coverage,
            Violations = check.Violations,
            Wishes = check.Wishes,
            Ledger = check.Ledger,
            Changes = check.Changes,
            Warnings = [.. ScheduleWarnings.Of(problem), .. ScheduleChanges.Warnings(problem, check.Changes)],
            CallIns = CallInFinder.Of(problem, model, output.Schedule),
            Steps = output.Steps,
            BoundSteps = output.BoundSteps,
            IsReproducible = output.IsReproducible,
        };
    }
}
