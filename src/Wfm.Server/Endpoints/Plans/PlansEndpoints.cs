using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Forecasts, requirements and drafts, made and read; and what callers meet on a day of a schedule.</summary>
internal static class PlansEndpoints
{
    private const int LongestDays = 400;
    private const int LongestSeconds = 120;

    public static void MapPlans(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder unit = app.MapGroup("/api/units/{unit:int}").WithTags("Plans");
        unit.MapGet("/forecasts", ForecastsAsync).Allow(Act.ReadForecast).WithSummary("Forecasts, newest first");
        unit.MapPost("/forecasts", MakeForecastAsync).Allow(Act.WriteForecast).WithSummary("Forecast every queue from its history");
        unit.MapGet("/forecasts/{forecast:int}", ForecastAsync).Allow(Act.ReadForecast).WithSummary("A forecast with its error and findings");
        unit.MapGet("/forecasts/{forecast:int}/intervals", ForecastIntervalsAsync).Allow(Act.ReadForecast).WithSummary("Its intervals with bands");
        unit.MapGet("/requirements", RequirementsAsync).Allow(Act.ReadForecast).WithSummary("Requirements, newest first");
        unit.MapPost("/requirements", RequireAsync).Allow(Act.WriteForecast).WithSummary("Turn a forecast into people");
        unit.MapGet("/requirements/{requirement:int}/intervals", RequirementIntervalsAsync).Allow(Act.ReadForecast).WithSummary("People needed per queue and interval");
        unit.MapPost("/schedules", BuildAsync).Allow(Act.RunOptimiser).WithTags("Schedules").WithSummary("Search for a schedule; stored as the next draft");
        unit.MapGet("/schedules/{schedule:int}/days/{date}", CoverageAsync).Allow(Act.ReadForecast).WithTags("Schedules").WithSummary("What callers meet on a day of a schedule, per queue and interval");
        unit.MapForecastAdjustments();
        unit.MapCalls();
        unit.MapImports();
    }

    private static async Task<Ok<List<PlanInfo>>> ForecastsAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<ForecastVersion> rows = await db.Forecasts.AsNoTracking().Where(row => row.BusinessUnitId == where).OrderByDescending(row => row.Version).Take(Paging.Usual).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(PlanInfo.Of));
    }

    private static async Task<Results<Ok<ForecastAnswer>, ApiProblem>> MakeForecastAsync(
        int unit, ForecastOrder body, Caller caller, MakeForecast make, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        if (body.Days is < 1 or > LongestDays)
        {
            return ApiProblem.Bad("bad-days", $"Found {body.Days} days, expected 1 to {LongestDays}.");
        }

        BusinessUnitId where = new(unit);
        MakeForecastResult made = await make.RunAsync(where, new ForecastDays(body.From, body.Days) { DropsAdjustments = body.DropsAdjustments }, null, cancellationToken);
        if (made.Stored is { } stored)
        {
            await NoteAsync(db, clock, where, caller, "forecast", $"forecast v{stored.Version}", "forecast-created", $"forecasts/{stored.Id.Value}", cancellationToken);
        }

        return TypedResults.Ok(new ForecastAnswer(
            made.Stored is null ? null : PlanInfo.Of(made.Stored), [.. made.Results.Select(result => new ForecastQueue(result.Forecast.Queue, result.Outcome.ToString()))]));
    }

    private static async Task<Results<Ok<PlanInfo>, ApiProblem>> ForecastAsync(int unit, int forecast, WfmDb db, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, ForecastId which) = (new(unit), new(forecast));
        return await db.Forecasts.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Id == which, cancellationToken) is { } found
            ? TypedResults.Ok(PlanInfo.Of(found) with { Quality = JsonElement.Parse(found.QualityJson), Adjustments = ForecastAdjustment.Of(found) })
            : ApiProblem.NotFound;
    }

    private static async Task<Results<Ok<List<ForecastPoint>>, ApiProblem>> ForecastIntervalsAsync(
        int unit, int forecast, string? queue, LocalDateText? from, LocalDateText? to, WfmDb db, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, ForecastId which) = (new(unit), new(forecast));
        if (!await db.Forecasts.AnyAsync(row => row.BusinessUnitId == where && row.Id == which, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        (Instant first, Instant last) = await SpanAsync(db, where, from, to, cancellationToken);
        IQueryable<StoredForecastInterval> rows = db.ForecastIntervals.AsNoTracking().Where(row => row.ForecastId == which && row.Start >= first && row.Start < last);
        if (queue is not null)
        {
            QueueId only = new(queue);
            rows = rows.Where(row => row.QueueCode == only);
        }

        return TypedResults.Ok(await rows.OrderBy(row => row.QueueCode).ThenBy(row => row.Start)
            .Select(row => new ForecastPoint(row.QueueCode, row.Start, row.Calls, row.P10, row.P50, row.P90, row.AverageHandleSeconds)).ToListAsync(cancellationToken));
    }

    private static async Task<Ok<List<PlanInfo>>> RequirementsAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<RequirementVersion> rows = await db.Requirements.AsNoTracking().Where(row => row.BusinessUnitId == where).OrderByDescending(row => row.Version).Take(Paging.Usual).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(PlanInfo.Of));
    }

    private static async Task<Results<Ok<PlanInfo>, ApiProblem>> RequireAsync(
        int unit, RequirementOrder body, Caller caller, RequireStaff require, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        if (!await db.Forecasts.AnyAsync(row => row.BusinessUnitId == where && row.Id == body.Forecast, cancellationToken))
        {
            return ApiProblem.Bad("unknown-forecast", $"There is no forecast number {body.Forecast.Value} in this unit.");
        }

        DateTimeZone zone = await ZoneAsync(db, where, cancellationToken);
        RequireStaffResult staff = await require.RunAsync(where, body.Forecast, clock.GetCurrentInstant().InZone(zone).Date, cancellationToken);
        await NoteAsync(db, clock, where, caller, "require", $"requirement v{staff.Stored.Version}", "requirement-created", $"requirements/{staff.Stored.Id.Value}", cancellationToken);
        return TypedResults.Ok(PlanInfo.Of(staff.Stored));
    }

    private static async Task<Results<Ok<List<RequirementPoint>>, ApiProblem>> RequirementIntervalsAsync(
        int unit, int requirement, string? queue, LocalDateText? from, LocalDateText? to, WfmDb db, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, RequirementId which) = (new(unit), new(requirement));
        if (!await db.Requirements.AnyAsync(row => row.BusinessUnitId == where && row.Id == which, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        (Instant first, Instant last) = await SpanAsync(db, where, from, to, cancellationToken);
        IQueryable<StoredRequirementInterval> rows = db.RequirementIntervals.AsNoTracking().Where(row => row.RequirementId == which && row.Start >= first && row.Start < last);
        if (queue is not null)
        {
            QueueId only = new(queue);
            rows = rows.Where(row => row.QueueCode == only);
        }

        return TypedResults.Ok(await rows.OrderBy(row => row.QueueCode).ThenBy(row => row.Start)
            .Select(row => new RequirementPoint(row.QueueCode, row.Start, row.Calls, row.AverageHandleSeconds, row.RequiredErlangC, row.Required, row.ScheduledNeeded)).ToListAsync(cancellationToken));
    }

    private static async Task<Results<Ok<ScheduleAnswer>, ApiProblem>> BuildAsync(
        int unit, ScheduleOrder body, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        if (body.FirstDay.DayOfWeek != IsoDayOfWeek.Monday || body.Weeks is < 1 or > SchedulePeriod.LongestWeeks || body.Seconds is < 1 or > LongestSeconds)
        {
            return ApiProblem.Bad("bad-order", $"Found {body.FirstDay:uuuu-MM-dd}, {body.Weeks} weeks, {body.Seconds} seconds; expected a Monday, 1 to {SchedulePeriod.LongestWeeks} weeks, 1 to {LongestSeconds} seconds.");
        }

        if (!await db.Requirements.AnyAsync(row => row.BusinessUnitId == where && row.Id == body.Requirement, cancellationToken)
            || (body.StartFrom is { } from && !await db.Schedules.AnyAsync(row => row.BusinessUnitId == where && row.Id == from, cancellationToken)))
        {
            return ApiProblem.Bad("unknown-input", "There is no such requirement, or no such schedule to start from, in this unit.");
        }

        Stopwatch watch = Stopwatch.StartNew();
        ScheduleOptions options = new() { Seed = body.Seed, TimeLimit = Duration.FromSeconds(body.Seconds), Elapsed = () => Duration.FromTimeSpan(watch.Elapsed) };
        BuildScheduleResult built = await new BuildSchedule(db, clock) { StartFrom = body.StartFrom }.RunAsync(
            where, body.Requirement, new SchedulePeriod(body.FirstDay, body.Weeks), options, null, cancellationToken);
        if (built.Stored is { } stored)
        {
            await NoteAsync(db, clock, where, caller, "build", $"schedule {stored.FirstDay:uuuu-MM-dd} v{stored.Version}", "schedule-created", $"schedules/{stored.Id.Value}", cancellationToken);
        }

        IReadOnlyList<ScheduleConflict> conflicts = built is { Stored: null, Result.Outcome: ScheduleOutcome.Infeasible infeasible } ? infeasible.Conflicts : [];
        return TypedResults.Ok(new ScheduleAnswer(
            built.Stored is null ? null : ScheduleInfo.Of(built.Stored), [.. built.Assembled.Notes.Select(note => note.Text)], [.. built.Assembled.Notes.Select(note => note.Said)],
            [.. conflicts.Select(conflict => conflict.Reason)], [.. conflicts.Select(ConflictInfo.Of)]));
    }

    private static async Task<Results<Ok<CoverageDay>, ApiProblem>> CoverageAsync(
        int unit, int schedule, LocalDateText date, KeptPlans plans, WfmDb db, CancellationToken cancellationToken)
    {
        if (await ScheduleEndpoints.FindAsync(db, unit, schedule, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        PlanLoading loading = await plans.OfAsync(db, new BusinessUnitId(unit), found, cancellationToken);
        if (loading.Plan is not { } plan || plan.Problem.Grid.IndexOf(date.Value) is var row && row < 0)
        {
            return ApiProblem.NotFound;
        }

        return TypedResults.Ok(Coverage.Of(plan, row));
    }

    private static async Task NoteAsync(
        WfmDb db, IClock clock, BusinessUnitId unit, Caller caller, string action, string subject, string kind, string path, CancellationToken cancellationToken) =>
        await InTransaction.RunAsync(db, async () =>
        {
            Instant now = clock.GetCurrentInstant();
            await Tell.ScreensAsync(db, unit, kind, path, now, null, cancellationToken);
            db.AuditEntries.Add(new AuditEntry(unit, now, caller.Name, new AuditedAct(action, subject, null, null, $$"""{"made":"{{path}}"}""")));
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);

    private static async Task<(Instant First, Instant Last)> SpanAsync(WfmDb db, BusinessUnitId unit, LocalDateText? from, LocalDateText? to, CancellationToken cancellationToken)
    {
        DateTimeZone zone = await ZoneAsync(db, unit, cancellationToken);
        return (
            from is { } first ? zone.AtStartOfDay(first.Value).ToInstant() : Instant.FromUtc(1900, 1, 1, 0, 0),
            to is { } last ? zone.AtStartOfDay(last.Value.PlusDays(1)).ToInstant() : Instant.FromUtc(9000, 1, 1, 0, 0));
    }

    private static async Task<DateTimeZone> ZoneAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain().Zone;
}
