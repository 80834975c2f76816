using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Stands before every endpoint: finds the caller, checks the CSRF token of writes, asks the role matrix.</summary>
/// <param name="next">What comes after.</param>
/// <param name="clock">What time it is.</param>
/// <param name="log">Where refusals go.</param>
public sealed partial class Gate(RequestDelegate next, IClock clock, ILogger<Gate> log)
{
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

        Allowed allowed = endpoint.Metadata.GetMetadata<Allowed>()
            ?? throw new InvalidOperationException($"Endpoint {endpoint.DisplayName} does not say who may call it.");
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
        if (await FindCaller.OfAsync(context.Request, db, clock.GetCurrentInstant(), context.RequestAborted) is not var (caller, session))
        {
            return ApiProblem.NotLoggedIn;
        }

        context.Items[Caller.ItemKey] = caller;
        if (session is not null && IsWrite(context.Request.Method)
            && !Secrets.AreEqual(session.CsrfToken, context.Request.Headers[SessionCookie.CsrfHeader].ToString()))
        {
            return ApiProblem.NoCsrfToken;
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

    private static bool IsWrite(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    [LoggerMessage(1, LogLevel.Information, "Refused {Method} {Endpoint} to {Caller}: {Code}.")]
    private static partial void Refused(ILogger log, string method, string endpoint, string caller, string code);
}
