using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>How a queue stood at a moment. Written by <see cref="QueueSnapshotStore"/> only.</summary>
public sealed class StoredQueueSnapshot
{
    private StoredQueueSnapshot()
    {
    }

    /// <summary>Who told it.</summary>
    public FeedSourceId SourceId { get; private set; }

    /// <summary>Which queue; need not be known to the unit.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>When, by the source's clock.</summary>
    public Instant At { get; private set; }

    /// <summary>Callers waiting.</summary>
    public int Waiting { get; private set; }

    /// <summary>How long the first of them has waited.</summary>
    public Duration LongestWait { get; private set; }

    /// <summary>Agents ready for a call.</summary>
    public int AgentsReady { get; private set; }

    /// <summary>Agents busy with one.</summary>
    public int AgentsBusy { get; private set; }

    /// <summary>When it was stored.</summary>
    public Instant StoredAt { get; private set; }
}
