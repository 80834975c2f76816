using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of figures told from outside, saved reports and what they gave.</summary>
internal static class ReportModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        model.Entity<StoredQualityFigure>(figure =>
        {
            figure.ToTable("quality_figures");
            figure.HasKey(row => new { row.BusinessUnitId, row.Kind, row.QueueCode, row.Date });
            figure.Property(row => row.Kind).HasConversion<string>();
            WfmModel.BelongsToUnit(figure, row => row.BusinessUnitId);
        });
        model.Entity<StoredSavedReport>(report =>
        {
            report.ToTable("saved_reports");
            report.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            report.Property(row => row.Span).HasConversion<string>();
            report.Property(row => row.Step).HasConversion<string>();
            report.Property(row => row.Every).HasConversion<string>();
            WfmModel.BelongsToUnit(report, row => row.BusinessUnitId);
            report.HasOne<StoredAccount>().WithMany().HasForeignKey(row => row.Owner).OnDelete(DeleteBehavior.Cascade);
            report.HasMany(row => row.Receivers).WithOne().HasForeignKey(row => row.SavedReportId).OnDelete(DeleteBehavior.Cascade);
            report.Navigation(row => row.Receivers).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        });
        model.Entity<StoredReportReceiver>(receiver =>
        {
            receiver.ToTable("saved_report_receivers");
            receiver.HasKey(row => new { row.SavedReportId, row.AccountId });
            receiver.HasOne<StoredAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredProducedReport>(report =>
        {
            report.ToTable("produced_reports");
            report.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            WfmModel.BelongsToUnit(report, row => row.BusinessUnitId);
            report.HasOne<StoredAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
