using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Reports;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Reports one keeps, and the files they gave. Everybody sees their own only.</summary>
internal static class SavedReportEndpoints
{
    public static void MapSavedReports(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder saved = app.MapGroup("/api/units/{unit:int}/saved-reports").WithTags("Reports");
        saved.MapGet("/", ListAsync).Allow(Act.ReadReports).WithSummary("Reports one keeps");
        saved.MapPost("/", AddAsync).Allow(Act.ReadReports).WithSummary("Keep a report, made for its receivers every day, week or month");
        saved.MapPut("/{saved:int}", ChangeAsync).Allow(Act.ReadReports).WithSummary("Change a report one keeps");
        saved.MapDelete("/{saved:int}", RemoveAsync).Allow(Act.ReadReports).WithSummary("Keep it no more");
        saved.MapPost("/{saved:int}/make", MakeAsync).Allow(Act.ReadReports).WithSummary("Make it now, for all its receivers");
        RouteGroupBuilder files = app.MapGroup("/api/units/{unit:int}/report-files").WithTags("Reports");
        files.MapGet("/", FilesAsync).Allow(Act.ReadReports).WithSummary("Files saved reports gave one, newest first");
        files.MapGet("/{made:int}", FileAsync).Allow(Act.ReadReports).WithSummary("One of them");
    }

    private static async Task<Ok<List<SavedReportView>>> ListAsync(int unit, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        List<StoredSavedReport> rows = await Own(db, unit, caller).AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(SavedReportView.Of));
    }

    private static async Task<IResult> AddAsync(
        int unit, SavedReportBody body, HttpContext context, Caller caller, KeepReport keep, WfmDb db, Idempotent once, CancellationToken cancellationToken)
    {
        WantedReport wanted = await WantedAsync(unit, body, db, cancellationToken);
        return await once.RunAsync(
            context, body,
            async () => SavedReportView.Of((await keep.RunAsync(new BusinessUnitId(unit), null, wanted, caller.Account!.Value, caller.Name, cancellationToken))!),
            cancellationToken);
    }

    private static async Task<Results<Ok<SavedReportView>, ApiProblem>> ChangeAsync(
        int unit, int saved, SavedReportBody body, HttpRequest request, Caller caller, KeepReport keep, WfmDb db, CancellationToken cancellationToken)
    {
        if (await Own(db, unit, caller).SingleOrDefaultAsync(row => row.Id == saved, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        Tags.Check(request, found, SavedReportView.Of(found));
        WantedReport wanted = await WantedAsync(unit, body, db, cancellationToken);
        return TypedResults.Ok(SavedReportView.Of((await keep.RunAsync(new BusinessUnitId(unit), found, wanted, found.Owner, caller.Name, cancellationToken))!));
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(int unit, int saved, Caller caller, KeepReport keep, WfmDb db, CancellationToken cancellationToken)
    {
        if (await Own(db, unit, caller).SingleOrDefaultAsync(row => row.Id == saved, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        await keep.RunAsync(new BusinessUnitId(unit), found, null, found.Owner, caller.Name, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> MakeAsync(
        int unit, int saved, HttpContext context, Caller caller, DeliverReport deliver, WfmDb db, IClock clock, Idempotent once, CancellationToken cancellationToken)
    {
        if (await Own(db, unit, caller).SingleOrDefaultAsync(row => row.Id == saved, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        BusinessUnitId where = new(unit);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken);
        return await once.RunAsync(context, new { saved }, async () =>
        {
            IReadOnlyList<StoredProducedReport> made = await deliver.RunAsync(
                found, clock.GetCurrentInstant().InZone(centre.ToDomain().Zone).Date, await ReportReceivers.OfAsync(db, found, cancellationToken), cancellationToken);
            db.AuditEntries.Add(new AuditEntry(where, clock.GetCurrentInstant(), caller.Name, new AuditedAct(
                "make-report", $"saved report {found.Id}", AfterJson: RequestJson.Write(new { Files = made.Select(file => file.Id).ToArray() }))));
            await db.SaveChangesAsync(cancellationToken);
            return new MadeReport(made.Count, made.FirstOrDefault(file => file.AccountId == caller.Account)?.Id);
        }, cancellationToken);
    }

    private static async Task<Ok<List<ReportFileView>>> FilesAsync(int unit, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        return TypedResults.Ok(await db.ProducedReports.AsNoTracking().Where(row => row.BusinessUnitId == where && row.AccountId == caller.Account)
            .OrderByDescending(row => row.Id).Take(Paging.Usual).Select(row => new ReportFileView(row.Id, row.Title, row.FileName, row.At)).ToListAsync(cancellationToken));
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> FileAsync(int unit, int made, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        StoredProducedReport? found = await db.ProducedReports.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.AccountId == caller.Account && row.Id == made, cancellationToken);
        return found is null ? ApiProblem.NotFound : TypedResults.File(found.Content, found.ContentType, found.FileName);
    }

    private static IQueryable<StoredSavedReport> Own(WfmDb db, int unit, Caller caller)
    {
        BusinessUnitId where = new(unit);
        return db.SavedReports.Where(row => row.BusinessUnitId == where && row.Owner == caller.Account);
    }

    private static async Task<WantedReport> WantedAsync(int unit, SavedReportBody body, WfmDb db, CancellationToken cancellationToken)
    {
        WantedReport wanted = body.ToWanted();
        BusinessUnitId where = new(unit);
        List<AccountId> there = await db.Roles.Where(row => row.BusinessUnitId == where).Select(row => row.AccountId).Distinct().ToListAsync(cancellationToken);
        return wanted.Receivers.FirstOrDefault(receiver => !there.Contains(receiver)) is { Value: > 0 } stranger
            ? throw new ApiProblemException(ApiProblem.Bad("unknown-receiver", $"receivers: {stranger.Value} is no account of this unit."))
            : wanted;
    }
}

/// <summary>What making a saved report gave.</summary>
/// <param name="Receivers">How many got it.</param>
/// <param name="File">The caller's own file, where they are among them.</param>
public sealed record MadeReport(int Receivers, int? File);

/// <summary>A file a saved report gave.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it is called.</param>
/// <param name="FileName">The name of the file.</param>
/// <param name="At">When it was made.</param>
public sealed record ReportFileView(int Id, string Title, string FileName, Instant At);
