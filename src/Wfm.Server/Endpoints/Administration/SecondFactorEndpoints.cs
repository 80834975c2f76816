using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>One's own second factor: getting one, new recovery codes, taking it away; and taking away somebody else's who lost it.</summary>
internal static class SecondFactorEndpoints
{
    public static void MapSecondFactors(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder own = app.MapGroup("/api/session/second-factor").WithTags("Session");
        own.MapGet("/", GetAsync).Allow(Act.UseOwnAccount).AllowWithoutSecondFactor().WithSummary("Whether one has a second factor");
        own.MapPost("/", BeginAsync).Allow(Act.UseOwnAccount).AllowWithoutSecondFactor().RequireRateLimiting("login").WithSummary("Begin: the secret for an authenticator app");
        own.MapPost("/confirm", ConfirmAsync).Allow(Act.UseOwnAccount).AllowWithoutSecondFactor().RequireRateLimiting("login")
            .WithSummary("Turn it on with a first code; gives ten recovery codes and ends the other sessions");
        own.MapPost("/recovery-codes", RenewAsync).Allow(Act.UseOwnAccount).RequireRateLimiting("login").WithSummary("Ten new recovery codes; the old ones open nothing any more");
        own.MapPost("/remove", RemoveAsync).Allow(Act.UseOwnAccount).RequireRateLimiting("login").WithSummary("Take it away, with password and code");
        app.MapDelete("/api/units/{unit:int}/accounts/{account:int}/second-factor", RemoveForAsync).Allow(Act.Administer).WithTags("Administration")
            .WithSummary("Take away the second factor of somebody who lost it; ends all their sessions");
    }

    private static async Task<Ok<SecondFactorView>> GetAsync(Caller caller, SecondFactorPolicy policy, WfmDb db, CancellationToken cancellationToken)
    {
        AccountId id = caller.Account!.Value;
        Instant? since = await db.SecondFactors.Where(row => row.AccountId == id).Select(row => row.ConfirmedAt).SingleOrDefaultAsync(cancellationToken);
        int codes = await db.RecoveryCodes.CountAsync(row => row.AccountId == id, cancellationToken);
        return TypedResults.Ok(new SecondFactorView(since, codes, policy.IsRequired(caller)));
    }

    private static async Task<Results<Ok<SecondFactorSecret>, ApiProblem>> BeginAsync(
        OwnPassword body, Caller caller, LogIn logIn, SecondFactors factors, CancellationToken cancellationToken)
    {
        if (await logIn.CheckAsync(caller.Name, body.Password, cancellationToken) is not { } account)
        {
            return WrongPassword;
        }

        return await factors.BeginAsync(account.Id, cancellationToken) is { } secret
            ? TypedResults.Ok(new SecondFactorSecret(secret, AuthenticatorCode.Address(secret, account.Login)))
            : ApiProblem.Conflict("second-factor-on", "There is a second factor already; take it away first.");
    }

    private static Task<Results<Ok<RecoveryCodes>, ApiProblem>> ConfirmAsync(
        SecondFactorCode body, HttpContext context, Caller caller, SecondFactors factors, WfmDb db, CancellationToken cancellationToken) =>
        InTransaction.RunAsync<Results<Ok<RecoveryCodes>, ApiProblem>>(db, async () =>
        {
            StoredAccount account = await AccountAsync(caller, db, cancellationToken);
            if (await factors.ConfirmAsync(account, body.Code, cancellationToken) is not { } codes)
            {
                return new ApiProblem(403, "wrong-code", "The code does not belong to the secret last given; look at the app's clock, or begin again.");
            }

            // Whoever else is logged in here came in without it.
            AccountId id = account.Id;
            byte[] mine = Secrets.Hash(SessionCookie.Read(context.Request) ?? "");
            await db.Sessions.Where(session => session.AccountId == id && session.TokenHash != mine).ExecuteDeleteAsync(cancellationToken);
            return TypedResults.Ok(new RecoveryCodes(codes));
        }, cancellationToken);

    private static async Task<Results<Ok<RecoveryCodes>, ApiProblem>> RenewAsync(
        PasswordAndCode body, Caller caller, LogIn logIn, SecondFactors factors, WfmDb db, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(body, caller, logIn, factors, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        StoredAccount account = await AccountAsync(caller, db, cancellationToken);
        await factors.AuditAsync(account, "renew-recovery-codes", account.Login, cancellationToken);
        return TypedResults.Ok(new RecoveryCodes(await factors.RenewCodesAsync(account.Id, cancellationToken)));
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(
        PasswordAndCode body, Caller caller, LogIn logIn, SecondFactors factors, WfmDb db, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(body, caller, logIn, factors, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await factors.RemoveAsync(await AccountAsync(caller, db, cancellationToken), caller.Name, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<Results<NoContent, ApiProblem>> RemoveForAsync(
        int unit, int account, Caller caller, SecondFactors factors, WfmDb db, CancellationToken cancellationToken) =>
        InTransaction.RunAsync<Results<NoContent, ApiProblem>>(db, async () =>
        {
            StoredAccount row = await AccountChecks.FindAsync(db, new BusinessUnitId(unit), account, cancellationToken);
            await AccountChecks.OnlyOwnAsync(db, caller, row, cancellationToken);
            if (row.Id == caller.Account)
            {
                return new ApiProblem(403, "own-second-factor", "One's own is taken away with password and code, not by being admin.");
            }

            if (!await factors.RemoveAsync(row, caller.Name, cancellationToken))
            {
                return ApiProblem.NotFound;
            }

            AccountId id = row.Id;
            await db.Sessions.Where(session => session.AccountId == id).ExecuteDeleteAsync(cancellationToken);
            return TypedResults.NoContent();
        }, cancellationToken);

    private static async Task<ApiProblem?> RefusalAsync(PasswordAndCode body, Caller caller, LogIn logIn, SecondFactors factors, CancellationToken cancellationToken)
    {
        if (await logIn.CheckAsync(caller.Name, body.Password, cancellationToken) is not { } account)
        {
            return WrongPassword;
        }

        return await factors.CheckAsync(account, body.Code, cancellationToken)
            ? null
            : new ApiProblem(403, "wrong-code", "The code is wrong or was used, or there is no second factor.");
    }

    private static ApiProblem WrongPassword { get; } = new(403, "wrong-password", "The password is wrong, or the account is locked for a while.");

    private static Task<StoredAccount> AccountAsync(Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        AccountId? id = caller.Account;
        return db.Accounts.SingleAsync(row => row.Id == id, cancellationToken);
    }
}

/// <summary>How one's second factor is.</summary>
/// <param name="Since">Since when it is asked for; empty when it is not.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes were not used yet.</param>
/// <param name="IsRequired">Whether one of the roles must have one.</param>
public sealed record SecondFactorView(Instant? Since, int RecoveryCodesLeft, bool IsRequired);

/// <summary>The password, typed again.</summary>
/// <param name="Password">The password.</param>
public sealed record OwnPassword(string Password);

/// <summary>A secret for an authenticator app, shown this once.</summary>
/// <param name="Secret">In base 32, to be typed.</param>
/// <param name="Address">The same as an otpauth address, to be shown as a QR code.</param>
public sealed record SecondFactorSecret(string Secret, string Address);

/// <summary>A code of the app.</summary>
/// <param name="Code">Six digits.</param>
public sealed record SecondFactorCode(string Code);

/// <summary>Password and code, typed again.</summary>
/// <param name="Password">The password.</param>
/// <param name="Code">Six digits of the app, or a recovery code.</param>
public sealed record PasswordAndCode(string Password, string Code);

/// <summary>Recovery codes, shown this once; each is good once.</summary>
/// <param name="Codes">The codes.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);
