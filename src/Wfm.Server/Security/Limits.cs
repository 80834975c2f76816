using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Wfm.Server.Api;

namespace Wfm.Server.Security;

/// <summary>How often callers may come.</summary>
internal static class Limits
{
    private const int CalendarsPerHour = 60;

    public static void Add(RateLimiterOptions options, ServerSettings settings)
    {
        options.AddPolicy("login", context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.LoginsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        options.AddPolicy("calendar", context => RateLimitPartition.GetFixedWindowLimiter(
            Convert.ToHexString(Secrets.Hash(context.Request.RouteValues["file"] as string ?? "")),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = CalendarsPerHour, Window = TimeSpan.FromHours(1) }));
        options.AddPolicy("feed", context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.SourceRequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        options.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            await new ApiProblem(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many tries; wait a minute.").WriteAsync(rejected.HttpContext);
        };
    }
}
