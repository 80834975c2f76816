using NodaTime;

namespace Wfm.Storage;

/// <summary>An address told of every schedule change of a unit. What is to be told is the unit's events after <see cref="LastEventId"/>, which are written in the transaction of their cause.</summary>
public sealed class StoredWebhook
{
    /// <param name="unit">Whose changes.</param>
    /// <param name="address">Where they are told.</param>
    /// <param name="secret">What signs them.</param>
    /// <param name="createdBy">Who set it up.</param>
    /// <param name="at">When.</param>
    /// <param name="lastEventId">Only what comes after this is told.</param>
    public StoredWebhook(BusinessUnitId unit, string address, string secret, string createdBy, Instant at, long lastEventId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        BusinessUnitId = unit;
        Address = address;
        Secret = secret;
        CreatedBy = createdBy;
        CreatedAt = at;
        NextTryAt = at;
        LastEventId = lastEventId;
    }

    private StoredWebhook()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose changes.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Where they are told.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What signs them. Stored as it is, because signing needs it.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>Who set it up.</summary>
    public string CreatedBy { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>The last event told, or given up.</summary>
    public long LastEventId { get; private set; }

    /// <summary>Tries of the next event that failed.</summary>
    public int FailedTries { get; private set; }

    /// <summary>Events given up after too many tries.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Nothing is told before this; a node that tells moves it on first, so that no other one does.</summary>
    public Instant NextTryAt { get; private set; }

    /// <summary>How the last try went.</summary>
    public string? LastOutcome { get; private set; }
}
