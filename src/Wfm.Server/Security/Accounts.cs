using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>A new account with its first role.</summary>
/// <param name="Login">What they log in with.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Unit">Where.</param>
/// <param name="Role">What they are.</param>
/// <param name="Group">The group led.</param>
/// <param name="Agent">Which agent they are.</param>
/// <param name="Password">The password as typed.</param>
public sealed record FirstAccount(string Login, string Name, BusinessUnitId Unit, Role Role, GroupId? Group, AgentId? Agent, string Password);

/// <summary>Makes accounts from the command line, above all the first one.</summary>
public static partial class Accounts
{
    /// <summary>What a login may be.</summary>
    public const string LoginRule = "2 to 100 letters, digits and . _ - @ +, beginning with a letter or digit";

    /// <summary>Whether a login may be used.</summary>
    /// <param name="login">In lower case.</param>
    public static bool IsLogin(string login) => LoginPattern().IsMatch(login);

    /// <summary>Stores an account with an audit entry.</summary>
    /// <param name="db">The database.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    /// <returns>What stands in the way; nothing when it was stored.</returns>
    public static async Task<string?> AddAsync(WfmDb db, IClock clock, FirstAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(account);
        string login = StoredAccount.Normalise(account.Login);
        if (await ObstacleAsync(db, account, login, cancellationToken) is { } obstacle)
        {
            return obstacle;
        }

        return await InTransaction.RunAsync<string?>(db, async () =>
        {
            StoredAccount stored = new(login, PlainText.Clean(account.Name), clock.GetCurrentInstant());
            stored.SetPassword(new PasswordHasher<StoredAccount>().HashPassword(stored, PasswordRules.Normal(account.Password)));
            stored.IsAgent(account.Unit, account.Agent);
            db.Add(stored);
            await db.SaveChangesAsync(cancellationToken);
            db.Add(new StoredRole(stored.Id, account.Role, account.Unit, account.Group));
            db.Add(new AuditEntry(account.Unit, clock.GetCurrentInstant(), "wfm account add", new AuditedAct("create", $"account {login}")));
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);
    }

    private static async Task<string?> ObstacleAsync(WfmDb db, FirstAccount account, string login, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = account.Unit;
        if (!IsLogin(login))
        {
            return $"The login is \"{account.Login}\", expected {LoginRule}.";
        }

        if (PlainText.Fault(account.Name, 200) is { } name)
        {
            return $"The name cannot be taken, expected {name}.";
        }

        if (PasswordRules.Fault(account.Password, login) is { } password)
        {
            return $"The password cannot be taken, expected {password}.";
        }

        if (account.Role == Role.Integration || (account.Role == Role.Gruppledare) != (account.Group is not null))
        {
            return "A gruppledare leads a group (--group), the other roles lead none, and machines have keys, not accounts.";
        }

        if (account.Group is { } group && !await db.AnswerGroups.AnyAsync(row => row.BusinessUnitId == unit && row.Code == group, cancellationToken))
        {
            return $"There is no group {group.Value} in the unit.";
        }

        if (account.Agent is { } agent && !await db.Agents.AnyAsync(row => row.BusinessUnitId == unit && row.Code == agent, cancellationToken))
        {
            return $"There is no agent {agent.Value} in the unit.";
        }

        return await db.Accounts.AnyAsync(row => row.Login == login, cancellationToken) ? $"There is an account {login} already." : null;
    }

    [GeneratedRegex(@"^[\p{Ll}\p{Nd}][\p{Ll}\p{Nd}._@+-]{1,99}$")]
    private static partial Regex LoginPattern();
}
