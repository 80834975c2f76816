using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Wfm.Domain;
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
        session.MapGet("/", GetAsync).Allow(Act.UseOwnAccount).WithSummary("Who is logged in, with roles and units");
        session.MapDelete("/", LogOutAsync).Allow(Act.UseOwnAccount).WithSummary("Log out");
    }

    private static async Task<Results<Ok<SessionInfo>, ApiProblem>> LogInAsync(
        LogInRequest body, HttpContext context, LogIn logIn, WfmDb db, ILogger<LogIn> log, CancellationToken cancellationToken)
    {
        if (await logIn.CheckAsync(body.Login, body.Password, cancellationToken) is not { } account)
        {
            // The login is not logged: people type passwords into the wrong field.
            Refused(log, context.Connection.RemoteIpAddress?.ToString() ?? "");
            return new ApiProblem(401, "wrong-login", "Login or password is wrong, or the account is locked for a while.");
        }

        (string token, StoredSession session) = await logIn.OpenAsync(account.Id, cancellationToken);
        SessionCookie.Write(context, token, session.ExpiresAt - session.CreatedAt);
        LoggedIn(log, account.Id.Value);
        return TypedResults.Ok(await InfoAsync(account, session.CsrfToken, db, cancellationToken));
    }

    private static async Task<Results<Ok<SessionInfo>, ApiProblem>> GetAsync(HttpContext context, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        AccountId? id = caller.Account;
        byte[] hash = Secrets.Hash(SessionCookie.Read(context.Request) ?? "");
        var found = await db.Accounts.AsNoTracking().Where(row => row.Id == id)
            .Join(db.Sessions.Where(row => row.TokenHash == hash), account => account.Id, session => session.AccountId, (account, session) => new { account, session.CsrfToken })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? ApiProblem.NotLoggedIn : TypedResults.Ok(await InfoAsync(found.account, found.CsrfToken, db, cancellationToken));
    }

    private static async Task<NoContent> LogOutAsync(HttpContext context, WfmDb db, CancellationToken cancellationToken)
    {
        byte[] hash = Secrets.Hash(SessionCookie.Read(context.Request) ?? "");
        await db.Sessions.Where(row => row.TokenHash == hash).ExecuteDeleteAsync(cancellationToken);
        SessionCookie.Remove(context);
        return TypedResults.NoContent();
    }

    private static async Task<SessionInfo> InfoAsync(StoredAccount account, string csrfToken, WfmDb db, CancellationToken cancellationToken)
    {
        Caller caller = await FindCaller.OfAccountAsync(account, db, cancellationToken);
        BusinessUnitId[] ids = [.. caller.Roles.Select(role => role.Unit).Distinct()];
        List<StoredBusinessUnit> units = await db.BusinessUnits.AsNoTracking().Where(unit => ids.Contains(unit.Id)).OrderBy(unit => unit.Name).ToListAsync(cancellationToken);
        return new SessionInfo(
            account.Login, account.DisplayName, csrfToken, caller.Agent, caller.AgentGroup,
            [.. units.Select(unit => new SessionUnit(unit.Id, unit.Name, unit.ZoneId, [.. caller.Roles.Where(role => role.Unit == unit.Id).Select(role => new SessionRole(role.Role, role.Group))]))]);
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

/// <summary>Who is logged in.</summary>
/// <param name="Login">The login.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="CsrfToken">To be repeated in the header X-CSRF-Token on each write.</param>
/// <param name="Agent">Which agent they are.</param>
/// <param name="Group">The group of that agent.</param>
/// <param name="Units">Where they have a role.</param>
public sealed record SessionInfo(string Login, string Name, string CsrfToken, AgentId? Agent, GroupId? Group, IReadOnlyList<SessionUnit> Units);

/// <summary>A unit somebody has a role in.</summary>
/// <param name="Id">Its number in addresses.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Zone">Its time zone.</param>
/// <param name="Roles">The roles.</param>
public sealed record SessionUnit(BusinessUnitId Id, string Name, string Zone, IReadOnlyList<SessionRole> Roles);

/// <summary>A role.</summary>
/// <param name="Role">What.</param>
/// <param name="Group">The group led.</param>
public sealed record SessionRole(Role Role, GroupId? Group = null);
