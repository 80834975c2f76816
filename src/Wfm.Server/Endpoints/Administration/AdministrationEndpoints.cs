using Microsoft.AspNetCore.Routing;

namespace Wfm.Server.Endpoints;

/// <summary>Accounts, roles, keys, and who did and read what.</summary>
internal static class AdministrationEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder app)
    {
        app.MapOwnPassword();
        app.MapSecondFactors();
        app.MapAccounts();
        app.MapKeys();
        app.MapLogs();
        app.MapPersonalData();
    }
}
