using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Who asks, with what they may do; read from the database for each request, so that a changed role counts at once.</summary>
/// <param name="Name">What the audit calls them: the login, or <c>source:…</c> for a machine.</param>
/// <param name="Account">The account; empty for a machine.</param>
/// <param name="AgentUnit">The unit in which they are an agent.</param>
/// <param name="Agent">Which agent they are.</param>
/// <param name="AgentGroup">The group that agent belongs to.</param>
/// <param name="Roles">Their roles.</param>
/// <param name="Source">The source a machine speaks for.</param>
/// <param name="LacksSecondFactor">Whether they log in with a password and nothing else.</param>
public sealed record Caller(
    string Name,
    AccountId? Account,
    BusinessUnitId? AgentUnit,
    AgentId? Agent,
    GroupId? AgentGroup,
    IReadOnlyList<CallerRole> Roles,
    string? Source = null,
    bool LacksSecondFactor = false)
{
    /// <summary>Where the caller of a request is kept.</summary>
    internal static object ItemKey { get; } = new();

    /// <summary>Lets an endpoint take the caller as a parameter.</summary>
    /// <param name="context">The request; authorised, so there is a caller.</param>
    public static ValueTask<Caller> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult((Caller)context.Items[ItemKey]!);
    }

    /// <summary>Whether they belong to a unit at all; to others it does not exist.</summary>
    /// <param name="unit">The unit.</param>
    public bool BelongsTo(BusinessUnitId unit) => Roles.Any(role => role.Unit == unit);

    /// <summary>What an act reaches in a unit.</summary>
    /// <param name="act">What is wanted.</param>
    /// <param name="unit">Where.</param>
    public CallerScope In(BusinessUnitId unit, Act act)
    {
        Reach widest = Reach.None;
        HashSet<GroupId> groups = [];
        foreach (CallerRole role in Roles.Where(role => role.Unit == unit))
        {
            Reach reach = RoleMatrix.Of(role.Role, act);
            widest = reach > widest ? reach : widest;
            if (reach == Reach.Group && (role.Group ?? AgentGroup) is { } group)
            {
                groups.Add(group);
            }
        }

        bool isOwn = AgentUnit == unit && Roles.Any(role => role.Unit == unit && RoleMatrix.Of(role.Role, act) >= Reach.Own);
        return new CallerScope(widest, groups, isOwn ? Agent : null);
    }

    /// <summary>Whether they may do something anywhere.</summary>
    /// <param name="act">What is wanted.</param>
    public bool MayAnywhere(Act act) => Roles.Any(role => RoleMatrix.Of(role.Role, act) != Reach.None);

    /// <summary>The caller as the owner of an idempotency key.</summary>
    internal string KeyOwner => Account is { } account ? string.Create(CultureInfo.InvariantCulture, $"account:{account.Value}") : Name;
}

/// <summary>One role of a caller.</summary>
/// <param name="Role">What.</param>
/// <param name="Unit">Where.</param>
/// <param name="Group">The group led; empty for roles that are not about a group.</param>
public readonly record struct CallerRole(Role Role, BusinessUnitId Unit, GroupId? Group);
