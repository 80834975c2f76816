using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Accounts of people who log in at an identity provider: found by issuer and subject, made when a claim gives them a role.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="settings">Which claims make which roles.</param>
public sealed class ExternalAccounts(WfmDb db, IClock clock, ServerSettings settings)
{
    private OidcSettings Oidc => settings.Oidc!;

    /// <summary>The account of somebody, with the roles their claims make.</summary>
    /// <param name="said">What the provider says of them.</param>
    /// <param name="cancellationToken">Changes nothing.</param>
    /// <returns>Nothing when they have no role here, or their account is closed.</returns>
    public Task<StoredAccount?> TakeAsync(JsonElement said, CancellationToken cancellationToken) => InTransaction.RunAsync(db, async () =>
    {
        string issuer = Oidc.Authority.TrimEnd('/'), subject = said.GetProperty("sub").GetString()!;
        string external = $"{issuer} {subject}";
        StoredAccount? account = await db.Accounts.SingleOrDefaultAsync(row => row.ExternalSubject == external, cancellationToken);
        List<StoredRole> wanted = [.. Rules(said).Select(rule => new StoredRole(account?.Id ?? default, rule.Role, new BusinessUnitId(rule.Unit), rule.Group is null ? null : new GroupId(rule.Group)))];
        if (account is null)
        {
            if (wanted.Count == 0 || await NewAsync(said, issuer, subject, wanted, cancellationToken) is not { } made)
            {
                return null;
            }

            account = made;
        }

        if (!account.IsActive)
        {
            return null;
        }

        await TakeRolesAsync(account, wanted, cancellationToken);
        AccountId id = account.Id;
        return await db.Roles.AnyAsync(role => role.AccountId == id, cancellationToken) ? account : null;
    }, cancellationToken);

    private IEnumerable<OidcRoleRule> Rules(JsonElement said) => Oidc.Roles.Where(rule =>
        rule.Role != Role.Integration && (rule.Role != Role.Admin || Oidc.ClaimsMakeAdmins) && Values(said, rule.Claim).Contains(rule.Value, StringComparer.Ordinal));

    private async Task<StoredAccount?> NewAsync(JsonElement said, string issuer, string subject, List<StoredRole> wanted, CancellationToken cancellationToken)
    {
        string login = StoredAccount.Normalise(Values(said, Oidc.LoginClaim).FirstOrDefault() ?? "");

        // A login somebody else has here is theirs: an identity provider does not take over a local account.
        if (!Accounts.IsLogin(login) || await db.Accounts.AnyAsync(row => row.Login == login, cancellationToken))
        {
            return null;
        }

        string name = Values(said, "name").FirstOrDefault() is { } told && PlainText.Fault(told, 200) is null ? PlainText.Clean(told) : login;
        StoredAccount account = new(login, name, clock.GetCurrentInstant());
        account.IsExternal(issuer, subject);
        BusinessUnitId unit = wanted[0].BusinessUnitId;
        AgentId? agent = Oidc.AgentClaim is { Length: > 0 } claim && Values(said, claim).FirstOrDefault() is { Length: > 0 and <= 100 } code ? new AgentId(code) : null;
        bool isAgent = agent is not null && await db.Agents.AnyAsync(row => row.BusinessUnitId == unit && row.Code == agent, cancellationToken);
        account.IsAgent(unit, isAgent ? agent : null);
        db.Add(account);
        db.Add(new AuditEntry(unit, clock.GetCurrentInstant(), "identity provider", new AuditedAct("create", $"account {login}")));
        await db.SaveChangesAsync(cancellationToken);
        return account;
    }

    // Roles the provider could give are what it says now; the others were given here and stay.
    private async Task TakeRolesAsync(StoredAccount account, List<StoredRole> wanted, CancellationToken cancellationToken)
    {
        AccountId id = account.Id;
        HashSet<(Role, int, string?)> given = [.. Oidc.Roles.Select(rule => (rule.Role, rule.Unit, rule.Group))];
        List<StoredRole> had = await db.Roles.Where(role => role.AccountId == id).ToListAsync(cancellationToken);
        HashSet<(Role, int, string?)> now = [.. wanted.Select(Key)];
        db.RemoveRange(had.Where(role => given.Contains(Key(role)) && !now.Contains(Key(role)) && (role.Role != Role.Admin || Oidc.ClaimsMakeAdmins)));
        HashSet<(Role, int, string?)> kept = [.. had.Select(Key)];
        db.AddRange(wanted.Where(role => kept.Add(Key(role))).Select(role => new StoredRole(id, role.Role, role.BusinessUnitId, role.GroupCode)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static (Role, int, string?) Key(StoredRole role) => (role.Role, role.BusinessUnitId.Value, role.GroupCode?.Value);

    private static IEnumerable<string> Values(JsonElement said, string claim) => said.TryGetProperty(claim, out JsonElement value)
        ? value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => one.ToString()) : [value.ToString()]
        : [];
}
