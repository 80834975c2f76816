using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>When a schedule is promised, movable meetings are moved to where its shifts have them, and their people are told.</summary>
/// <param name="db">The database, in the transaction that publishes.</param>
/// <param name="now">What time it is.</param>
internal sealed class CarryMeetings(WfmDb db, Instant now)
{
    /// <summary>Moves them.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="version">The version that is published.</param>
    /// <param name="who">Who publishes.</param>
    /// <param name="cancellationToken">Moves nothing.</param>
    public async Task RunAsync(BusinessUnitId unit, ScheduleVersion version, string who, CancellationToken cancellationToken)
    {
        LocalDateTime first = version.FirstDay.AtMidnight(), end = version.Period.LastDay.PlusDays(1).AtMidnight();
        List<StoredMeeting> rows = await db.Meetings.Where(row => row.BusinessUnitId == unit && row.IsMovable && row.Start >= first && row.Start < end).ToListAsync(cancellationToken);
        if (rows.Count == 0 || (await new LoadPlan(db).RunAsync(unit, version.Id, cancellationToken)).Plan is not { } plan)
        {
            return;
        }

        DateTimeZone zone = plan.Problem.Grid.Zone;
        ILookup<(AgentId, Instant, ActivityKind), StoredMeeting> stored = rows.ToLookup(row => (row.AgentCode, row.Start.InZone(zone, WallClock.Earliest).ToInstant(), row.Activity));
        foreach ((PlanAgent asked, PlanAgent has) in plan.Asked.Agents.Zip(plan.Problem.Agents))
        {
            List<object> told = [];
            foreach ((PlanMeeting from, PlanMeeting to) in asked.Meetings.Zip(has.Meetings).Where(pair => pair.First.Span.Start != pair.Second.Span.Start))
            {
                foreach (StoredMeeting row in stored[(asked.Id, from.Span.Start, from.Activity)])
                {
                    LocalDateTime start = to.Span.Start.InZone(zone).LocalDateTime;
                    db.Remove(row);
                    db.Add(new StoredMeeting(unit, row.ToDomain() with { Start = start, End = start + Period.Between(row.Start, row.End) }));
                    told.Add(new { date = start.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), activity = row.Activity.ToString(), before = Clock(row.Start), after = Clock(start) });
                }
            }

            if (told.Count > 0)
            {
                string json = JsonSerializer.Serialize(new { meetings = told }, JsonSerializerOptions.Web);
                Tell.Agent(db, unit, asked.Id, "schedule-meetings-moved", json, now);
                db.AuditEntries.Add(new AuditEntry(unit, now, who, new AuditedAct("move-meetings", $"agent {asked.Id}", $"schedule {version.FirstDay:uuuu-MM-dd} v{version.Version}", null, json)));
            }
        }
    }

    private static string Clock(LocalDateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
