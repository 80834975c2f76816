using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Wfm.Server.Endpoints;
using Wfm.Server.Security;

namespace Wfm.Server;

/// <summary>Every route, area by area.</summary>
internal static class Routes
{
    public static void MapWfm(this IEndpointRouteBuilder app, ServerSettings settings)
    {
        app.MapHealth();
        if (!settings.Serves)
        {
            return;
        }

        app.MapOpenApi("/api/openapi.json").AllowAnybody();
        app.MapSession();
        if (settings.Oidc is not null)
        {
            app.MapOidc();
        }

        app.MapInbox();
        app.MapEvents();
        app.MapAdministration();
        app.MapCalendarFeed();
        app.MapMasterData();
        app.MapPlans();
        app.MapFeeds();
        app.MapAdherence();
        app.MapPeriods();
        app.MapSchedules();
        app.MapRequests();
        app.MapDay();
        app.MapRuns();
        app.MapExchange();
        app.MapReports();
    }
}
