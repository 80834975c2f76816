using NodaTime;

namespace Wfm.Storage;

/// <summary>The secret an account shares with an authenticator app.</summary>
public sealed class StoredSecondFactor
{
    /// <param name="account">Whose.</param>
    /// <param name="protectedSecret">The secret, encrypted.</param>
    /// <param name="at">When it was made.</param>
    public StoredSecondFactor(AccountId account, string protectedSecret, Instant at)
    {
        AccountId = account;
        ProtectedSecret = protectedSecret;
        CreatedAt = at;
    }

    private StoredSecondFactor()
    {
    }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The secret, encrypted by data protection.</summary>
    public string ProtectedSecret { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When a first code proved that the app has it; before that it is not asked for.</summary>
    public Instant? ConfirmedAt { get; private set; }

    /// <summary>The time step of the last code taken: a code is good once.</summary>
    public long LastStep { get; private set; }

    /// <summary>Takes a code's time step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="at">Now.</param>
    public void Use(long step, Instant at)
    {
        LastStep = step;
        ConfirmedAt ??= at;
    }
}

/// <summary>A code that stands in for a lost second factor. Only its hash is stored, and it goes when used.</summary>
public sealed class StoredRecoveryCode
{
    /// <param name="account">Whose.</param>
    /// <param name="codeHash">SHA-256 of the code.</param>
    public StoredRecoveryCode(AccountId account, byte[] codeHash)
    {
        AccountId = account;
        CodeHash = codeHash;
    }

    private StoredRecoveryCode()
    {
    }

    /// <summary>Its number.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>SHA-256 of the code.</summary>
    public byte[] CodeHash { get; private set; } = [];
}
