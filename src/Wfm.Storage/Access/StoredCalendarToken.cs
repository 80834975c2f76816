using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The secret in the address of a person's calendar feed. Only its hash is stored.</summary>
public sealed class StoredCalendarToken
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Whose calendar.</param>
    /// <param name="tokenHash">SHA-256 of the token.</param>
    /// <param name="at">When.</param>
    public StoredCalendarToken(BusinessUnitId unit, AgentId agent, byte[] tokenHash, Instant at)
    {
        BusinessUnitId = unit;
        AgentCode = agent;
        TokenHash = tokenHash;
        CreatedAt = at;
    }

    private StoredCalendarToken()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Whose calendar.</summary>
    public AgentId AgentCode { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When a calendar last fetched it.</summary>
    public Instant? UsedAt { get; private set; }

    /// <summary>Since when it opens nothing.</summary>
    public Instant? RevokedAt { get; private set; }

    /// <summary>Ends it.</summary>
    /// <param name="at">When.</param>
    public void Revoke(Instant at) => RevokedAt ??= at;

    /// <summary>A calendar fetched it.</summary>
    /// <param name="at">When.</param>
    public void NoteUse(Instant at) => UsedAt = at;
}
