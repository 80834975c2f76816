using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Something a person is told, written in the transaction of its cause. Either an account or an agent is addressed.</summary>
public sealed class StoredNotification
{
    /// <param name="unit">Where.</param>
    /// <param name="agent">Which agent is told.</param>
    /// <param name="kind">What happened, such as <c>request-approved</c>.</param>
    /// <param name="bodyJson">The facts the words are made from.</param>
    /// <param name="at">When.</param>
    public StoredNotification(BusinessUnitId unit, AgentId agent, string kind, string bodyJson, Instant at)
        : this(unit, kind, bodyJson, at) => AgentCode = agent;

    /// <param name="unit">Where.</param>
    /// <param name="account">Which account is told.</param>
    /// <param name="kind">What happened, such as <c>request-created</c>.</param>
    /// <param name="bodyJson">The facts the words are made from.</param>
    /// <param name="at">When.</param>
    public StoredNotification(BusinessUnitId unit, AccountId account, string kind, string bodyJson, Instant at)
        : this(unit, kind, bodyJson, at) => AccountId = account;

    private StoredNotification(BusinessUnitId unit, string kind, string bodyJson, Instant at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        BusinessUnitId = unit;
        Kind = kind;
        BodyJson = bodyJson;
        At = at;
    }

    private StoredNotification()
    {
    }

    /// <summary>Its number, increasing.</summary>
    public long Id { get; private set; }

    /// <summary>Where.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The agent told.</summary>
    public AgentId? AgentCode { get; private set; }

    /// <summary>The account told.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>What happened.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The facts the words are made from.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>When it was read.</summary>
    public Instant? ReadAt { get; private set; }

    /// <summary>When mail was sent, where mail is configured.</summary>
    public Instant? MailedAt { get; private set; }

    /// <summary>It was read.</summary>
    /// <param name="at">When.</param>
    public void Read(Instant at) => ReadAt ??= at;

    /// <summary>Mail was sent.</summary>
    /// <param name="at">When.</param>
    public void Mailed(Instant at) => MailedAt ??= at;
}
