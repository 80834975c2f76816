using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Accounts, roles, keys, retention, audit.</summary>
internal static class AdministrationEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
