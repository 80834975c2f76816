using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A role somebody has in a unit; a group leader has one row per group led.</summary>
public sealed class StoredRole
{
    /// <param name="account">Who.</param>
    /// <param name="role">What.</param>
    /// <param name="unit">Where.</param>
    /// <param name="group">The group led; empty for roles that are not about a group.</param>
    public StoredRole(AccountId account, Role role, BusinessUnitId unit, GroupId? group = null)
    {
        AccountId = account;
        Role = role;
        BusinessUnitId = unit;
        GroupCode = group;
    }

    private StoredRole()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Who.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>What.</summary>
    public Role Role { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The group led.</summary>
    public GroupId? GroupCode { get; private set; }
}
