using NodaTime;

namespace Wfm.Storage;

/// <summary>Somebody is logged in. Only the hash of the cookie is stored, and a removed row ends the session at once.</summary>
public sealed class StoredSession
{
    /// <param name="tokenHash">SHA-256 of the cookie's token.</param>
    /// <param name="account">Who.</param>
    /// <param name="csrfToken">What writes must repeat in a header.</param>
    /// <param name="at">When.</param>
    /// <param name="expiresAt">When it ends whatever happens.</param>
    public StoredSession(byte[] tokenHash, AccountId account, string csrfToken, Instant at, Instant expiresAt)
    {
        TokenHash = tokenHash;
        AccountId = account;
        CsrfToken = csrfToken;
        CreatedAt = at;
        SeenAt = at;
        ExpiresAt = expiresAt;
    }

    private StoredSession()
    {
    }

    /// <summary>SHA-256 of the cookie's token.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>Who.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>What writes must repeat in a header.</summary>
    public string CsrfToken { get; private set; } = "";

    /// <summary>When they logged in.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When they were last seen, to the minute or so.</summary>
    public Instant SeenAt { get; private set; }

    /// <summary>When it ends whatever happens.</summary>
    public Instant ExpiresAt { get; private set; }
}
