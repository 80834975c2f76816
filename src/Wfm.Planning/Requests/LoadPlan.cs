using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads a stored schedule with everything a question about it needs: the requirement it was made for and the people of today.</summary>
/// <param name="db">The database.</param>
public sealed class LoadPlan(WfmDb db)
{
    /// <summary>The published schedule that holds on a day: the newest version of the period that contains it, else of the next period, else of the last one.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="date">The day.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null where nothing was ever published.</returns>
    public async Task<ScheduleVersion?> PublishedOnAsync(BusinessUnitId unit, LocalDate date, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScheduleVersion> published = await PublishedAsync(unit, cancellationToken);
        return published.FirstOrDefault(version => version.Period.LastDay >= date) ?? (published.Count > 0 ? published[^1] : null);
    }

    /// <summary>The newest published version of every period, in order.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<ScheduleVersion>> PublishedAsync(BusinessUnitId unit, CancellationToken cancellationToken) =>
        [.. (await AllPublishedAsync(unit, cancellationToken)).GroupBy(version => version.FirstDay).Select(period => period.Last())];

    /// <summary>The version of every period that was published first, in order: what was planned before people fell ill and days were changed.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<ScheduleVersion>> FirstPublishedAsync(BusinessUnitId unit, CancellationToken cancellationToken) =>
        [.. (await AllPublishedAsync(unit, cancellationToken)).GroupBy(version => version.FirstDay).Select(period => period.First())];

    /// <summary>Reads one version.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="schedule">Which version; published or not.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<PlanLoading> RunAsync(BusinessUnitId unit, ScheduleId schedule, CancellationToken cancellationToken)
    {
        ScheduleVersion? version = await db.Schedules.AsNoTracking().FirstOrDefaultAsync(
            row => row.BusinessUnitId == unit && row.Id == schedule, cancellationToken);
        if (version is null)
        {
            return new PlanLoading(null, [Remark.Of("schedule-unknown", $"There is no schedule number {schedule.Value} in this unit.")]);
        }

        if (version.RequirementId is not { } requirement)
        {
            return new PlanLoading(null, [Remark.Of("schedule-without-requirement", $"Version {version.Version} of the schedule from {version.FirstDay:uuuu-MM-dd} was not made from a requirement stored here, so its calls are not known.")]);
        }

        CentreToPlan centre = await StoredCentre.LoadAsync(db, unit, requirement, version.Period, cancellationToken);
        // Of a schedule that is made the shifts tell who is at work; its loans stand beside the problem.
        AssembledProblem assembled = ProblemAssembly.Assemble(centre with { Loans = [], LoansBeside = centre.Loans, Carried = CarriedTotals.Read(version.QualityJson).ByAgent() });
        if (assembled.Problem is not { } problem)
        {
            return new PlanLoading(null, assembled.Notes);
        }

        Schedule shifts = await ScheduleStore.LoadAsync(db, schedule, cancellationToken);
        SlottedSchedule slotted = ScheduleInSlots.Of(problem, shifts.Shifts);
        return new PlanLoading(new StoredPlan(version, problem, shifts.Shifts, slotted, await StandingLoans.OfAsync(db, unit, problem, cancellationToken)), [.. assembled.Notes, .. slotted.Notes]);
    }

    /// <summary>Reads the shifts of a version again whose people, requirement and loans are known.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="known">The version as it was read before its last edits.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal async Task<PlanLoading> AgainAsync(BusinessUnitId unit, PlanLoading known, CancellationToken cancellationToken)
    {
        StoredPlan plan = known.Plan!;
        ScheduleVersion version = await db.Schedules.AsNoTracking().SingleAsync(row => row.BusinessUnitId == unit && row.Id == plan.Id, cancellationToken);
        return known.With(version, (await ScheduleStore.LoadAsync(db, plan.Id, cancellationToken)).Shifts);
    }

    private async Task<IReadOnlyList<ScheduleVersion>> AllPublishedAsync(BusinessUnitId unit, CancellationToken cancellationToken) =>
        await db.Schedules.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.State == ScheduleState.Published)
            .OrderBy(row => row.FirstDay).ThenBy(row => row.Version).ToListAsync(cancellationToken);
}

/// <summary>What reading a stored schedule gave.</summary>
/// <param name="Plan">The schedule; null when something stood in the way.</param>
/// <param name="Notes">What was left out; without a schedule, what stood in the way.</param>
public sealed record PlanLoading(StoredPlan? Plan, IReadOnlyList<Remark> Notes)
{
    /// <summary>The same people with other shifts.</summary>
    /// <param name="version">The version as it is now.</param>
    /// <param name="shifts">Its shifts.</param>
    internal PlanLoading With(ScheduleVersion version, IReadOnlyList<Shift> shifts)
    {
        StoredPlan now = Plan!.With(version, shifts);
        return new PlanLoading(now, [.. Notes.SkipLast(Plan.Notes.Count), .. now.Notes]);
    }
}
