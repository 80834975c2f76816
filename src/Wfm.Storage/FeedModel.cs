using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of feeds, states and adherence.</summary>
internal static class FeedModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        BuildSources(model);
        BuildStates(model);
        model.Entity<StoredStateRules>(rules =>
        {
            rules.ToTable("state_rules");
            rules.HasKey(row => row.BusinessUnitId);
            rules.Property(row => row.BusinessUnitId).ValueGeneratedNever();
            WfmModel.BelongsToUnit(rules, row => row.BusinessUnitId);
        });
        model.Entity<StoredPresence>(presence =>
        {
            presence.ToTable("presence_reports");
            presence.Property(row => row.Kind).HasConversion<string>();
            presence.HasIndex(row => new { row.BusinessUnitId, row.AgentCode });
            WfmModel.BelongsToUnit(presence, row => row.BusinessUnitId);
        });
        model.Entity<StoredAdherenceDay>(day =>
        {
            day.ToTable("adherence_days");
            day.HasKey(row => new { row.BusinessUnitId, row.Date, row.AgentCode });
            WfmModel.BelongsToUnit(day, row => row.BusinessUnitId);
        });
    }

    private static void BuildSources(ModelBuilder model)
    {
        model.Entity<StoredFeedSource>(source =>
        {
            source.ToTable("feed_sources");
            source.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            source.Property(row => row.Attribution).HasConversion<string>();
            source.HasIndex(row => new { row.BusinessUnitId, row.Name }).IsUnique();
            WfmModel.BelongsToUnit(source, row => row.BusinessUnitId);
        });
        model.Entity<StoredDelivery>(delivery =>
        {
            delivery.ToTable("feed_deliveries");
            delivery.HasKey(row => new { row.SourceId, row.Kind });
            delivery.Property(row => row.Kind).HasConversion<string>();
            delivery.HasOne<StoredFeedSource>().WithMany().HasForeignKey(row => row.SourceId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredLogon>(logon =>
        {
            logon.ToTable("logons");
            logon.HasKey(row => new { row.SourceId, row.UserCode });
            logon.HasIndex(row => new { row.BusinessUnitId, row.AgentCode });
            logon.HasOne<StoredFeedSource>().WithMany().HasForeignKey(row => row.SourceId).OnDelete(DeleteBehavior.Cascade);
            logon.HasOne<StoredAgent>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.AgentCode }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredQueueSnapshot>(snapshot =>
        {
            snapshot.ToTable("queue_snapshots");
            snapshot.HasKey(row => new { row.SourceId, row.QueueCode, row.At });
            snapshot.HasOne<StoredFeedSource>().WithMany().HasForeignKey(row => row.SourceId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void BuildStates(ModelBuilder model)
    {
        model.Entity<StoredAgentState>(state =>
        {
            state.ToTable("agent_states");
            state.HasKey(row => new { row.SourceId, row.UserCode, row.At, row.Batch, row.StateCode });
            state.Property(row => row.Held).HasConversion<string>();
            state.HasIndex(row => new { row.BusinessUnitId, row.AgentCode, row.At });
            state.HasOne<StoredFeedSource>().WithMany().HasForeignKey(row => row.SourceId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredSnapshotClose>(close =>
        {
            close.ToTable("snapshot_closes");
            close.HasKey(row => new { row.SourceId, row.Batch });
            close.HasOne<StoredFeedSource>().WithMany().HasForeignKey(row => row.SourceId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
