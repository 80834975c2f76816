using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Agents, skills, contracts, templates, queues, targets, opening hours.</summary>
internal static class MasterDataEndpoints
{
    public static void MapMasterData(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
