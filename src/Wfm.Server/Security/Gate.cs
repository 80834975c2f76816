using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Stands before every endpoint: finds the caller, checks the CSRF token of writes, asks the role matrix.</summary>
/// <param name="next">What comes after.</param>
/// <param name="clock">What time it is.</param>
/// <param name="limits">How often a caller may come.</param>
/// <param name="keys">Keys of machines seen a moment ago.</param>
/// <param name="factors">Who must have a second factor.</param>
/// <param name="log">Where refusals go.</param>
public sealed partial class Gate(RequestDelegate next, IClock clock, CallerLimits limits, FeedKeys keys, SecondFactorPolicy factors, ILogger<Gate> log)
{
    private const long LargestJson = 8 * 1024 * 1024;
    private const long LargestOfAnybody = 64 * 1024;

    private static readonly HashSet<string> SecretNames = new(["key", "apikey", "api_key", "api-key", "access_token", "token", "password"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Lets a request through or answers it with 401, 403 or 404.</summary>
    /// <param name="context">The request.</param>
    /// <param name="db">The database.</param>
    public async Task InvokeAsync(HttpContext context, WfmDb db)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Anything else than one of our routes only answers that the method or the kind of content is not taken.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        if (Oddity(context.Request, endpoint) is { } odd)
        {
            await odd.WriteAsync(context);
            return;
        }

        Allowed allowed = endpoint.Metadata.GetMetadata<Allowed>()
            ?? throw new InvalidOperationException($"Endpoint {endpoint.DisplayName} does not say who may call it.");
        LimitBody(context, endpoint, allowed);
        if (allowed.Act is not { } act)
        {
            await next(context);
            return;
        }

        if (await RefusalAsync(context, db, act) is { } refusal)
        {
            Refused(log, context.Request.Method, endpoint.DisplayName ?? "", (context.Items[Caller.ItemKey] as Caller)?.Name ?? "nobody", refusal.Code);
            await refusal.WriteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<ApiProblem?> RefusalAsync(HttpContext context, WfmDb db, Act act)
    {
        if (await FindAsync(context, db, act) is not var (caller, session))
        {
            return ApiProblem.NotLoggedIn;
        }

        context.Items[Caller.ItemKey] = caller;
        if (session is not null && context.Request.Headers["Sec-Fetch-Site"].ToString() == "cross-site")
        {
            return ApiProblem.CrossSite;
        }

        if (!limits.Admit(caller))
        {
            context.Response.Headers.RetryAfter = "60";
            return ApiProblem.TooMany;
        }

        if (session is not null && IsWrite(context.Request.Method)
            && !Secrets.AreEqual(session.CsrfToken, context.Request.Headers[SessionCookie.CsrfHeader].ToString()))
        {
            return ApiProblem.NoCsrfToken;
        }

        if (factors.IsMissing(caller) && context.GetEndpoint()?.Metadata.GetMetadata<WithoutSecondFactor>() is null)
        {
            return ApiProblem.SecondFactorNeeded;
        }

        if (context.Request.RouteValues.TryGetValue("unit", out object? value))
        {
            if (!int.TryParse(value as string, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || !caller.BelongsTo(new BusinessUnitId(number)))
            {
                return ApiProblem.NotFound;
            }

            return caller.In(new BusinessUnitId(number), act).Reach == Reach.None ? ApiProblem.NotAllowed : null;
        }

        bool may = act == Act.UseOwnAccount ? caller.Account is not null : caller.MayAnywhere(act);
        return may ? null : ApiProblem.NotAllowed;
    }

    // Feeds come many times a second; their keys are not looked for each time.
    private async Task<(Caller Caller, StoredSession? Session)?> FindAsync(HttpContext context, WfmDb db, Act act) => act == Act.PostFeed && FindCaller.KeyOf(context.Request) is { } key
        ? await keys.OfAsync(key, context.RequestAborted) is { } machine ? (machine, null) : null
        : await FindCaller.OfAsync(context.Request, db, clock.GetCurrentInstant(), context.RequestAborted);

    // What no honest client sends: packed bodies (a bomb), keys in addresses (they end in logs), zero characters (databases refuse them).
    private static ApiProblem? Oddity(HttpRequest request, Endpoint endpoint)
    {
        if (request.Headers.ContentEncoding.Count > 0 && endpoint.Metadata.GetMetadata<TakesPackedBody>() is null)
        {
            return ApiProblem.PackedBody;
        }

        if (request.Query.Keys.Any(name => SecretNames.Contains(name)))
        {
            return ApiProblem.Bad("key-in-address", "A key does not belong into an address, where logs keep it. Send it as Authorization: Bearer, and let it be replaced.");
        }

        bool hasZero = request.RouteValues.Values.Any(value => value is string text && text.Contains('\0', StringComparison.Ordinal))
            || request.Query.Any(pair => pair.Value.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true));
        return hasZero ? ApiProblem.Bad("bad-text", "The address has a zero character.") : null;
    }

    // Only files may be large; they are not JSON, or their endpoint says how large.
    private static void LimitBody(HttpContext context, Endpoint endpoint, Allowed allowed)
    {
        if (endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null
            && (allowed.Act is null || context.Request.HasJsonContentType())
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = allowed.Act is null ? LargestOfAnybody : LargestJson;
        }
    }

    private static bool IsWrite(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    [LoggerMessage(1, LogLevel.Information, "Refused {Method} {Endpoint} to {Caller}: {Code}.")]
    private static partial void Refused(ILogger log, string method, string endpoint, string caller, string code);
}
