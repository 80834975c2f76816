using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Days the next search leaves as they are.</summary>
internal static class LockEndpoints
{
    public static void MapLocks(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder locks = app.MapGroup("/api/units/{unit:int}/locks").WithTags("Schedules");
        locks.MapGet("/", ListAsync).Allow(Act.ReadDrafts).WithSummary("Locked days of people one may see");
        locks.MapPut("/{agent}/{date}", LockAsync).Allow(Act.WriteSchedule).WithSummary("Hold a day as it is");
        locks.MapDelete("/{agent}/{date}", UnlockAsync).Allow(Act.WriteSchedule).WithSummary("Let it go");
    }

    private static async Task<Ok<List<LockInfo>>> ListAsync(int unit, LocalDateText? from, LocalDateText? to, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        HashSet<AgentId> seen = await ScheduleEndpoints.SeenAsync(db, unit, caller, Act.ReadDrafts, cancellationToken);
        LocalDate first = from?.Value ?? new LocalDate(1900, 1, 1), last = to?.Value ?? new LocalDate(9999, 12, 31);
        List<StoredLock> rows = await db.Locks.AsNoTracking().Where(row => row.BusinessUnitId == where && row.Date >= first && row.Date <= last).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.Where(row => seen.Contains(row.AgentCode)).OrderBy(row => row.Date).ThenBy(row => row.AgentCode.Value, StringComparer.Ordinal)
            .Select(row => new LockInfo(row.AgentCode, row.Date, row.Who, row.At)).ToList());
    }

    private static async Task<Results<NoContent, ApiProblem>> LockAsync(
        int unit, string agent, LocalDateText date, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, AgentId who, LocalDate day) = (new(unit), new(agent), date.Value);
        if (!await db.Agents.AnyAsync(row => row.BusinessUnitId == where && row.Code == who, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        return await InTransaction.RunAsync<Results<NoContent, ApiProblem>>(db, async () =>
        {
            Instant now = clock.GetCurrentInstant();
            await Tell.ScreensAsync(db, where, "lock-changed", $"locks/{agent}/{day:uuuu-MM-dd}", now, null, cancellationToken);
            if (!await db.Locks.AnyAsync(row => row.BusinessUnitId == where && row.AgentCode == who && row.Date == day, cancellationToken))
            {
                db.Add(new StoredLock(where, who, day, caller.Name, now));
                db.AuditEntries.Add(new AuditEntry(where, now, caller.Name, new AuditedAct("lock", $"agent {agent} {day:uuuu-MM-dd}", null, """{"locked":false}""", """{"locked":true}""")));
            }

            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.NoContent();
        }, cancellationToken);
    }

    private static Task<Results<NoContent, ApiProblem>> UnlockAsync(
        int unit, string agent, LocalDateText date, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        InTransaction.RunAsync<Results<NoContent, ApiProblem>>(db, async () =>
        {
            (BusinessUnitId where, AgentId who, LocalDate day) = (new(unit), new(agent), date.Value);
            if (await db.Locks.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.AgentCode == who && row.Date == day, cancellationToken) is not { } held)
            {
                return ApiProblem.NotFound;
            }

            Instant now = clock.GetCurrentInstant();
            db.Remove(held);
            db.AuditEntries.Add(new AuditEntry(where, now, caller.Name, new AuditedAct("unlock", $"agent {agent} {day:uuuu-MM-dd}", null, """{"locked":true}""", """{"locked":false}""")));
            await Tell.ScreensAsync(db, where, "lock-changed", $"locks/{agent}/{day:uuuu-MM-dd}", now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.NoContent();
        }, cancellationToken);
}
