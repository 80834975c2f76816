using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <content>Reports.</content>
public sealed partial class WfmDb
{
    /// <summary>Figures told from outside.</summary>
    public DbSet<StoredQualityFigure> QualityFigures => Set<StoredQualityFigure>();

    /// <summary>Reports to be made again and again.</summary>
    public DbSet<StoredSavedReport> SavedReports => Set<StoredSavedReport>();

    /// <summary>What saved reports gave.</summary>
    public DbSet<StoredProducedReport> ProducedReports => Set<StoredProducedReport>();
}
