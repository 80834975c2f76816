using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Whether the process lives, and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok(new HealthAnswer("live"))).AllowAnybody().WithSummary("The process lives");
        health.MapGet("/ready", ReadyAsync).AllowAnybody().WithSummary("The database answers and has this program's schema");
    }

    private static async Task<IResult> ReadyAsync(WfmDatabase database, IServiceProvider services, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> pending = await MigrateDatabase.PendingAsync(database, cancellationToken);
        return pending.Count == 0
            ? TypedResults.Ok(new HealthAnswer("ready", await JobsAsync(services, cancellationToken)))
            : new ApiProblem(503, "schema-behind", "The database's schema is older than this program.", $"Missing: {string.Join(", ", pending)}.");
    }

    // Said, not judged: a node whose jobs stand still answers requests all the same.
    private static async Task<string?> JobsAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetService<ISchedulerFactory>() is { } factory ? (await factory.GetScheduler(cancellationToken)).Status.ToString() : null;
}

/// <summary>How it is.</summary>
/// <param name="Status">A word.</param>
/// <param name="Jobs">How the part that takes jobs is; empty where none are taken.</param>
public sealed record HealthAnswer(string Status, string? Jobs = null);
