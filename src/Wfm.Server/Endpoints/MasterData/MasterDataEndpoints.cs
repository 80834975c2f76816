using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Agents, skills, contracts, templates, queues, targets, opening hours.</summary>
internal static class MasterDataEndpoints
{
    public static void MapMasterData(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder unit = app.MapGroup("/api/units/{unit:int}").WithTags("Master data");
        unit.MapAgents();
        unit.MapGroups();
        unit.MapContracts();
        unit.MapTemplates();
        unit.MapQueues();
        unit.MapCalendar();
        unit.MapNewQueues();
        unit.MapActivities();
    }
}
