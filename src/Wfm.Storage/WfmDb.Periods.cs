using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <content>The life of schedule periods.</content>
public sealed partial class WfmDb
{
    /// <summary>Schedule periods.</summary>
    public DbSet<StoredPeriod> Periods => Set<StoredPeriod>();

    /// <summary>What group leaders said yes to.</summary>
    public DbSet<StoredApproval> Approvals => Set<StoredApproval>();

    /// <summary>Wishes entered for periods.</summary>
    public DbSet<StoredPeriodWish> PeriodWishes => Set<StoredPeriodWish>();

    /// <summary>Steps by hand in drafts.</summary>
    public DbSet<StoredEdit> Edits => Set<StoredEdit>();

    /// <summary>Days the search leaves as they are.</summary>
    public DbSet<StoredLock> Locks => Set<StoredLock>();
}
