using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Carries a report into the published schedule, the one way every version is made.</summary>
internal static class PresenceChange
{
    public static async Task MakeAsync(
        WfmDb db, Instant now, BusinessUnitId unit, IReadOnlyList<ScheduleVersion> versions, IReadOnlyList<DayEdit> days, Actor by, CancellationToken cancellationToken)
    {
        PublishedChange[] changes =
        [
            .. versions.Select(version => new PublishedChange(version.Id, [.. days.Where(day => day.Date >= version.FirstDay && day.Date <= version.Period.LastDay)])).Where(change => change.Days.Count > 0),
        ];
        ChangeOutcome outcome = await new ChangePublished(db, now).RunAsync(unit, changes, ChangeCause.Presence(by.Name), cancellationToken);
        if (outcome.Conflict is { } conflict)
        {
            throw new StepRefusedException(conflict.Code, conflict.Words, conflict.Facts);
        }
    }
}

/// <summary>Tells the leaders and screens of somebody, and the audit; never why somebody is away.</summary>
internal static class PresenceTelling
{
    public static string Facts(StoredPresence report, DateTimeZone zone) =>
        RequestJson.Write(new { agent = report.AgentCode.Value, start = report.Start.InZone(zone).LocalDateTime, end = report.End.InZone(zone).LocalDateTime });

    public static async Task TellAsync(WfmDb db, StoredPresence report, string kind, Actor by, Instant now, DateTimeZone zone, string? before, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = report.BusinessUnitId;
        AgentId agent = report.AgentCode;
        List<AccountId> leaders = await db.Roles.Where(role => role.BusinessUnitId == unit && role.Role == Role.Gruppledare
            && db.Agents.Any(person => person.BusinessUnitId == unit && person.Code == agent && person.GroupCode == role.GroupCode)).Select(role => role.AccountId).Distinct().ToListAsync(cancellationToken);
        string facts = Facts(report, zone);
        foreach (AccountId leader in leaders.Where(leader => leader != by.Account))
        {
            Tell.Account(db, unit, leader, kind, facts, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.Add(new AuditEntry(unit, now, by.Name, new AuditedAct(kind == "presence-back" ? "report-back" : "report-away", $"presence of {agent}", null, before, facts)));
        await Tell.ScreensAsync(db, unit, kind, $"presence/{report.Id}", now, agent, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
