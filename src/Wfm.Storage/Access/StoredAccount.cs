using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Somebody who can log in. Whether they are an agent too says <see cref="AgentCode"/>.</summary>
public sealed class StoredAccount : IRowVersioned
{
    /// <param name="login">What they log in with; kept in lower case.</param>
    /// <param name="displayName">What colleagues call them.</param>
    /// <param name="at">When it was made.</param>
    public StoredAccount(string login, string displayName, Instant at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(login);
        ArgumentException.ThrowIfNullOrWhiteSpace(displayName);
        Login = Normalise(login);
        DisplayName = displayName;
        CreatedAt = at;
    }

    private StoredAccount()
    {
    }

    /// <summary>Its number.</summary>
    public AccountId Id { get; private set; }

    /// <summary>What they log in with, in lower case; unique.</summary>
    public string Login { get; private set; } = "";

    /// <summary>What colleagues call them.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>The password as ASP.NET Core Identity hashes it; empty when they come from an identity provider only.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Who they are at the identity provider: issuer, a blank and the subject; empty without one.</summary>
    public string? ExternalSubject { get; private set; }

    /// <summary>Where mail goes; empty means no mail.</summary>
    public string? Mail { get; private set; }

    /// <summary>The unit in which they are an agent.</summary>
    public BusinessUnitId? BusinessUnitId { get; private set; }

    /// <summary>Which agent they are; empty for people without a schedule.</summary>
    public AgentId? AgentCode { get; private set; }

    /// <summary>Wrong passwords in a row.</summary>
    public int FailedLogins { get; private set; }

    /// <summary>No password is looked at before this.</summary>
    public Instant? LockedUntil { get; private set; }

    /// <summary>Whether they may log in at all.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>The form logins are compared in.</summary>
    /// <param name="login">As typed.</param>
    public static string Normalise(string login) => (login ?? "").Trim().ToLowerInvariant();

    /// <summary>Takes a new password.</summary>
    /// <param name="hash">Already hashed.</param>
    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        FailedLogins = 0;
        LockedUntil = null;
    }

    /// <summary>Takes the same password hashed anew; the count of wrong ones goes on.</summary>
    /// <param name="hash">Already hashed.</param>
    public void Rehash(string hash) => PasswordHash = hash;

    /// <summary>One more wrong password; after <paramref name="limit"/> in a row no password is looked at for a while.</summary>
    /// <param name="at">Now.</param>
    /// <param name="limit">How many in a row are too many.</param>
    /// <param name="pause">For how long.</param>
    public void NoteWrongPassword(Instant at, int limit, Duration pause)
    {
        FailedLogins++;
        if (FailedLogins >= limit)
        {
            LockedUntil = at + pause;
            FailedLogins = 0;
        }
    }

    /// <summary>The password was right.</summary>
    public void NoteLogin()
    {
        FailedLogins = 0;
        LockedUntil = null;
    }

    /// <summary>Says which agent they are.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who.</param>
    public void IsAgent(BusinessUnitId? unit, AgentId? agent)
    {
        BusinessUnitId = unit;
        AgentCode = agent;
    }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="displayName">What colleagues call them.</param>
    /// <param name="mail">Where mail goes.</param>
    /// <param name="isActive">Whether they may log in.</param>
    public void Take(string displayName, string? mail, bool isActive)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(displayName);
        DisplayName = displayName;
        Mail = mail;
        IsActive = isActive;
    }

    /// <summary>Ties the account to a person of an identity provider.</summary>
    /// <param name="issuer">Which provider.</param>
    /// <param name="subject">Who there.</param>
    public void IsExternal(string issuer, string subject) => ExternalSubject = $"{issuer} {subject}";
}
