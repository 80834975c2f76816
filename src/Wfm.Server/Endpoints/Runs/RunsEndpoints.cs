using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Runs of the night.</summary>
internal static class RunsEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
