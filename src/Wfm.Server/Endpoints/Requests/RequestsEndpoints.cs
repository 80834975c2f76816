using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Requests, their consequences and answers.</summary>
internal static class RequestsEndpoints
{
    public static void MapRequests(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
