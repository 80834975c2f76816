using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Files in and out: the schedule grid for Excel, the page for the day the systems are down, payroll.</summary>
internal static class ExchangeEndpoints
{
    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        app.MapGrid();
        app.MapPrint();
        app.MapPayroll();
    }
}
