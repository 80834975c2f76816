using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <content>Feeds and what is told from them.</content>
public sealed partial class WfmDb
{
    /// <summary>Systems that deliver.</summary>
    public DbSet<StoredFeedSource> FeedSources => Set<StoredFeedSource>();

    /// <summary>What each delivered last.</summary>
    public DbSet<StoredDelivery> Deliveries => Set<StoredDelivery>();

    /// <summary>Whose logons are whose.</summary>
    public DbSet<StoredLogon> Logons => Set<StoredLogon>();

    /// <summary>States as told. Written by <see cref="AgentStateStore"/>.</summary>
    public DbSet<StoredAgentState> AgentStates => Set<StoredAgentState>();

    /// <summary>Snapshots of states that are complete. Written by <see cref="AgentStateStore"/>.</summary>
    public DbSet<StoredSnapshotClose> SnapshotCloses => Set<StoredSnapshotClose>();

    /// <summary>How queues stood. Written by <see cref="QueueSnapshotStore"/>.</summary>
    public DbSet<StoredQueueSnapshot> QueueSnapshots => Set<StoredQueueSnapshot>();

    /// <summary>What states mean.</summary>
    public DbSet<StoredStateRules> StateRules => Set<StoredStateRules>();

    /// <summary>Who called in sick or late.</summary>
    public DbSet<StoredPresence> Presences => Set<StoredPresence>();

    /// <summary>Adherence by person and day.</summary>
    public DbSet<StoredAdherenceDay> AdherenceDays => Set<StoredAdherenceDay>();
}
