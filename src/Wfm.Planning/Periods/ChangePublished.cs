using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The one way from a published version to the next: number, provenance, audit, messages and events, whoever asks and why.</summary>
/// <remarks>
/// The version worked from must still be the newest of its period, so whoever asks has seen what they change. What was published stays as it was.
/// A locked day is changed by people only, and stays locked.
/// </remarks>
/// <param name="db">The database.</param>
/// <param name="now">What time it is.</param>
public sealed class ChangePublished(WfmDb db, Instant now)
{
    /// <summary>Changes days of published versions: all of them, or nothing and what stands in the way.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="changes">At most one per period.</param>
    /// <param name="cause">Who, why and because of what.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <returns>The new versions, one per change in their order, or the conflict.</returns>
    public Task<ChangeOutcome> RunAsync(BusinessUnitId unit, IReadOnlyList<PublishedChange> changes, ChangeCause cause, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(cause);
        return InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            List<(PublishedChange Change, ScheduleVersion Old)> found = [];
            foreach (PublishedChange change in changes)
            {
                (ScheduleVersion? old, ChangeConflict? conflict) = await CheckAsync(unit, change, cause, cancellationToken);
                if (conflict is not null)
                {
                    return new ChangeOutcome([], conflict);
                }

                found.Add((change, old!));
            }

            List<ScheduleVersion> made = [];
            foreach ((PublishedChange change, ScheduleVersion old) in found)
            {
                made.Add(await MakeAsync(unit, change, old, cause, cancellationToken));
            }

            return new ChangeOutcome(made, null);
        }, cancellationToken);
    }

    private async Task<(ScheduleVersion? Old, ChangeConflict? Conflict)> CheckAsync(
        BusinessUnitId unit, PublishedChange change, ChangeCause cause, CancellationToken cancellationToken)
    {
        ScheduleId from = change.From;
        ScheduleVersion? old = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == from, cancellationToken);
        if (old is null)
        {
            return (null, new ChangeConflict("no-such-schedule", $"There is no schedule number {from.Value} in this unit."));
        }

        ScheduleId? newest = await db.Schedules.Where(row => row.BusinessUnitId == unit && row.FirstDay == old.FirstDay && row.State == ScheduleState.Published)
            .OrderByDescending(row => row.Version).Select(row => (ScheduleId?)row.Id).FirstOrDefaultAsync(cancellationToken);
        if (newest != from)
        {
            string words = string.Create(CultureInfo.InvariantCulture, $"Schedule {from.Value} is not the version in force; that is {newest?.Value.ToString(CultureInfo.InvariantCulture) ?? "none"}.");
            return (null, new ChangeConflict("not-in-force", words, new { schedule = newest }));
        }

        if (change.Days.FirstOrDefault(day => day.Date < old.FirstDay || day.Date > old.Period.LastDay) is { } outside)
        {
            return (null, new ChangeConflict("day-outside-period", $"Agent {outside.Agent}, {Iso(outside.Date)}: expected a day from {Iso(old.FirstDay)} to {Iso(old.Period.LastDay)}."));
        }

        return (old, await NoticeAsync(unit, change, cause, cancellationToken) ?? await LockAsync(unit, change, cause, cancellationToken));
    }

    private async Task<ChangeConflict?> NoticeAsync(BusinessUnitId unit, PublishedChange change, ChangeCause cause, CancellationToken cancellationToken)
    {
        if (change.Days.Count == 0 || cause.IsAskedFor || !string.IsNullOrWhiteSpace(cause.Why))
        {
            return null;
        }

        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        LocalDate first = change.Days.Min(day => day.Date);
        return Period.DaysBetween(now.InZone(zone).Date, first) < PublishSchedule.NoticeDays
            ? new ChangeConflict("short-notice", $"{Iso(first)} is in less than {PublishSchedule.NoticeDays} days (ATL 12 §); give the reason.")
            : null;
    }

    private async Task<ChangeConflict?> LockAsync(BusinessUnitId unit, PublishedChange change, ChangeCause cause, CancellationToken cancellationToken)
    {
        if (cause.IsByPerson)
        {
            return null;
        }

        HashSet<(AgentId, LocalDate)> locked = await LockedDays.OfAsync(db, unit, change.Days.Select(day => day.Date), cancellationToken);
        DayEdit[] held = [.. change.Days.Where(day => locked.Contains((day.Agent, day.Date)))];
        return held.Length == 0 ? null : new ChangeConflict(
            "day-locked", $"{string.Join(", ", held.Select(day => $"{day.Agent} {Iso(day.Date)}"))} locked by hand; only a person changes that.",
            held.Select(day => new { agent = day.Agent.Value, date = Iso(day.Date) }).ToArray());
    }

    private async Task<ScheduleVersion> MakeAsync(BusinessUnitId unit, PublishedChange change, ScheduleVersion old, ChangeCause cause, CancellationToken cancellationToken)
    {
        Schedule before = await ScheduleStore.LoadAsync(db, old.Id, cancellationToken);
        HashSet<(AgentId, LocalDate)> days = [.. change.Days.Select(day => (day.Agent, day.Date))];
        List<Shift> after = [.. before.Shifts.Where(shift => !days.Contains((shift.Agent, shift.Date))), .. change.Days.Select(day => day.Shift).OfType<Shift>()];
        ScheduleOrigin origin = new(
            ResultOrigin.Of($"schedule#{old.Version}{cause.Source}", cause.Action, null, new { Days = change.Days.Count }, new { Parent = old.Version, Carried = CarriedTotals.Read(old.QualityJson) }, now), old.RequirementId, old.Id);
        ScheduleVersion made = await ScheduleStore.SaveAsync(db, unit, old.Period, after, origin, cancellationToken);
        made.Publish(now);
        db.AuditEntries.Add(new AuditEntry(unit, now, cause.Who, new AuditedAct(
            cause.Action, $"schedule {Iso(old.FirstDay)} v{made.Version}", cause.Why ?? cause.Words,
            DayEditJson.Write(change.Days.Select(day => day with { Shift = before.Shifts.FirstOrDefault(shift => shift.Agent == day.Agent && shift.Date == day.Date) })),
            DayEditJson.Write(change.Days))));
        TellPeople(unit, change.Days.Where(day => !cause.Told.Contains(day.Agent)));
        await Tell.ScreensAsync(db, unit, "schedule-published", string.Create(CultureInfo.InvariantCulture, $"schedules/{made.Id.Value}"), now, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return made;
    }

    private void TellPeople(BusinessUnitId unit, IEnumerable<DayEdit> days)
    {
        foreach (IGrouping<AgentId, DayEdit> own in days.GroupBy(day => day.Agent))
        {
            Tell.Agent(db, unit, own.Key, "schedule-changed", JsonSerializer.Serialize(new { days = own.Select(day => Iso(day.Date)) }, JsonSerializerOptions.Web), now);
        }
    }

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Days of one published version as they are to be.</summary>
/// <param name="From">The version worked from.</param>
/// <param name="Days">Each person's day at most once; one that stays as it is counts as concerned, such as of somebody lent.</param>
public sealed record PublishedChange(ScheduleId From, IReadOnlyList<DayEdit> Days);

/// <summary>What became of a change: the new versions, or what stood in the way and nothing changed.</summary>
/// <param name="Versions">One per change, in their order.</param>
/// <param name="Conflict">Why not.</param>
public sealed record ChangeOutcome(IReadOnlyList<ScheduleVersion> Versions, ChangeConflict? Conflict);

/// <summary>Why a published schedule was not changed.</summary>
/// <param name="Code">Stable: <c>no-such-schedule</c>, <c>not-in-force</c>, <c>day-outside-period</c>, <c>short-notice</c>, <c>day-locked</c>.</param>
/// <param name="Words">What was found and what was expected.</param>
/// <param name="Facts">Figures a screen may show.</param>
public sealed record ChangeConflict(string Code, string Words, object? Facts = null);
