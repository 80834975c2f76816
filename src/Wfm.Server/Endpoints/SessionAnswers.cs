using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Tells somebody who they are here.</summary>
/// <param name="db">The database.</param>
/// <param name="factors">Who must have a second factor.</param>
internal sealed class SessionAnswers(WfmDb db, SecondFactorPolicy factors)
{
    public async Task<SessionInfo> OfAsync(StoredAccount account, string csrfToken, CancellationToken cancellationToken)
    {
        bool hasFactor = await SecondFactors.IsOnAsync(db, account.Id, cancellationToken);
        Caller caller = (await FindCaller.OfAccountAsync(account, db, cancellationToken)) with { LacksSecondFactor = account.PasswordHash is not null && !hasFactor };
        BusinessUnitId[] ids = [.. caller.Roles.Select(role => role.Unit).Distinct()];
        List<StoredBusinessUnit> units = await db.BusinessUnits.AsNoTracking().Where(unit => ids.Contains(unit.Id)).OrderBy(unit => unit.Name).ToListAsync(cancellationToken);
        return new SessionInfo(
            account.Login, account.DisplayName, csrfToken, caller.Agent, caller.AgentGroup,
            [.. units.Select(unit => new SessionUnit(unit.Id, unit.Name, unit.ZoneId, [.. caller.Roles.Where(role => role.Unit == unit.Id).Select(role => new SessionRole(role.Role, role.Group))]))],
            hasFactor, factors.IsMissing(caller));
    }
}

/// <summary>Who is logged in.</summary>
/// <param name="Login">The login.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="CsrfToken">To be repeated in the header X-CSRF-Token on each write.</param>
/// <param name="Agent">Which agent they are.</param>
/// <param name="Group">The group of that agent.</param>
/// <param name="Units">Where they have a role.</param>
/// <param name="HasSecondFactor">Whether their log-in asks for a code.</param>
/// <param name="NeedsSecondFactor">Whether nothing else is open to them before they have turned one on.</param>
public sealed record SessionInfo(
    string Login, string Name, string CsrfToken, AgentId? Agent, GroupId? Group, IReadOnlyList<SessionUnit> Units, bool HasSecondFactor, bool NeedsSecondFactor);

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
