using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of the life of a schedule period.</summary>
internal static class PeriodModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        model.Entity<StoredPeriod>(period =>
        {
            period.ToTable("schedule_periods");
            period.Ignore(row => row.Period);
            period.HasKey(row => row.Id);
            period.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            period.HasIndex(row => new { row.BusinessUnitId, row.FirstDay }).IsUnique();
            WfmModel.BelongsToUnit(period, row => row.BusinessUnitId);
            period.HasOne<ScheduleVersion>().WithMany().HasForeignKey(row => row.ScheduleId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredApproval>(approval =>
        {
            approval.ToTable("period_approvals");
            approval.HasKey(row => new { row.PeriodId, row.GroupCode, row.ScheduleId });
            approval.HasOne<StoredPeriod>().WithMany().HasForeignKey(row => row.PeriodId).OnDelete(DeleteBehavior.Cascade);
            approval.HasOne<ScheduleVersion>().WithMany().HasForeignKey(row => row.ScheduleId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredPeriodWish>(wish =>
        {
            wish.ToTable("period_wishes");
            wish.HasIndex(row => new { row.PeriodId, row.AgentCode });
            wish.HasOne<StoredPeriod>().WithMany().HasForeignKey(row => row.PeriodId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredEdit>(edit =>
        {
            edit.ToTable("schedule_edits");
            edit.HasKey(row => new { row.ScheduleId, row.Number });
            edit.HasOne<ScheduleVersion>().WithMany().HasForeignKey(row => row.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredLock>(held =>
        {
            held.ToTable("schedule_locks");
            held.HasKey(row => new { row.BusinessUnitId, row.AgentCode, row.Date });
            WfmModel.BelongsToUnit(held, row => row.BusinessUnitId);
        });
    }
}
