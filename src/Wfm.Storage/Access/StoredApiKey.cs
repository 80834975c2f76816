using NodaTime;

namespace Wfm.Storage;

/// <summary>A key a machine delivers data with, for one source only. Only its hash is stored.</summary>
public sealed class StoredApiKey
{
    /// <param name="unit">Whose data it delivers.</param>
    /// <param name="source">The source it speaks for.</param>
    /// <param name="keyHash">SHA-256 of the key.</param>
    /// <param name="createdBy">Who made it.</param>
    /// <param name="at">When.</param>
    public StoredApiKey(BusinessUnitId unit, string source, byte[] keyHash, string createdBy, Instant at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        BusinessUnitId = unit;
        Source = source;
        KeyHash = keyHash;
        CreatedBy = createdBy;
        CreatedAt = at;
    }

    private StoredApiKey()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose data it delivers.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The source it speaks for.</summary>
    public string Source { get; private set; } = "";

    /// <summary>SHA-256 of the key.</summary>
    public byte[] KeyHash { get; private set; } = [];

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it was last used, to the minute or so.</summary>
    public Instant? UsedAt { get; private set; }

    /// <summary>From when on it opens nothing; may lie ahead while a new key takes over.</summary>
    public Instant? RevokedAt { get; private set; }

    /// <summary>Ends it, or ends it earlier than was said before.</summary>
    /// <param name="at">When.</param>
    public void Revoke(Instant at) => RevokedAt = RevokedAt < at ? RevokedAt : at;
}
