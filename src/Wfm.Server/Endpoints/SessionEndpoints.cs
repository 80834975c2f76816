using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Logging in and out, and who one is.</summary>
internal static partial class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder session = app.MapGroup("/api/session").WithTags("Session");
        session.MapPost("/", LogInAsync).AllowAnybody().RequireRateLimiting("login").WithSummary("Log in with a local account");
        session.MapPost("/code", GiveCodeAsync).AllowAnybody().RequireRateLimiting("login").WithSummary("The second step of a log-in: the code after the password");
        session.MapGet("/methods", (ServerSettings settings) => new LogInMethods(settings.Oidc is not null, settings.Oidc?.Label)).AllowAnybody().WithSummary("How one may log in");
        session.MapGet("/", GetAsync).Allow(Act.UseOwnAccount).AllowWithoutSecondFactor().WithSummary("Who is logged in, with roles and units");
        session.MapDelete("/", LogOutAsync).Allow(Act.UseOwnAccount).AllowWithoutSecondFactor().WithSummary("Log out");
    }

    private static async Task<Results<Ok<SessionInfo>, Accepted<SecondStep>, ApiProblem>> LogInAsync(
        LogInRequest body, HttpContext context, LogIn logIn, LogInChallenge challenge, SessionAnswers answers, WfmDb db, ILogger<LogIn> log, CancellationToken cancellationToken)
    {
        if (await logIn.CheckAsync(body.Login, body.Password, cancellationToken) is not { } account)
        {
            // The login is not logged: people type passwords into the wrong field.
            Refused(log, context.Connection.RemoteIpAddress?.ToString() ?? "");
            return new ApiProblem(401, "wrong-login", "Login or password is wrong, or the account is locked for a while.");
        }

        if (await SecondFactors.IsOnAsync(db, account.Id, cancellationToken))
        {
            return TypedResults.Accepted((string?)null, new SecondStep(challenge.Write(account), LogInChallenge.Life.TotalSeconds));
        }

        return TypedResults.Ok(await OpenAsync(account, context, logIn, answers, log, cancellationToken));
    }

    private static async Task<Results<Ok<SessionInfo>, ApiProblem>> GiveCodeAsync(
        LogInCode body, HttpContext context, LogIn logIn, SessionAnswers answers, ILogger<LogIn> log, CancellationToken cancellationToken)
    {
        if (await logIn.CheckCodeAsync(body.Challenge, body.Code, cancellationToken) is not { } account)
        {
            Refused(log, context.Connection.RemoteIpAddress?.ToString() ?? "");
            return new ApiProblem(401, "wrong-code", "The code is wrong or was used, the log-in took too long, or the account is locked for a while.");
        }

        return TypedResults.Ok(await OpenAsync(account, context, logIn, answers, log, cancellationToken));
    }

    private static async Task<SessionInfo> OpenAsync(StoredAccount account, HttpContext context, LogIn logIn, SessionAnswers answers, ILogger log, CancellationToken cancellationToken)
    {
        (string token, StoredSession session) = await logIn.OpenAsync(account.Id, cancellationToken);
        SessionCookie.Write(context, token, session.ExpiresAt - session.CreatedAt);
        LoggedIn(log, account.Id.Value);
        return await answers.OfAsync(account, session.CsrfToken, cancellationToken);
    }

    private static async Task<Results<Ok<SessionInfo>, ApiProblem>> GetAsync(HttpContext context, Caller caller, SessionAnswers answers, WfmDb db, CancellationToken cancellationToken)
    {
        AccountId? id = caller.Account;
        byte[] hash = Secrets.Hash(SessionCookie.Read(context.Request) ?? "");
        var found = await db.Accounts.AsNoTracking().Where(row => row.Id == id)
            .Join(db.Sessions.Where(row => row.TokenHash == hash), account => account.Id, session => session.AccountId, (account, session) => new { account, session.CsrfToken })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? ApiProblem.NotLoggedIn : TypedResults.Ok(await answers.OfAsync(found.account, found.CsrfToken, cancellationToken));
    }

    private static async Task<NoContent> LogOutAsync(HttpContext context, WfmDb db, CancellationToken cancellationToken)
    {
        byte[] hash = Secrets.Hash(SessionCookie.Read(context.Request) ?? "");
        await db.Sessions.Where(row => row.TokenHash == hash).ExecuteDeleteAsync(cancellationToken);
        SessionCookie.Remove(context);
        return TypedResults.NoContent();
    }

    [LoggerMessage(10, LogLevel.Warning, "A login from {Address} was refused.")]
    private static partial void Refused(ILogger log, string address);

    [LoggerMessage(11, LogLevel.Information, "Account {Account} logged in.")]
    private static partial void LoggedIn(ILogger log, int account);
}

/// <summary>What one logs in with.</summary>
/// <param name="Login">The login.</param>
/// <param name="Password">The password.</param>
public sealed record LogInRequest(string Login, string Password);

/// <summary>What is asked after the password of an account with a second factor.</summary>
/// <param name="Challenge">To be sent back with the code; opens nothing by itself.</param>
/// <param name="Seconds">How long it is good.</param>
public sealed record SecondStep(string Challenge, double Seconds);

/// <summary>The second step of a log-in.</summary>
/// <param name="Challenge">What the first step gave.</param>
/// <param name="Code">Six digits of the app, or a recovery code.</param>
public sealed record LogInCode(string Challenge, string Code);

/// <summary>How one may log in, beside a local account.</summary>
/// <param name="HasIdentityProvider">Whether <c>/api/session/oidc</c> leads to an identity provider.</param>
/// <param name="Label">What people call it; empty for words of the page.</param>
public sealed record LogInMethods(bool HasIdentityProvider, string? Label);
