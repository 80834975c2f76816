using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>The life of a schedule period, wishes, edits.</summary>
internal static class PeriodsEndpoints
{
    public static void MapPeriods(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
