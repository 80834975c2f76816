using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads how what people have been promised came about: every published version with its process, who, why and how much of it changed.</summary>
/// <param name="db">The database.</param>
public sealed class ListChanges(WfmDb db)
{
    /// <summary>Reads.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="from">First local day of publication.</param>
    /// <param name="to">Last.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Newest first.</returns>
    public async Task<IReadOnlyList<ScheduleChange>> RunAsync(BusinessUnitId unit, LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        DateTimeZone zone = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
        Instant first = from.AtStartOfDayInZone(zone).ToInstant(), end = to.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
        List<ScheduleVersion> versions = await db.Schedules.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.PublishedAt >= first && row.PublishedAt < end).OrderByDescending(row => row.PublishedAt).ThenByDescending(row => row.Id).ToListAsync(cancellationToken);
        string[] subjects = [.. versions.Select(SubjectOf)];
        List<AuditEntry> told = await db.AuditEntries.AsNoTracking().Where(row => row.BusinessUnitId == unit && subjects.Contains(row.Subject) && row.At >= first && row.At < end).ToListAsync(cancellationToken);
        return [.. versions.Select(version => Of(version, told.FindAll(entry => entry.Subject == SubjectOf(version)), zone))];
    }

    private static ScheduleChange Of(ScheduleVersion version, List<AuditEntry> told, DateTimeZone zone)
    {
        LocalDate decided = version.PublishedAt!.Value.InZone(zone).Date;
        AuditEntry? publish = told.Find(entry => entry.Action == "publish"), change = told.Find(entry => entry.Action == version.Provenance.Model);
        AuditEntry? entry = publish ?? change;
        IReadOnlyList<DayEdit> days = publish is null && change?.AfterJson is { } json ? DayEditJson.Read(json) : [];
        LocalDate firstDay = days.Count > 0 ? days.Min(day => day.Date) : version.FirstDay;
        return new ScheduleChange(
            version.Id, version.Version, version.FirstDay, version.PublishedAt.Value,
            ScheduleProcesses.Of(publish is null ? version.Provenance.Model : "publish", decided, firstDay), entry?.Who, entry?.Why, version.Provenance.Inputs,
            days.Select(day => day.Agent).Distinct().Count(), days.Count, firstDay, Period.DaysBetween(decided, firstDay));
    }

    private static string SubjectOf(ScheduleVersion version) => $"schedule {version.FirstDay:uuuu-MM-dd} v{version.Version}";
}

/// <summary>A published version and how it came about.</summary>
/// <param name="Schedule">The version's number.</param>
/// <param name="Version">Which version of its period.</param>
/// <param name="Period">The period's first day.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Process">The process it belongs to.</param>
/// <param name="Who">Who decided.</param>
/// <param name="Why">The reason given.</param>
/// <param name="Source">What it was made from, such as <c>schedule#4 proposal#12</c>.</param>
/// <param name="People">People whose days changed; 0 for a new period.</param>
/// <param name="Days">Person-days changed.</param>
/// <param name="FirstDayChanged">The first day that changed.</param>
/// <param name="NoticeDays">Days between the decision and it.</param>
public sealed record ScheduleChange(
    ScheduleId Schedule, int Version, LocalDate Period, Instant PublishedAt, ScheduleProcess Process, string? Who, string? Why, string Source, int People, int Days, LocalDate FirstDayChanged, int NoticeDays);
