using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Who may log in, and as what.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder accounts = app.MapGroup("/api/units/{unit:int}/accounts").WithTags("Administration");
        accounts.MapGet("/", ListAsync).Allow(Act.Administer).WithSummary("Accounts of the unit, by login");
        accounts.MapPost("/", CreateAsync).Allow(Act.Administer).WithSummary("Make an account");
        accounts.MapGet("/{account:int}", GetAsync).Allow(Act.Administer).WithSummary("One account");
        accounts.MapPut("/{account:int}", ChangeAsync).Allow(Act.Administer).WithSummary("Change an account and its roles, or close it");
        accounts.MapPut("/{account:int}/password", SetPasswordAsync).Allow(Act.Administer).WithSummary("Set a password; ends all sessions");
        accounts.MapGet("/{account:int}/sessions", SessionsAsync).Allow(Act.Administer).WithSummary("Where somebody is logged in");
        accounts.MapDelete("/{account:int}/sessions", EndSessionsAsync).Allow(Act.Administer).WithSummary("Log somebody out everywhere");
    }

    private static async Task<Ok<Page<AccountView>>> ListAsync(int unit, string? after, int? limit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        int most = Paging.Limit(limit);
        string from = after ?? "";
#pragma warning disable CA1309 // The database compares, not we.
        List<StoredAccount> rows = await db.Accounts.AsNoTracking()
            .Where(row => (row.BusinessUnitId == where || db.Roles.Any(role => role.AccountId == row.Id && role.BusinessUnitId == where)) && string.Compare(row.Login, from) > 0)
            .OrderBy(row => row.Login).Take(most + 1).ToListAsync(cancellationToken);
#pragma warning restore CA1309
        AccountId[] ids = [.. rows.Select(row => row.Id)];
        ILookup<AccountId, StoredRole> roles = (await db.Roles.AsNoTracking()
            .Where(role => role.BusinessUnitId == where && ids.Contains(role.AccountId)).OrderBy(role => role.Id).ToListAsync(cancellationToken)).ToLookup(role => role.AccountId);
        HashSet<AccountId> factors = [.. await db.SecondFactors.Where(row => ids.Contains(row.AccountId) && row.ConfirmedAt != null).Select(row => row.AccountId).ToListAsync(cancellationToken)];
        return TypedResults.Ok(Paging.Cut(rows.ConvertAll(row => View(row, roles[row.Id], where, factors.Contains(row.Id))), most, view => view.Login));
    }

    private static async Task<Ok<AccountView>> GetAsync(int unit, int account, HttpContext context, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        StoredAccount row = await AccountChecks.FindAsync(db, where, account, cancellationToken);
        Tags.Write(context.Response, row.RowVersion);
        return TypedResults.Ok(await ViewAsync(db, row, where, cancellationToken));
    }

    private static Task<IResult> CreateAsync(
        int unit, NewAccount body, HttpContext context, Caller caller, Idempotent once, WfmDb db, IClock clock, IPasswordHasher<StoredAccount> hasher, CancellationToken cancellationToken) =>
        // The password must not be hashed with the body: SHA-256 of it would be stored, and that is quick to guess against.
        once.RunAsync(context, body with { Password = null }, async () =>
        {
            BusinessUnitId where = new(unit);
            Findings found = new();
            string login = StoredAccount.Normalise(body.Login);
            found.Unless(Accounts.IsLogin(login), "login", body.Login, Remark.Of("wants-login", Accounts.LoginRule));
            string name = found.Text("name", body.Name);
            string? mail = AccountChecks.Mail(body.Mail, found);
            await AccountChecks.RolesAsync(db, where, body.Roles, body.Agent, found, cancellationToken);
            if (body.Password is not null)
            {
                AccountChecks.Password(body.Password, login, found);
            }

            found.ThrowIfAny();
            if (await db.Accounts.AnyAsync(row => row.Login == login, cancellationToken))
            {
                throw new ApiProblemException(ApiProblem.Conflict("login-taken", $"There is an account {login} already."));
            }

            StoredAccount account = new(login, name, clock.GetCurrentInstant());
            account.Take(name, mail, isActive: true);
            account.IsAgent(where, body.Agent);
            if (body.Password is { } password)
            {
                account.SetPassword(hasher.HashPassword(account, PasswordRules.Normal(password)));
            }

            db.Add(account);
            await db.SaveChangesAsync(cancellationToken);
            db.AddRange(body.Roles.Select(role => new StoredRole(account.Id, role.Role, where, role.Group)));
            await db.SaveChangesAsync(cancellationToken);
            AccountView view = await ViewAsync(db, account, where, cancellationToken);
            Audit(db, where, clock, caller, "create", account, null, view);
            return view;
        }, cancellationToken);

    private static Task<Ok<AccountView>> ChangeAsync(
        int unit, int account, ChangedAccount body, HttpContext context, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            BusinessUnitId where = new(unit);
            await InTransaction.HoldUnitAsync(db, where, cancellationToken);
            StoredAccount row = await AccountChecks.FindAsync(db, where, account, cancellationToken);
            AccountView before = await ViewAsync(db, row, where, cancellationToken);
            Tags.Check(context.Request, row, before);
            Findings found = new();
            string name = found.Text("name", body.Name);
            string? mail = AccountChecks.Mail(body.Mail, found);
            await AccountChecks.RolesAsync(db, where, body.Roles, body.Agent, found, cancellationToken);
            found.ThrowIfAny();
            if ((name, mail, body.IsActive, body.Agent) != (before.Name, before.Mail, before.IsActive, before.Agent))
            {
                await AccountChecks.OnlyOwnAsync(db, caller, row, cancellationToken);
                row.Take(name, mail, body.IsActive);
                row.IsAgent(where, body.Agent);
            }

            await TakeRolesAsync(db, row.Id, where, body.Roles, cancellationToken);
            db.Entry(row).Property(stored => stored.RowVersion).IsModified = true;
            await db.SaveChangesAsync(cancellationToken);
            await AccountChecks.NotTheLastAdminAsync(db, where, cancellationToken);
            if (!row.IsActive)
            {
                await EndAsync(db, row.Id, cancellationToken);
            }

            AccountView view = await ViewAsync(db, row, where, cancellationToken);
            Audit(db, where, clock, caller, "change", row, before, view);
            await db.SaveChangesAsync(cancellationToken);
            Tags.Write(context.Response, row.RowVersion);
            return TypedResults.Ok(view);
        }, cancellationToken);

    private static Task<NoContent> SetPasswordAsync(
        int unit, int account, NewPassword body, Caller caller, WfmDb db, IClock clock, IPasswordHasher<StoredAccount> hasher, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            BusinessUnitId where = new(unit);
            StoredAccount row = await AccountChecks.FindAsync(db, where, account, cancellationToken);
            await AccountChecks.OnlyOwnAsync(db, caller, row, cancellationToken);
            Findings found = new();
            AccountChecks.Password(body.Password, row.Login, found);
            found.ThrowIfAny();
            row.SetPassword(hasher.HashPassword(row, PasswordRules.Normal(body.Password)));
            await EndAsync(db, row.Id, cancellationToken);
            Audit(db, where, clock, caller, "set-password", row, null, null);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.NoContent();
        }, cancellationToken);

    private static async Task<Ok<List<SessionView>>> SessionsAsync(int unit, int account, WfmDb db, CancellationToken cancellationToken)
    {
        StoredAccount row = await AccountChecks.FindAsync(db, new BusinessUnitId(unit), account, cancellationToken);
        AccountId id = row.Id;
        List<StoredSession> sessions = await db.Sessions.AsNoTracking().Where(session => session.AccountId == id).OrderByDescending(session => session.SeenAt).Take(Paging.Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(sessions.ConvertAll(session => new SessionView(session.CreatedAt, session.SeenAt, session.ExpiresAt)));
    }

    private static Task<NoContent> EndSessionsAsync(int unit, int account, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        InTransaction.RunAsync(db, async () =>
        {
            BusinessUnitId where = new(unit);
            StoredAccount row = await AccountChecks.FindAsync(db, where, account, cancellationToken);
            await EndAsync(db, row.Id, cancellationToken);
            Audit(db, where, clock, caller, "end-sessions", row, null, null);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.NoContent();
        }, cancellationToken);

    private static async Task TakeRolesAsync(WfmDb db, AccountId account, BusinessUnitId unit, IReadOnlyList<SessionRole> wanted, CancellationToken cancellationToken)
    {
        List<StoredRole> roles = await db.Roles.Where(role => role.AccountId == account && role.BusinessUnitId == unit).ToListAsync(cancellationToken);
        db.RemoveRange(roles.Where(role => !wanted.Contains(new SessionRole(role.Role, role.GroupCode))));
        db.AddRange(wanted.Where(role => !roles.Any(row => row.Role == role.Role && row.GroupCode == role.Group)).Select(role => new StoredRole(account, role.Role, unit, role.Group)));
    }

    private static Task<int> EndAsync(WfmDb db, AccountId account, CancellationToken cancellationToken) =>
        db.Sessions.Where(session => session.AccountId == account).ExecuteDeleteAsync(cancellationToken);

    private static void Audit(WfmDb db, BusinessUnitId unit, IClock clock, Caller caller, string action, StoredAccount account, AccountView? before, AccountView? after) =>
        db.Add(new AuditEntry(unit, clock.GetCurrentInstant(), caller.Name, new AuditedAct(action, $"account {account.Login}", null, Json(before), Json(after))));

    private static string? Json(AccountView? view) => view is null ? null : JsonSerializer.Serialize(view, ApiJson.Options);

    private static async Task<AccountView> ViewAsync(WfmDb db, StoredAccount account, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        AccountId id = account.Id;
        return View(account, await db.Roles.AsNoTracking().Where(role => role.AccountId == id && role.BusinessUnitId == unit).OrderBy(role => role.Id).ToListAsync(cancellationToken), unit,
            await SecondFactors.IsOnAsync(db, id, cancellationToken));
    }

    private static AccountView View(StoredAccount account, IEnumerable<StoredRole> roles, BusinessUnitId unit, bool hasFactor) => new(
        account.Id, account.Login, account.DisplayName, account.Mail, account.BusinessUnitId == unit ? account.AgentCode : null, account.IsActive, account.PasswordHash is not null,
        account.ExternalSubject is not null, account.LockedUntil, hasFactor, [.. roles.Select(role => new SessionRole(role.Role, role.GroupCode))]);
}
