using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Changing one's own password.</summary>
internal static class OwnPasswordEndpoints
{
    public static void MapOwnPassword(this IEndpointRouteBuilder app) =>
        app.MapPut("/api/session/password", ChangeAsync).Allow(Act.UseOwnAccount).RequireRateLimiting("login").WithTags("Session")
            .WithSummary("Change one's own password; ends the other sessions");

    private static async Task<Results<NoContent, ApiProblem>> ChangeAsync(
        ChangedPassword body, HttpContext context, Caller caller, LogIn logIn, WfmDb db, IPasswordHasher<StoredAccount> hasher, CancellationToken cancellationToken)
    {
        if (await logIn.CheckAsync(caller.Name, body.Current, cancellationToken) is not { } account)
        {
            return new ApiProblem(403, "wrong-password", "The present password is wrong, or the account is locked for a while.");
        }

        Findings found = new();
        AccountChecks.Password(body.Password, account.Login, found);
        found.ThrowIfAny();
        account.SetPassword(hasher.HashPassword(account, PasswordRules.Normal(body.Password)));
        await db.SaveChangesAsync(cancellationToken);
        AccountId id = account.Id;
        byte[] mine = Secrets.Hash(SessionCookie.Read(context.Request) ?? "");
        await db.Sessions.Where(session => session.AccountId == id && session.TokenHash != mine).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
