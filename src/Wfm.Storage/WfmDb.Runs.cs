using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <content>Runs of jobs.</content>
public sealed partial class WfmDb
{
    /// <summary>Runs of jobs: the night's plans, imports, retention, backup. Their course is written by <see cref="RunStore"/>.</summary>
    public DbSet<StoredRun> Runs => Set<StoredRun>();

    /// <summary>The best plan so far of each run. Written by <see cref="RunStore"/>.</summary>
    public DbSet<StoredIncumbent> Incumbents => Set<StoredIncumbent>();

    /// <summary>What retention removes right now; empty outside its transaction.</summary>
    public DbSet<StoredRemoval> Removals => Set<StoredRemoval>();
}
