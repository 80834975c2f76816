using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Files in and out: calendar, Excel, payroll, print.</summary>
internal static class ExchangeEndpoints
{
    public static void MapExchange(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
