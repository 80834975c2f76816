using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What must hold of accounts and their roles.</summary>
internal static class AccountChecks
{
    private const int MostRoles = 50;

    /// <summary>The account, if it belongs to the unit: lives there or has a role there.</summary>
    public static async Task<StoredAccount> FindAsync(WfmDb db, BusinessUnitId unit, int account, CancellationToken cancellationToken)
    {
        AccountId id = new(account);
        return await db.Accounts.SingleOrDefaultAsync(
            row => row.Id == id && (row.BusinessUnitId == unit || db.Roles.Any(role => role.AccountId == id && role.BusinessUnitId == unit)), cancellationToken)
            ?? throw new ApiProblemException(ApiProblem.NotFound);
    }

    /// <summary>Refuses to touch what other units trust: who keeps one unit's accounts does not take over another's.</summary>
    public static async Task OnlyOwnAsync(WfmDb db, Caller caller, StoredAccount account, CancellationToken cancellationToken)
    {
        AccountId id = account.Id;
        List<BusinessUnitId> units = await db.Roles.Where(role => role.AccountId == id).Select(role => role.BusinessUnitId).Distinct().ToListAsync(cancellationToken);
        if (account.BusinessUnitId is { } home)
        {
            units.Add(home);
        }

        if (units.Any(unit => caller.In(unit, Act.Administer).Reach != Reach.Unit))
        {
            throw new ApiProblemException(ApiProblem.Conflict(
                "account-of-other-unit", "The account belongs to another unit too; somebody who keeps the accounts of both can change it. Its roles here can be changed."));
        }
    }

    /// <summary>Refuses to leave a unit without anybody who can log in and keep its accounts.</summary>
    public static async Task NotTheLastAdminAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        bool isAny = await db.Roles.Where(role => role.BusinessUnitId == unit && role.Role == Role.Admin)
            .Join(db.Accounts.Where(account => account.IsActive), role => role.AccountId, account => account.Id, (role, _) => role).AnyAsync(cancellationToken);
        if (!isAny)
        {
            throw new ApiProblemException(ApiProblem.Conflict("last-admin", "Nobody would be left to keep the accounts of the unit; make somebody else admin first."));
        }
    }

    public static async Task RolesAsync(WfmDb db, BusinessUnitId unit, IReadOnlyList<SessionRole> roles, AgentId? agent, Findings found, CancellationToken cancellationToken)
    {
        HashSet<GroupId> groups = [.. await db.AnswerGroups.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken)];
        roles = found.Items("roles", roles, MostRoles);
        found.Unless(roles.Distinct().Count() == roles.Count, "roles", "the same role twice", Remark.Of("wants-roles-once", "each role once"));
        for (int index = 0; index < roles.Count; index++)
        {
            (Role role, GroupId? group) = roles[index];
            string field = $"roles[{index}]";
            found.Unless(role != Role.Integration, field, role, Remark.Of("wants-personal-role", "a role of a person; machines have keys"));
            found.Unless(role != Role.Gruppledare || (group is { } led && groups.Contains(led)), $"{field}.group", group?.Value, Remark.Of("wants-group", "a group of the unit"));
            found.Unless(role == Role.Gruppledare || group is null, $"{field}.group", group?.Value, Remark.Of("wants-no-group", "no group for this role"));
            found.Unless(role != Role.Medarbetare || agent is not null, field, role, Remark.Of("wants-own-agent", "an agent for a medarbetare"));
        }

        if (agent is { } code)
        {
            found.Unless(await db.Agents.AnyAsync(row => row.BusinessUnitId == unit && row.Code == code, cancellationToken), "agent", code.Value, Remark.Of("wants-agent", "an agent of the unit"));
        }
    }

    public static void Password(string? password, string login, Findings found)
    {
        if (PasswordRules.Fault(password, login) is { } expected)
        {
            found.Add("password", password?.Length, expected);
        }
    }

    public static string? Mail(string? mail, Findings found)
    {
        string? text = found.OptionalText("mail", mail, 254);
        found.Unless(text is null || (text.Count('@') == 1 && text[0] != '@' && text[^1] != '@' && !text.Any(char.IsWhiteSpace)), "mail", text, Remark.Of("wants-mail", "an address such as anna@example.org"));
        return text;
    }
}
