using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A state a source told, exactly as told: a set, so that order and repetition change nothing. Written by <see cref="AgentStateStore"/> only.</summary>
public sealed class StoredAgentState
{
    private StoredAgentState()
    {
    }

    /// <summary>Who told it.</summary>
    public FeedSourceId SourceId { get; private set; }

    /// <summary>Of which logon.</summary>
    public string UserCode { get; private set; } = "";

    /// <summary>When, by the source's clock.</summary>
    public Instant At { get; private set; }

    /// <summary>The source's code.</summary>
    public string StateCode { get; private set; } = "";

    /// <summary>The snapshot it belongs to; <see cref="AgentStateStore.NoBatch"/> outside of snapshots.</summary>
    public Instant Batch { get; private set; }

    /// <summary>Whose unit.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>Whose logon it was when it was stored, or became known to be.</summary>
    public AgentId? AgentCode { get; private set; }

    /// <summary>Why it is kept aside; empty for what counts.</summary>
    public HeldReason? Held { get; private set; }

    /// <summary>When it was stored.</summary>
    public Instant StoredAt { get; private set; }
}

/// <summary>A snapshot that is complete: whoever of the source is not in it was logged off at its moment.</summary>
public sealed class StoredSnapshotClose
{
    private StoredSnapshotClose()
    {
    }

    /// <summary>Whose snapshot.</summary>
    public FeedSourceId SourceId { get; private set; }

    /// <summary>Which one, by its moment.</summary>
    public Instant Batch { get; private set; }

    /// <summary>When its end was stored.</summary>
    public Instant StoredAt { get; private set; }
}
