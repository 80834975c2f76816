using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Makes an earlier version the newest draft again. Nothing is lost: the versions between stay.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class RestoreSchedule(WfmDb db, IClock clock)
{
    /// <summary>Copies a version into a new draft.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="schedule">Which version.</param>
    /// <param name="who">Who.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <exception cref="StepRefusedException">There is no such version.</exception>
    public Task<ScheduleVersion> RunAsync(BusinessUnitId unit, ScheduleId schedule, string who, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            ScheduleVersion old = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == schedule, cancellationToken)
                ?? throw new StepRefusedException("no-such-schedule", $"There is no schedule number {schedule.Value} in this unit.");
            Schedule shifts = await ScheduleStore.LoadAsync(db, schedule, cancellationToken);
            Instant now = clock.GetCurrentInstant();
            ScheduleOrigin origin = new(
                ResultOrigin.Of($"schedule#{old.Version}", "restored by hand", null, new { Restored = old.Version }, new { old.Cost, old.LowerBound, Carried = CarriedTotals.Read(old.QualityJson) }, now),
                old.RequirementId, old.Id, old.Cost, old.LowerBound);
            ScheduleVersion restored = await ScheduleStore.SaveAsync(db, unit, old.Period, shifts.Shifts, origin, cancellationToken);
            db.AuditEntries.Add(new AuditEntry(unit, now, who, new AuditedAct(
                "restore", $"schedule {old.FirstDay:uuuu-MM-dd} v{restored.Version}", null, null, $$"""{"from":{{old.Version}}}""")));
            await Tell.ScreensAsync(db, unit, "schedule-created", $"schedules/{restored.Id.Value}", now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return restored;
        }, cancellationToken);
}
