using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of the night's runs. Quartz's own tables stand beside them in PostgreSQL and are no part of the model.</summary>
internal static class RunModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        model.Entity<StoredRun>(run =>
        {
            run.ToTable("runs");
            run.Property(row => row.Id).HasConversion(id => id.Value, value => new RunId(value)).ValueGeneratedOnAdd().UseAutoincrement();
            run.Property(row => row.State).HasConversion<string>();
            run.HasIndex(row => new { row.BusinessUnitId, row.Kind, row.Part, row.LocalDate }).IsUnique();
            run.HasIndex(row => row.State);
            WfmModel.BelongsToUnit(run, row => row.BusinessUnitId);
        });
        model.Entity<StoredIncumbent>(incumbent =>
        {
            incumbent.ToTable("run_incumbents");
            incumbent.HasKey(row => row.RunId);
            incumbent.Property(row => row.RunId).HasConversion(id => id.Value, value => new RunId(value)).ValueGeneratedNever();
            incumbent.HasOne<StoredRun>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredRemoval>(removal =>
        {
            removal.ToTable("removals");
            removal.HasKey(row => row.What);
        });
    }
}
