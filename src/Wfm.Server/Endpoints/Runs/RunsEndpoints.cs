using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Jobs;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Runs of the night and of other jobs: how they went, stopping them, starting one now.</summary>
internal static class RunsEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder runs = app.MapGroup("/api/units/{unit:int}/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).Allow(Act.ReadRuns).WithSummary("Runs, newest first; of one local day with date=");
        runs.MapGet("/{run:int}", GetAsync).Allow(Act.ReadRuns).WithSummary("One run with its report");
        runs.MapPost("/{run:int}/cancel", CancelAsync).Allow(Act.RunOptimiser).WithSummary("Stop a run: at once when it waits, within seconds when a node works on it");
        runs.MapPost("/{run:int}/again", AgainAsync).Allow(Act.RunOptimiser).WithSummary("Queue a run that has ended once more");
        runs.MapPost("/night", StartAsync).Allow(Act.RunOptimiser).WithSummary("Start the night's forecast, requirement and plans of this unit now");
        app.MapGet("/api/units/{unit:int}/retention", RetentionAsync).Allow(Act.Administer).WithTags("Runs").WithSummary("How long each class of data is kept, and how much would be removed now");
        app.MapPost("/api/units/{unit:int}/retention", RemoveAsync).Allow(Act.Administer).WithTags("Runs").WithSummary("Queue the removal of what has been kept long enough");
    }

    private static async Task<Ok<Page<RunInfo>>> ListAsync(int unit, string? date, string? after, int? limit, WfmDb db, CancellationToken cancellationToken)
    {
        int most = Paging.Limit(limit);
        BusinessUnitId where = new(unit);
        LocalDate? day = Day(date);
        RunId before = new(int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : int.MaxValue);
        List<StoredRun> rows = await db.Runs.AsNoTracking().Where(row => row.BusinessUnitId == where && row.Id < before && (day == null || row.LocalDate == day))
            .OrderByDescending(row => row.Id).Take(most + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Paging.Cut(rows.ConvertAll(row => RunInfo.Of(row, withReport: false)), most, run => run.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<RunInfo>, ApiProblem>> GetAsync(int unit, int run, WfmDb db, CancellationToken cancellationToken) =>
        await FindAsync(db, unit, run, cancellationToken) is { } found ? TypedResults.Ok(RunInfo.Of(found, withReport: true)) : ApiProblem.NotFound;

    private static async Task<Results<Ok<RunInfo>, ApiProblem>> CancelAsync(int unit, int run, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, run, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        return await NotedAsync(db, found, caller, "cancel-run", () => RunStore.CancelAsync(db, new RunId(run), Remark.Of("run-stopped-by", $"stopped by {caller.Name}"), cancellationToken), cancellationToken)
            ? TypedResults.Ok(RunInfo.Of((await FindAsync(db, unit, run, cancellationToken))!, withReport: false))
            : ApiProblem.Conflict("run-ended", "The run has ended.");
    }

    private static async Task<Results<Ok<RunInfo>, ApiProblem>> AgainAsync(int unit, int run, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, run, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        RunKey key = new(found.BusinessUnitId, found.Kind, found.Part, found.LocalDate);
        RunOrder order = new(found.Size, null, found.OrderJson);
        return await NotedAsync(db, found, caller, "queue-run", () => RunStore.QueueAsync(db, key, order, again: true, cancellationToken), cancellationToken)
            ? TypedResults.Ok(RunInfo.Of((await FindAsync(db, unit, run, cancellationToken))!, withReport: false))
            : ApiProblem.Conflict("run-not-ended", "The run waits or is under way; stop it first.");
    }

    private static Task<Results<Ok<RunInfo>, ApiProblem>> StartAsync(int unit, Caller caller, WfmDb db, CancellationToken cancellationToken) =>
        QueueAsync(unit, JoinNight.NightKind, caller, db, cancellationToken);

    private static Task<Results<Ok<RunInfo>, ApiProblem>> RemoveAsync(int unit, Caller caller, WfmDb db, CancellationToken cancellationToken) =>
        QueueAsync(unit, JobTimes.Retention, caller, db, cancellationToken);

    private static async Task<Results<Ok<RunInfo>, ApiProblem>> QueueAsync(int unit, string kind, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        string zone = await db.BusinessUnits.Where(row => row.Id == where).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        LocalDate today = now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        StoredRun? before = await ReadAsync();
        bool isQueued = await NotedAsync(
            db, before, caller, "queue-run", () => RunStore.QueueAsync(db, new RunKey(where, kind, "", today), new RunOrder(), again: true, cancellationToken), cancellationToken,
            new AuditSubject(where, $"run {kind} {today:uuuu-MM-dd}"));
        StoredRun run = (await ReadAsync())!;
        return isQueued ? TypedResults.Ok(RunInfo.Of(run, withReport: false)) : ApiProblem.Conflict("run-not-ended", "It waits or is under way already.");

        Task<StoredRun?> ReadAsync() => db.Runs.AsNoTracking()
            .SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Kind == kind && row.Part == "" && row.LocalDate == today, cancellationToken);
    }

    /// <summary>Does something to a run and notes it, when it was done.</summary>
    private static Task<bool> NotedAsync(
        WfmDb db, StoredRun? run, Caller caller, string action, Func<Task<bool>> act, CancellationToken cancellationToken, AuditSubject? subject = null) =>
        InTransaction.RunAsync(db, async () =>
        {
            if (!await act())
            {
                return false;
            }

            (BusinessUnitId unit, string name) = subject ?? new AuditSubject(run!.BusinessUnitId, $"run {$"{run.Kind} {run.Part}".TrimEnd()} {run.LocalDate:uuuu-MM-dd}");
            db.AuditEntries.Add(new AuditEntry(unit, await RunStore.NowAsync(db, cancellationToken), caller.Name, new AuditedAct(
                action, name, null, run is null ? null : $$"""{"state":"{{run.State}}"}""", action == "cancel-run" ? """{"cancelAsked":true}""" : """{"state":"Queued"}""")));
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }, cancellationToken);

    private sealed record AuditSubject(BusinessUnitId Unit, string Name);

    private static async Task<Ok<IReadOnlyList<RetentionRow>>> RetentionAsync(int unit, WfmDb db, ServerSettings settings, CancellationToken cancellationToken)
    {
        _ = unit;
        return TypedResults.Ok(await RemoveOld.RunAsync(db, settings, "", dryRun: true, cancellationToken));
    }

    private static LocalDate? Day(string? text) => text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day
        : throw new ApiProblemException(ApiProblem.Bad("bad-date", $"date is \"{text}\", expected a day such as 2026-01-05."));

    private static Task<StoredRun?> FindAsync(WfmDb db, int unit, int run, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        RunId id = new(run);
        return db.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Id == id, cancellationToken);
    }
}

/// <summary>A run.</summary>
/// <param name="Id">Its number, increasing.</param>
/// <param name="Kind">What is done: <c>night</c> prepares a unit, <c>plan</c> plans a part of it.</param>
/// <param name="Part">Which part of the unit; empty for all of it.</param>
/// <param name="Date">The local day it is for.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Progress">Share done, 0 to 1.</param>
/// <param name="Tries">Times it was tried.</param>
/// <param name="Node">The node that holds or held it.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="StartedAt">When it was last taken.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Deadline">It ends by then with the best it has.</param>
/// <param name="Cost">Cost of its plan, or of the best so far.</param>
/// <param name="LowerBound">No plan can cost less.</param>
/// <param name="IsCancelAsked">Somebody wants it stopped.</param>
/// <param name="Reason">Why it ended as it did.</param>
/// <param name="Said">The reason as a code with its figures, separated by <c>|</c>.</param>
/// <param name="HasReport">Whether what it did can be read by asking for this one run.</param>
/// <param name="Report">What it did; only when one run is asked for.</param>
public sealed record RunInfo(
    int Id, string Kind, string Part, LocalDate Date, RunState State, double Progress, int Tries, string? Node,
    Instant QueuedAt, Instant? StartedAt, Instant? FinishedAt, Instant? Deadline,
    double? Cost, double? LowerBound, bool IsCancelAsked, string? Reason, string? Said, bool HasReport, JsonElement? Report)
{
    internal static RunInfo Of(StoredRun run, bool withReport) => new(
        run.Id.Value, run.Kind, run.Part, run.LocalDate, run.State, run.Progress, run.Tries, run.Node,
        run.QueuedAt, run.StartedAt, run.FinishedAt, run.Deadline, run.Cost, run.LowerBound, run.IsCancelAsked, run.Reason, run.ReasonSaid, run.ReportJson is not null,
        withReport && run.ReportJson is { } report ? JsonElement.Parse(report) : null);
}
