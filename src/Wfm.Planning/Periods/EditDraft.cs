using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Changes days by hand: every rule checked, the cost delta told; of a draft each step undoable, of a published schedule a new version.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked, so that dragging is answered at once.</param>
public sealed class EditDraft(WfmDb db, IClock clock, KeptPlans plans)
{
    /// <summary>What a change would do. Changes nothing.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="schedule">Which version; may be published.</param>
    /// <param name="days">The days as they are to be.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="StepRefusedException">A day does not fit the period, its opening or its person.</exception>
    public async Task<EditEffect> TryAsync(BusinessUnitId unit, ScheduleId schedule, IReadOnlyList<DayEdit> days, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(days);
        StoredPlan plan = await PlanAsync(unit, await VersionAsync(unit, schedule, cancellationToken), cancellationToken);
        return Effect(plan, days);
    }

    /// <summary>Changes days of a draft.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="version">Which version, tracked; a draft or approved. Leaders who approved it must look again.</param>
    /// <param name="days">The days as they are to be.</param>
    /// <param name="reason">Why, and whether broken rules are accepted.</param>
    /// <param name="who">Who.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <exception cref="StepRefusedException">It is published, a day does not fit, or a rule would break and that was not accepted with a reason.</exception>
    public Task<EditEffect> RunAsync(
        BusinessUnitId unit, ScheduleVersion version, IReadOnlyList<DayEdit> days, EditReason reason, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(reason);
        return InTransaction.RunAsync(db, async () =>
        {
            RefusePublished(version);
            StoredPlan plan = await PlanAsync(unit, version, cancellationToken);
            EditEffect effect = Accepted(Effect(plan, days), reason);
            List<StoredEdit> undone = await db.Edits.Where(row => row.ScheduleId == version.Id && row.IsUndone).ToListAsync(cancellationToken);
            db.RemoveRange(undone);
            await db.SaveChangesAsync(cancellationToken);
            int last = await db.Edits.Where(row => row.ScheduleId == version.Id).MaxAsync(row => (int?)row.Number, cancellationToken) ?? 0;
            EditedDays edited = new(DayEditJson.Write(Current(plan.Shifts, days)), DayEditJson.Write(days), effect.CostDelta, reason.Why);
            db.Add(new StoredEdit(version.Id, last + 1, edited, who, clock.GetCurrentInstant()));
            AuditedAct act = new("edit", SubjectOf(version), reason.Why, edited.BeforeJson, edited.AfterJson);
            await ApplyAsync(unit, version, days, effect.After.Total, act, who, cancellationToken);
            InTransaction.WhenCommitted(db, () => plans.Edited(plan, version, After(plan.Shifts, days)));
            return effect;
        }, cancellationToken);
    }

    /// <summary>Changes days people were promised: a new published version, everybody concerned told, short notice only with a reason.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="schedule">The version in force.</param>
    /// <param name="days">The days as they are to be.</param>
    /// <param name="reason">Why, and whether broken rules are accepted.</param>
    /// <param name="who">Who.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <returns>The new version and what the change does.</returns>
    /// <exception cref="StepRefusedException">It is not the version in force, the notice is short without a reason, or a rule would break and that was not accepted.</exception>
    public async Task<(ScheduleVersion Corrected, EditEffect Effect)> CorrectAsync(
        BusinessUnitId unit, ScheduleId schedule, IReadOnlyList<DayEdit> days, EditReason reason, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reason);
        EditEffect effect = Accepted(await TryAsync(unit, schedule, days, cancellationToken), reason);
        ChangeOutcome outcome = await new ChangePublished(db, clock.GetCurrentInstant())
            .RunAsync(unit, [new PublishedChange(schedule, days)], ChangeCause.Correction(who, reason.Why), cancellationToken);
        return outcome.Conflict is { } conflict ? throw new StepRefusedException(conflict.Code, conflict.Words, conflict.Facts) : (outcome.Versions[0], effect);
    }

    /// <summary>Takes the last step back.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="version">Which version, tracked.</param>
    /// <param name="who">Who.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <returns>The days as they are again.</returns>
    /// <exception cref="StepRefusedException">There is nothing to take back, or it is published.</exception>
    public Task<IReadOnlyList<DayEdit>> UndoAsync(BusinessUnitId unit, ScheduleVersion version, string who, CancellationToken cancellationToken) =>
        StepAsync(unit, version, undo: true, who, cancellationToken);

    /// <summary>Does the step taken back last again.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="version">Which version, tracked.</param>
    /// <param name="who">Who.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <returns>The days as they are again.</returns>
    /// <exception cref="StepRefusedException">There is nothing to do again, or it is published.</exception>
    public Task<IReadOnlyList<DayEdit>> RedoAsync(BusinessUnitId unit, ScheduleVersion version, string who, CancellationToken cancellationToken) =>
        StepAsync(unit, version, undo: false, who, cancellationToken);

    private Task<IReadOnlyList<DayEdit>> StepAsync(BusinessUnitId unit, ScheduleVersion version, bool undo, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        return InTransaction.RunAsync(db, async () =>
        {
            RefusePublished(version);
            IQueryable<StoredEdit> edits = db.Edits.Where(row => row.ScheduleId == version.Id && row.IsUndone != undo);
            StoredEdit edit = await (undo ? edits.OrderByDescending(row => row.Number) : edits.OrderBy(row => row.Number)).FirstOrDefaultAsync(cancellationToken)
                ?? throw new StepRefusedException(undo ? "nothing-to-undo" : "nothing-to-redo", undo ? "There is no step to take back." : "There is no step to do again.");
            (string before, string after) = undo ? (edit.AfterJson, edit.BeforeJson) : (edit.BeforeJson, edit.AfterJson);
            IReadOnlyList<DayEdit> days = DayEditJson.Read(after);
            edit.SetUndone(undo);
            double? cost = version.Cost + (undo ? -edit.CostDelta : edit.CostDelta);
            AuditedAct act = new(undo ? "undo" : "redo", SubjectOf(version), $"step {edit.Number}", before, after);
            await ApplyAsync(unit, version, days, cost, act, who, cancellationToken);
            return days;
        }, cancellationToken);
    }

    private async Task ApplyAsync(
        BusinessUnitId unit, ScheduleVersion version, IReadOnlyList<DayEdit> days, double? cost, AuditedAct act, string who, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        version.Edit(cost);
        db.AuditEntries.Add(new AuditEntry(unit, now, who, act));
        if (await db.Periods.SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.ScheduleId == version.Id, cancellationToken) is { } period)
        {
            period.Propose(version.Id);
            await db.Approvals.Where(row => row.PeriodId == period.Id && row.ScheduleId == version.Id).ExecuteDeleteAsync(cancellationToken);
        }

        await Tell.ScreensAsync(db, unit, "schedule-edited", string.Create(CultureInfo.InvariantCulture, $"schedules/{version.Id.Value}"), now, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await ScheduleStore.ReplaceDaysAsync(db, version.Id, [.. days.Select(day => (day.Agent, day.Date, day.Shift))], cancellationToken);
    }

    private async Task<StoredPlan> PlanAsync(BusinessUnitId unit, ScheduleVersion version, CancellationToken cancellationToken)
    {
        PlanLoading loading = await plans.OfAsync(db, unit, version, cancellationToken);
        return loading.Plan ?? throw new StepRefusedException("schedule-unknown", Remark.Joined(loading.Notes));
    }

    private static EditEffect Effect(StoredPlan plan, IReadOnlyList<DayEdit> days)
    {
        SlottedSchedule becomes = ScheduleInSlots.Of(plan.Asked, After(plan.Shifts, days));
        if (becomes.Notes.Except(plan.Notes).FirstOrDefault() is { } note)
        {
            throw new StepRefusedException("day-does-not-fit", note);
        }

        ScheduleCheck old = plan.Check;
        ScheduleCheck now = ScheduleChecker.CheckAgain(becomes.Problem, becomes.Schedule, old, plan.PositionsOf(days.Select(day => (day.Agent, day.Date))));
        RuleViolation[] was = [.. old.Violations, .. Current(plan.Shifts, days).SelectMany(day => LoanBreaks.Of(plan, day))];
        RuleViolation[] broken = [.. now.Violations, .. days.SelectMany(day => LoanBreaks.Of(plan, day))];
        return new EditEffect(
            old.Cost, now.Cost, [.. broken.Except(was)], [.. was.Except(broken)],
            [.. days.Select(day => plan.Asked.Grid.IndexOf(day.Date)).Where(row => row >= 0).Distinct().Order().SelectMany(row => ServiceOf(plan, becomes, row))]);
    }

    private static EditEffect Accepted(EditEffect effect, EditReason reason) =>
        effect.NewViolations.Count == 0 || (reason.AcceptsBrokenRules && !string.IsNullOrWhiteSpace(reason.Why))
            ? effect
            : throw new StepRefusedException(
                "rules-broken", $"{effect.NewViolations.Count} rules would be broken; accept them with a reason, or choose another time.",
                new { violations = effect.NewViolations.Select(violation => violation.ToString()) });

    private static IEnumerable<EditedQueueDay> ServiceOf(StoredPlan was, SlottedSchedule becomes, int row)
    {
        DayOfQueues old = DayOfQueues.Of(was.Problem, was.Schedule, row, was.Loans);
        Queueing.DayPrediction before = old.Predict();
        Queueing.DayPrediction after = DayOfQueues.Of(becomes.Problem, becomes.Schedule, row, was.Loans).Predict();
        for (int queue = 0; queue < old.Promises.Count; queue++)
        {
            if (before.ServiceLevelOfDay(queue) is { } level && after.ServiceLevelOfDay(queue) is { } then)
            {
                yield return new EditedQueueDay(old.Promises[queue].Queue, was.Problem.Grid.Days[row].Date, level, then, old.Promises[queue].ShareFraction);
            }
        }
    }

    private async Task<ScheduleVersion> VersionAsync(BusinessUnitId unit, ScheduleId schedule, CancellationToken cancellationToken) =>
        await db.Schedules.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == schedule, cancellationToken)
            ?? throw new StepRefusedException("no-such-schedule", $"There is no schedule number {schedule.Value} in this unit.");

    private static void RefusePublished(ScheduleVersion version)
    {
        if (version.State == ScheduleState.Published)
        {
            throw new StepRefusedException("published", $"Version {version.Version} is published and never changes; correct it with a new version.");
        }
    }

    private static List<Shift> After(IReadOnlyList<Shift> shifts, IReadOnlyList<DayEdit> days)
    {
        HashSet<(AgentId, LocalDate)> changed = [.. days.Select(day => (day.Agent, day.Date))];
        IEnumerable<Shift> after = shifts.Where(shift => !changed.Contains((shift.Agent, shift.Date))).Concat(days.Select(day => day.Shift).OfType<Shift>());
        return [.. after.OrderBy(shift => shift.Agent.Value, StringComparer.Ordinal).ThenBy(shift => shift.Span.Start)];
    }

    private static IEnumerable<DayEdit> Current(IReadOnlyList<Shift> shifts, IReadOnlyList<DayEdit> days) =>
        days.Select(day => day with { Shift = shifts.FirstOrDefault(shift => shift.Agent == day.Agent && shift.Date == day.Date) });

    private static string SubjectOf(ScheduleVersion version) => $"schedule {version.FirstDay:uuuu-MM-dd} v{version.Version}";
}

/// <summary>Why a change is made.</summary>
/// <param name="Why">The reason; needed when rules break.</param>
/// <param name="AcceptsBrokenRules">Whether broken rules are accepted.</param>
public sealed record EditReason(string? Why, bool AcceptsBrokenRules = false);
