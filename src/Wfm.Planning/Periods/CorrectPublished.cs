using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Changes days people were promised: a new published version beside the old one, everybody concerned told, short notice only with a reason.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class CorrectPublished(WfmDb db, IClock clock)
{
    /// <summary>Makes the corrected version.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="schedule">The version in force.</param>
    /// <param name="days">The days as they are to be.</param>
    /// <param name="cause">Who, why, and what the audit calls it.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="StepRefusedException">It is not the version in force, or the notice is short and no reason was given.</exception>
    public Task<ScheduleVersion> RunAsync(
        BusinessUnitId unit, ScheduleId schedule, IReadOnlyList<DayEdit> days, Correction cause, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(cause);
        return InTransaction.RunAsync(db, async () =>
        {
            ScheduleVersion old = await InForceAsync(unit, schedule, cancellationToken);
            Instant now = clock.GetCurrentInstant();
            DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
            LocalDate today = now.InZone(zone).Date;
            LocalDate first = days.Min(day => day.Date);
            if (Period.DaysBetween(today, first) < PublishSchedule.NoticeDays && string.IsNullOrWhiteSpace(cause.Why))
            {
                throw new StepRefusedException("short-notice", $"{first:uuuu-MM-dd} is in less than {PublishSchedule.NoticeDays} days (ATL 12 §); give the reason.");
            }

            Schedule before = await ScheduleStore.LoadAsync(db, schedule, cancellationToken);
            HashSet<(AgentId, LocalDate)> changed = [.. days.Select(day => (day.Agent, day.Date))];
            List<Shift> after = [.. before.Shifts.Where(shift => !changed.Contains((shift.Agent, shift.Date))), .. days.Select(day => day.Shift).OfType<Shift>()];
            ScheduleOrigin origin = new(
                ResultOrigin.Of($"schedule#{old.Version}", cause.Action, null, new { Days = days.Count }, new { Parent = old.Version }, now), old.RequirementId, old.Id);
            ScheduleVersion corrected = await ScheduleStore.SaveAsync(db, unit, old.Period, after, origin, cancellationToken);
            corrected.Publish(now);
            db.AuditEntries.Add(new AuditEntry(unit, now, cause.Who, new AuditedAct(
                cause.Action, $"schedule {old.FirstDay:uuuu-MM-dd} v{corrected.Version}", cause.Why,
                DayEditJson.Write(days.Select(day => day with { Shift = before.Shifts.FirstOrDefault(shift => shift.Agent == day.Agent && shift.Date == day.Date) })), DayEditJson.Write(days))));
            TellPeople(unit, days, now);
            await Tell.ScreensAsync(db, unit, "schedule-published", string.Create(CultureInfo.InvariantCulture, $"schedules/{corrected.Id.Value}"), now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return corrected;
        }, cancellationToken);
    }

    private async Task<ScheduleVersion> InForceAsync(BusinessUnitId unit, ScheduleId schedule, CancellationToken cancellationToken)
    {
        await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
        ScheduleVersion old = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == schedule, cancellationToken)
            ?? throw new StepRefusedException("no-such-schedule", $"There is no schedule number {schedule.Value} in this unit.");
        ScheduleId? newest = await db.Schedules.Where(row => row.BusinessUnitId == unit && row.FirstDay == old.FirstDay && row.State == ScheduleState.Published)
            .OrderByDescending(row => row.Version).Select(row => (ScheduleId?)row.Id).FirstOrDefaultAsync(cancellationToken);
        return newest == schedule
            ? old
            : throw new StepRefusedException("not-in-force", $"Schedule {schedule.Value} is not the version in force; that is {newest?.Value.ToString(CultureInfo.InvariantCulture) ?? "none"}.", new { schedule = newest });
    }

    private void TellPeople(BusinessUnitId unit, IReadOnlyList<DayEdit> days, Instant now)
    {
        foreach (IGrouping<AgentId, DayEdit> own in days.GroupBy(day => day.Agent))
        {
            Tell.Agent(db, unit, own.Key, "schedule-changed", JsonSerializer.Serialize(
                new { days = own.Select(day => day.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)) }, JsonSerializerOptions.Web), now);
        }
    }
}

/// <summary>Who corrects a published schedule and why.</summary>
/// <param name="Action">What the audit calls it, such as <c>correct</c> or <c>approve-request</c>.</param>
/// <param name="Who">Who.</param>
/// <param name="Why">The reason; needed with less than two weeks' notice.</param>
public sealed record Correction(string Action, string Who, string? Why);
