using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Puts log-in by an identity provider together. A log-in ends in a session of our own, like one with a password.</summary>
public static partial class OidcLogIn
{
    /// <summary>Stands in the options until the discovery document has been read.</summary>
    public const string NotYetKnown = "https://not.yet.known";

    private const string Scheme = "oidc";

    internal static void AddOidc(this IServiceCollection services, OidcSettings settings)
    {
        // Found out here, not at the first page somebody opens.
        Safe(settings.Authority);
        foreach ((string name, string value) in ((string, string)[])[(nameof(settings.ClientId), settings.ClientId), (nameof(settings.ClientSecret), settings.ClientSecret)])
        {
            if (value.Length == 0)
            {
                throw new FormatException($"WFM__Oidc__{name} is empty; log-in by an identity provider needs it.");
            }
        }

        services.AddScoped<ExternalAccounts>();
        services.AddAuthentication().AddOAuth<OAuthOptions, OidcHandler>(Scheme, options =>
        {
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.AuthorizationEndpoint = NotYetKnown;
            options.TokenEndpoint = NotYetKnown;
            options.UserInformationEndpoint = "";
            options.CallbackPath = "/signin-oidc";
            options.UsePkce = true;
            options.SaveTokens = false;
            options.SignInScheme = "session";
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.Scope.Add("openid");
            foreach (string scope in settings.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                options.Scope.Add(scope);
            }

            options.Events.OnTicketReceived = OpenSessionAsync;
            options.Events.OnRemoteFailure = RefuseAsync;
        });
    }

    internal static void MapOidc(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/session/oidc", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/" }, [Scheme]))
            .AllowAnybody().RequireRateLimiting("login").WithTags("Session").WithSummary("Log in at the identity provider");

    /// <summary>An address secrets may be sent to: encrypted, or on this machine.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static string Safe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? address!
            : throw new FormatException($"The identity provider's address \"{address}\" is not https.");

    private static async Task OpenSessionAsync(TicketReceivedContext context)
    {
        IServiceProvider services = context.HttpContext.RequestServices;
        JsonElement said = JsonElement.Parse(context.Principal!.FindFirst(OidcHandler.Said)!.Value);
        ILogger log = services.GetRequiredService<ILogger<OidcHandler>>();
        context.HandleResponse();
        if (await services.GetRequiredService<ExternalAccounts>().TakeAsync(said, context.HttpContext.RequestAborted) is not { } account)
        {
            NoAccount(log);
            await new ApiProblem(403, "no-account", "You are known to the identity provider, but have no role here.").WriteAsync(context.HttpContext);
            return;
        }

        (string token, StoredSession session) = await services.GetRequiredService<LogIn>().OpenAsync(account.Id, context.HttpContext.RequestAborted);
        SessionCookie.Write(context.HttpContext, token, session.ExpiresAt - session.CreatedAt);
        LoggedIn(log, account.Id.Value);
        context.Response.Redirect("/");
    }

    private static Task RefuseAsync(RemoteFailureContext context)
    {
        Refused(context.HttpContext.RequestServices.GetRequiredService<ILogger<OidcHandler>>(), PlainText.ForLog(context.Failure?.Message));
        context.HandleResponse();
        return new ApiProblem(401, "log-in-failed", "The log-in at the identity provider failed; begin again.").WriteAsync(context.HttpContext);
    }

    [LoggerMessage(12, LogLevel.Warning, "A log-in at the identity provider was refused: {Reason}")]
    private static partial void Refused(ILogger log, string reason);

    [LoggerMessage(13, LogLevel.Warning, "Somebody logged in at the identity provider who has no role here.")]
    private static partial void NoAccount(ILogger log);

    [LoggerMessage(14, LogLevel.Information, "Account {Account} logged in by the identity provider.")]
    private static partial void LoggedIn(ILogger log, int account);
}
