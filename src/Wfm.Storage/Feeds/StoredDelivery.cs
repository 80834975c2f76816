using NodaTime;

namespace Wfm.Storage;

/// <summary>The last a source delivered of one kind: what freshness is told from.</summary>
public sealed class StoredDelivery
{
    private StoredDelivery()
    {
    }

    /// <summary>Which source.</summary>
    public FeedSourceId SourceId { get; private set; }

    /// <summary>What.</summary>
    public FeedKind Kind { get; private set; }

    /// <summary>The latest moment it spoke of, by its own clock; of intervals the latest end.</summary>
    public Instant LastAt { get; private set; }

    /// <summary>When something of it was last stored.</summary>
    public Instant StoredAt { get; private set; }

    /// <summary>Rows delivered so far, repeated ones included.</summary>
    public long Rows { get; private set; }
}
