using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A class of change on the running day that a group's leader lets trafikledning accept.</summary>
public sealed class StoredDelegation
{
    /// <param name="unit">Where.</param>
    /// <param name="group">For whose people.</param>
    /// <param name="lever">What kind of change, such as <c>MoveBreaks</c>.</param>
    /// <param name="by">Which leader.</param>
    /// <param name="at">When.</param>
    public StoredDelegation(BusinessUnitId unit, GroupId group, string lever, string by, Instant at) =>
        (BusinessUnitId, GroupCode, Lever, By, At) = (unit, group, lever, by, at);

    private StoredDelegation()
    {
    }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>For whose people.</summary>
    public GroupId GroupCode { get; private set; }

    /// <summary>What kind of change.</summary>
    public string Lever { get; private set; } = "";

    /// <summary>Which leader.</summary>
    public string By { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}
