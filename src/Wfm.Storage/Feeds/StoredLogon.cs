using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Whose logon in a telephone system a user code is.</summary>
public sealed class StoredLogon
{
    /// <param name="unit">Whose.</param>
    /// <param name="source">In which source.</param>
    /// <param name="userCode">The logon; text, leading zeros count.</param>
    /// <param name="agent">Who logs on with it.</param>
    public StoredLogon(BusinessUnitId unit, FeedSourceId source, string userCode, AgentId agent)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userCode);
        BusinessUnitId = unit;
        SourceId = source;
        UserCode = userCode;
        AgentCode = agent;
    }

    private StoredLogon()
    {
    }

    /// <summary>In which source.</summary>
    public FeedSourceId SourceId { get; private set; }

    /// <summary>The logon.</summary>
    public string UserCode { get; private set; } = "";

    /// <summary>Whose unit.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Who logs on with it.</summary>
    public AgentId AgentCode { get; private set; }
}
