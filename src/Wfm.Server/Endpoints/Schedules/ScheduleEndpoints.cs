using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Versions of schedules: read, compared, restored.</summary>
internal static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder schedules = app.MapGroup("/api/units/{unit:int}/schedules").WithTags("Schedules");
        schedules.MapGet("/", ListAsync).Allow(Act.ReadDrafts).WithSummary("Versions, newest first");
        schedules.MapGet("/{schedule:int}", GetAsync).Allow(Act.ReadDrafts).WithSummary("A version with its figures");
        schedules.MapGet("/{schedule:int}/shifts", ShiftsAsync).Allow(Act.ReadDrafts).WithSummary("Its shifts, of people one may see");
        schedules.MapGet("/{schedule:int}/grid", GridAsync).Allow(Act.ReadDrafts).WithSummary("All its shifts in short, of people one may see: a row a person");
        schedules.MapGet("/{schedule:int}/compare/{other:int}", CompareAsync).Allow(Act.ReadDrafts).WithSummary("Days that differ between two versions");
        schedules.MapPost("/{schedule:int}/restore", RestoreAsync).Allow(Act.WriteSchedule).WithSummary("Make a version the newest draft again");
        schedules.MapEdits();
        app.MapLocks();
        app.MapPublished();
    }

    private static async Task<Ok<List<ScheduleInfo>>> ListAsync(int unit, LocalDateText? firstDay, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        LocalDate? first = firstDay?.Value;
        List<ScheduleVersion> rows = await db.Schedules.AsNoTracking().Where(row => row.BusinessUnitId == where && (first == null || row.FirstDay == first))
            .OrderByDescending(row => row.FirstDay).ThenByDescending(row => row.Version).Take(Paging.Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(ScheduleInfo.Of));
    }

    private static async Task<Results<Ok<ScheduleDetail>, ApiProblem>> GetAsync(int unit, int schedule, HttpContext context, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        Tags.Write(context.Response, found.RowVersion);
        return TypedResults.Ok(new ScheduleDetail(ScheduleInfo.Of(found), JsonElement.Parse(found.QualityJson), JsonElement.Parse(found.SettingsJson), found.EditCount));
    }

    private static async Task<Results<Ok<List<ShiftInfo>>, ApiProblem>> ShiftsAsync(
        int unit, int schedule, LocalDateText? from, LocalDateText? to, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        IReadOnlyList<Shift> shifts = await ScheduleStore.ShiftsAsync(db, found.Id, from?.Value ?? found.FirstDay, to?.Value ?? found.Period.LastDay, cancellationToken);
        HashSet<AgentId> seen = await SeenAsync(db, unit, caller, Act.ReadDrafts, cancellationToken);
        ILookup<AgentId, LentPiece> lent = await LentPieces.OfAsync(db, found.BusinessUnitId, shifts, cancellationToken);
        return TypedResults.Ok(shifts.Where(shift => seen.Contains(shift.Agent)).Select(shift => ShiftInfo.Of(shift, lent[shift.Agent])).ToList());
    }

    private static async Task<Results<Ok<PeriodGrid>, ApiProblem>> GridAsync(
        int unit, int schedule, HttpContext context, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        BusinessUnitId where = found.BusinessUnitId;
        string zone = await db.BusinessUnits.Where(row => row.Id == where).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        IReadOnlyList<Shift> shifts = await ScheduleStore.ShiftsAsync(db, found.Id, found.FirstDay, found.Period.LastDay, cancellationToken);
        HashSet<AgentId> seen = await SeenAsync(db, unit, caller, Act.ReadDrafts, cancellationToken);
        Tags.Write(context.Response, found.RowVersion);
        return TypedResults.Ok(PeriodGrid.Of(found.FirstDay, DateTimeZoneProviders.Tzdb[zone], shifts.Where(shift => seen.Contains(shift.Agent))));
    }

    private static async Task<Results<Ok<List<DayDifference>>, ApiProblem>> CompareAsync(
        int unit, int schedule, int other, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, schedule, cancellationToken) is not { } one || await FindAsync(db, unit, other, cancellationToken) is not { } two)
        {
            return ApiProblem.NotFound;
        }

        HashSet<AgentId> seen = await SeenAsync(db, unit, caller, Act.ReadDrafts, cancellationToken);
        Schedule before = await ScheduleStore.LoadAsync(db, one.Id, cancellationToken);
        Schedule after = await ScheduleStore.LoadAsync(db, two.Id, cancellationToken);
        return TypedResults.Ok(CompareSchedules.Of(before.Shifts, after.Shifts).Where(day => seen.Contains(day.Agent))
            .Select(day => new DayDifference(day.Agent, day.Date, day.Before is null ? null : ShiftInfo.Of(day.Before), day.After is null ? null : ShiftInfo.Of(day.After))).ToList());
    }

    private static Task<IResult> RestoreAsync(
        int unit, int schedule, HttpContext context, Caller caller, RestoreSchedule restore, Idempotent once, CancellationToken cancellationToken) =>
        once.RunAsync(context, schedule, async () =>
            ScheduleInfo.Of(await restore.RunAsync(new BusinessUnitId(unit), new ScheduleId(schedule), caller.Name, cancellationToken)), cancellationToken);

    internal static Task<ScheduleVersion?> FindAsync(WfmDb db, int unit, int schedule, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, ScheduleId which) = (new(unit), new(schedule));
        return db.Schedules.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Id == which, cancellationToken);
    }

    /// <summary>The people whose schedule an act lets a caller see.</summary>
    internal static async Task<HashSet<AgentId>> SeenAsync(WfmDb db, int unit, Caller caller, Act act, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        CallerScope scope = caller.In(where, act);
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        return [.. agents.Where(agent => scope.Covers(agent.Code, agent.GroupCode)).Select(agent => agent.Code)];
    }
}
