using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Files of calls, whole or not at all: by hand from a planner, or from a machine for its own source.</summary>
internal static class ImportEndpoints
{
    private const int InMemory = 4 * 1024 * 1024;

    public static void MapImports(this RouteGroupBuilder unit)
    {
        unit.MapPost("/imports/calls", ImportAsync)
            .Allow(Act.WriteForecast).WithTags("Feeds").Accepts<string>("text/csv").WithSummary("Take in a file of calls");
        unit.MapPost("/feeds/{source}/calls", FeedAsync).Allow(Act.PostFeed).WithTags("Feeds").Accepts<string>("text/csv").WithSummary("Deliver intervals of one's own source");
    }

    private static async Task<Results<Ok<ImportAnswer>, ApiProblem>> ImportAsync(
        int unit, string source, string? preset, HttpRequest request, Caller caller, WfmDb db, IClock clock, ImportCalls import, CancellationToken cancellationToken)
    {
        Results<Ok<ImportAnswer>, ApiProblem> taken = await TakeAsync(unit, source, preset, request, import, cancellationToken);
        if (taken.Result is Ok<ImportAnswer> { Value: { } answer })
        {
            db.AuditEntries.Add(new AuditEntry(new BusinessUnitId(unit), clock.GetCurrentInstant(), caller.Name, new AuditedAct(
                "import-calls", $"calls of {source}", null, null, RequestJson.Write(new { answer.Outcome, answer.Inserted, answer.Changed, answer.Unchanged, Problems = answer.Problems.Count }))));
            await db.SaveChangesAsync(cancellationToken);
        }

        return taken;
    }

    private static async Task<Results<Ok<ImportAnswer>, ApiProblem>> FeedAsync(
        int unit, string source, string? preset, HttpRequest request, Caller caller, WfmDb db, ImportCalls import, CancellationToken cancellationToken)
    {
        if (caller.Source != source)
        {
            return ApiProblem.NotFound;
        }

        await FeedSources.EnsureAsync(db, new BusinessUnitId(unit), source, cancellationToken);
        return await TakeAsync(unit, source, preset, request, import, cancellationToken);
    }

    private static async Task<Results<Ok<ImportAnswer>, ApiProblem>> TakeAsync(
        int unit, string source, string? preset, HttpRequest request, ImportCalls import, CancellationToken cancellationToken)
    {
        if (CallColumns.Presets.FirstOrDefault(columns => columns.Name == (preset ?? CallColumns.Presets[0].Name)) is not { } columns)
        {
            return ApiProblem.Bad("unknown-preset", $"preset is \"{preset}\", expected {string.Join(", ", CallColumns.Presets.Select(known => known.Name))}.");
        }

        if (string.IsNullOrWhiteSpace(source) || source.Length > 100)
        {
            return ApiProblem.Bad("bad-source", "Name the source the file comes from, in at most 100 characters.");
        }

        // Large files wait on disk; they are read twice, once for their hash.
        await using FileBufferingReadStream content = new(request.Body, InMemory);
        await content.DrainAsync(cancellationToken);
        content.Position = 0;
        ImportCallsResult result = await import.RunAsync(new BusinessUnitId(unit), new CallFile("calls.csv", content, source, columns), cancellationToken);
        return TypedResults.Ok(new ImportAnswer(
            char.ToLowerInvariant(result.Outcome.ToString()[0]) + result.Outcome.ToString()[1..],
            [.. result.Read?.Problems.Select(problem => problem.ToString()) ?? []],
            [.. result.Read?.Warnings.Select(warning => warning.ToString()) ?? []],
            (int)(result.Stored?.Inserted ?? 0), (int)(result.Stored?.Changed ?? 0), (int)(result.Stored?.Unchanged ?? 0), result.UnknownQueues));
    }
}
