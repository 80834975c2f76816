using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>History, forecasts, requirements, schedules as the planning steps make them.</summary>
internal static class PlansEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
