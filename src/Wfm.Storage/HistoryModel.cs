using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of what changes from a day on, of who read what, and of what protects a login.</summary>
internal static class HistoryModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        model.Entity<StoredAssignment>(assignment =>
        {
            assignment.ToTable("agent_history");
            assignment.HasOne<StoredAgent>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.AgentCode }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredTarget>(target =>
        {
            target.ToTable("target_history");
            target.HasOne<StoredQueue>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.QueueCode }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredActivity>(activity =>
        {
            activity.ToTable("activities");
            activity.HasKey(row => new { row.BusinessUnitId, row.Kind });
            WfmModel.BelongsToUnit(activity, row => row.BusinessUnitId);
        });
        model.Entity<PersonalRead>(read =>
        {
            read.ToTable("personal_reads");
            read.HasIndex(row => new { row.BusinessUnitId, row.At });
            WfmModel.BelongsToUnit(read, row => row.BusinessUnitId);
        });
        model.Entity<StoredProtectionKey>().ToTable("protection_keys");
        model.Entity<StoredSecondFactor>(factor =>
        {
            factor.ToTable("second_factors");
            factor.HasKey(row => row.AccountId);
            factor.HasOne<StoredAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredRecoveryCode>(code =>
        {
            code.ToTable("recovery_codes");
            code.HasOne<StoredAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
