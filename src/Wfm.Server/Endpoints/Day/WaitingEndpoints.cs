using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Short trainings, coaching and administration that wait for room to spare.</summary>
internal static class WaitingEndpoints
{
    private const int MostPeople = 500;

    public static void MapWaitingActivities(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder waiting = app.MapGroup("/api/units/{unit:int}/waiting-activities").WithTags("Day");
        waiting.MapGet("/", ListAsync).Allow(Act.DecideDay).WithSummary("What waits for room to spare, of one's groups or of the unit");
        waiting.MapPost("/", AddAsync).Allow(Act.DecideDay).WithSummary("Let people wait for a short training, coaching or administration");
        waiting.MapDelete("/{waiting:int}", RemoveAsync).Allow(Act.DecideDay).WithSummary("It need not wait any more");
    }

    private static async Task<Ok<List<WaitingView>>> ListAsync(int unit, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        Dictionary<AgentId, GroupId> groups = await GroupsAsync(db, where, cancellationToken);
        CallerScope scope = caller.In(where, Act.DecideDay);
        List<StoredWaitingActivity> rows = await db.WaitingActivities.AsNoTracking().Where(row => row.BusinessUnitId == where && row.PlacedFor == null)
            .OrderBy(row => row.LastDay == null).ThenBy(row => row.LastDay).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.Where(row => groups.TryGetValue(row.AgentCode, out GroupId group) && scope.Covers(row.AgentCode, group)).Select(WaitingView.Of).ToList());
    }

    private static async Task<IResult> AddAsync(
        int unit, WaitingBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, Idempotent once, CancellationToken cancellationToken)
    {
        if (body.Agents.Count is 0 or > MostPeople || body.Minutes is < 5 or > 240 || body.Activity is not (ActivityKind.Training or ActivityKind.Coaching or ActivityKind.Administration))
        {
            return ApiProblem.Bad("bad-field", $"agents: expected 1 to {MostPeople}; minutes: expected 5 to 240; activity: expected training, coaching or administration.");
        }

        BusinessUnitId where = new(unit);
        Dictionary<AgentId, GroupId> groups = await GroupsAsync(db, where, cancellationToken);
        CallerScope scope = caller.In(where, Act.DecideDay);
        if (body.Agents.Any(agent => !groups.TryGetValue(agent, out GroupId group) || !scope.Covers(agent, group)))
        {
            return ApiProblem.NotFound;
        }

        return await once.RunAsync(
            context, body,
            async () =>
            {
                Instant now = clock.GetCurrentInstant();
                StoredWaitingActivity[] rows = [.. body.Agents.Distinct().Select(agent => new StoredWaitingActivity(where, agent, body.Activity, body.Minutes, body.LastDay, caller.Name, now))];
                db.AddRange(rows);
                db.AuditEntries.Add(new AuditEntry(where, now, caller.Name, new AuditedAct("add-waiting-activity", "unit", null, null, RequestJson.Write(body))));
                await db.SaveChangesAsync(cancellationToken);
                return rows.Select(WaitingView.Of).ToList();
            },
            cancellationToken);
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(int unit, int waiting, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        StoredWaitingActivity? row = await db.WaitingActivities.SingleOrDefaultAsync(found => found.BusinessUnitId == where && found.Id == waiting && found.PlacedFor == null, cancellationToken);
        Dictionary<AgentId, GroupId> groups = await GroupsAsync(db, where, cancellationToken);
        if (row is null || !groups.TryGetValue(row.AgentCode, out GroupId group) || !caller.In(where, Act.DecideDay).Covers(row.AgentCode, group))
        {
            return ApiProblem.NotFound;
        }

        db.Remove(row);
        db.AuditEntries.Add(new AuditEntry(where, clock.GetCurrentInstant(), caller.Name, new AuditedAct("remove-waiting-activity", $"waiting-activity {waiting}", null, RequestJson.Write(WaitingView.Of(row)), null)));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<Dictionary<AgentId, GroupId>> GroupsAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToDictionaryAsync(row => row.Code, row => row.GroupCode, cancellationToken);
}
