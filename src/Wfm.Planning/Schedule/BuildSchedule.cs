using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Builds the schedule of a period from a stored requirement and stores it as the next draft.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class BuildSchedule(WfmDb db, IClock clock)
{
    /// <summary>The version the search begins with; its locked days stay as they are there. Empty: from nothing, and locks do not count.</summary>
    public ScheduleId? StartFrom { get; init; }

    /// <summary>Builds one draft.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="requirement">What the queues need.</param>
    /// <param name="period">The weeks.</param>
    /// <param name="options">How long and how hard to search.</param>
    /// <param name="progress">Told how far the search is.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    public async Task<BuildScheduleResult> RunAsync(
        BusinessUnitId unit,
        RequirementId requirement,
        SchedulePeriod period,
        ScheduleOptions options,
        IProgress<ScheduleProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        HashSet<(AgentId Agent, LocalDate Date)> locked = StartFrom is null ? [] : await LockedDays.OfAsync(db, unit, period, cancellationToken);
        CentreToPlan centre = await StoredCentre.ToPlanAsync(db, unit, requirement, period, locked, cancellationToken);
        (AssembledProblem assembled, CarriedTotals carried) = await new EarlierPeriods(db, unit).AssembleAsync(centre, cancellationToken);
        if (assembled.Problem is not { } problem)
        {
            return new BuildScheduleResult(null, assembled, null, null);
        }

        IReadOnlyList<Shift> stored = StartFrom is { } start ? (await ScheduleStore.LoadAsync(db, start, cancellationToken)).Shifts : [];
        if (StartFrom is not null)
        {
            SlottedSchedule from = ScheduleInSlots.Of(LockedDays.Fixed(problem, stored, locked).Problem, stored);
            (problem, options) = (from.Problem, options with { WarmStart = from.Schedule });
        }

        ScheduleResult result = await Task.Run(() => ScheduleBuilder.Build(problem, options, progress, cancellationToken), cancellationToken);
        if (result.Outcome is ScheduleOutcome.Infeasible impossible && LoansInPlan.LetGo(problem, impossible.Conflicts) is var (without, told))
        {
            (problem, assembled) = (without, assembled with { Problem = without, Notes = [.. assembled.Notes, told] });
            result = await Task.Run(() => ScheduleBuilder.Build(problem, options, progress, cancellationToken), cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!UnstaffedPosts.IsUsable(result.Outcome))
        {
            return new BuildScheduleResult(null, assembled, result, null);
        }

        assembled = assembled with { Notes = [.. assembled.Notes, .. UnstaffedPosts.Of(result.Outcome), .. MovableMeetings.Told(problem, result.Schedule.Activities)] };

        ServiceLevelForecast prediction = ServiceLevelPrediction.Of(
            result.Schedule.WithBlocksFixed(problem), result.Schedule, await StandingLoans.OfAsync(db, unit, problem, cancellationToken));
        RequirementVersion version = await db.Requirements.SingleAsync(row => row.Id == requirement, cancellationToken);
        ScheduleOrigin origin = new(
            ResultOrigin.Of(
                $"requirement#{version.Version}",
                "best response and period programme",
                options.Seed,
                new { Period = problem.Name, options.Steps, TimeLimitSeconds = options.TimeLimit?.TotalSeconds, result.IsReproducible },
                new { result.Cost, result.Bound, result.GapFraction, Violations = result.Violations.Count, result.Steps, Queues = prediction.Queues, assembled.Notes, result.Ledger, Carried = carried },
                clock.GetCurrentInstant()),
            requirement,
            StartFrom,
            Cost: result.Cost.Total,
            LowerBound: result.Bound);
        List<Shift> shifts = LockedDays.PutBack(result.Schedule.ToShifts(problem), stored, locked);
        ScheduleVersion draft = await ScheduleStore.SaveAsync(db, unit, period, shifts, origin, cancellationToken);
        return new BuildScheduleResult(draft, assembled, result, prediction);
    }
}

/// <summary>What building a schedule gave.</summary>
/// <param name="Stored">The stored draft; empty when there is no schedule that keeps every hard rule.</param>
/// <param name="Assembled">The problem, or what stood in its way.</param>
/// <param name="Result">The schedule with its figures; empty without a problem.</param>
/// <param name="Prediction">The service level it gives; empty without a draft.</param>
public sealed record BuildScheduleResult(
    ScheduleVersion? Stored, AssembledProblem Assembled, ScheduleResult? Result, ServiceLevelForecast? Prediction);
