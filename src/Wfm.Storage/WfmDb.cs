using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Everything a Wfm installation stores: one model, on SQLite and on PostgreSQL.</summary>
/// <remarks>
/// Used directly by planning steps and endpoints. Facts that come by the hundred thousand (call, forecast and requirement intervals, shifts)
/// are written by their stores; everything else through this context.
/// </remarks>
public sealed partial class WfmDb(DbContextOptions<WfmDb> options) : DbContext(options)
{
    internal List<Action> WhenCommitted { get; } = [];

    /// <summary>Business units.</summary>
    public DbSet<StoredBusinessUnit> BusinessUnits => Set<StoredBusinessUnit>();

    /// <summary>Answer groups.</summary>
    public DbSet<StoredAnswerGroup> AnswerGroups => Set<StoredAnswerGroup>();

    /// <summary>Queues with their targets.</summary>
    public DbSet<StoredQueue> Queues => Set<StoredQueue>();

    /// <summary>Opening hours of queues.</summary>
    public DbSet<StoredOpening> Openings => Set<StoredOpening>();

    /// <summary>Special days of calendars.</summary>
    public DbSet<StoredSpecialDay> SpecialDays => Set<StoredSpecialDay>();

    /// <summary>Events that change the inflow.</summary>
    public DbSet<StoredKnownEvent> KnownEvents => Set<StoredKnownEvent>();

    /// <summary>Queues with little history and what is expected of them.</summary>
    public DbSet<StoredNewQueue> NewQueues => Set<StoredNewQueue>();

    /// <summary>The fewest people of queues by time of day.</summary>
    public DbSet<StoredMinimumPost> MinimumPosts => Set<StoredMinimumPost>();

    /// <summary>Contracts with their work rules.</summary>
    public DbSet<StoredContract> Contracts => Set<StoredContract>();

    /// <summary>Shift templates.</summary>
    public DbSet<StoredShiftTemplate> ShiftTemplates => Set<StoredShiftTemplate>();

    /// <summary>Agents.</summary>
    public DbSet<StoredAgent> Agents => Set<StoredAgent>();

    /// <summary>Skills of agents.</summary>
    public DbSet<StoredSkill> Skills => Set<StoredSkill>();

    /// <summary>Absences.</summary>
    public DbSet<StoredAbsence> Absences => Set<StoredAbsence>();

    /// <summary>Meetings.</summary>
    public DbSet<StoredMeeting> Meetings => Set<StoredMeeting>();

    /// <summary>Wishes.</summary>
    public DbSet<StoredWish> Wishes => Set<StoredWish>();

    /// <summary>Shifts worked before the period.</summary>
    public DbSet<StoredPreviousShift> PreviousShifts => Set<StoredPreviousShift>();

    /// <summary>Files taken in.</summary>
    public DbSet<ImportedFile> ImportedFiles => Set<ImportedFile>();

    /// <summary>Queues as sources report them.</summary>
    public DbSet<CallStream> CallStreams => Set<CallStream>();

    /// <summary>Calls per interval. Written by <see cref="CallIntervalStore"/>.</summary>
    public DbSet<StoredCallInterval> CallIntervals => Set<StoredCallInterval>();

    /// <summary>Forecasts.</summary>
    public DbSet<ForecastVersion> Forecasts => Set<ForecastVersion>();

    /// <summary>Intervals of forecasts. Written by <see cref="ForecastStore"/>.</summary>
    public DbSet<StoredForecastInterval> ForecastIntervals => Set<StoredForecastInterval>();

    /// <summary>Requirements.</summary>
    public DbSet<RequirementVersion> Requirements => Set<RequirementVersion>();

    /// <summary>Intervals of requirements. Written by <see cref="RequirementStore"/>.</summary>
    public DbSet<StoredRequirementInterval> RequirementIntervals => Set<StoredRequirementInterval>();

    /// <summary>Versions of schedules.</summary>
    public DbSet<ScheduleVersion> Schedules => Set<ScheduleVersion>();

    /// <summary>Shifts of schedules. Written by <see cref="ScheduleStore"/>.</summary>
    public DbSet<StoredShift> Shifts => Set<StoredShift>();

    /// <summary>Pieces of shifts. Written by <see cref="ScheduleStore"/>.</summary>
    public DbSet<StoredShiftActivity> ShiftActivities => Set<StoredShiftActivity>();

    /// <summary>Who did what, when and why.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Which database this is.</summary>
    public DatabaseProvider Provider => Database.IsSqlite() ? DatabaseProvider.Sqlite : DatabaseProvider.PostgreSql;

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        GuardChanges();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        GuardChanges();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ColumnTypes.AddTo(configurationBuilder, Provider);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        WfmModel.Build(modelBuilder);
        SnakeCase.Apply(modelBuilder.Model);
    }

    // What was published or audited stays as it is; triggers in the database refuse the same to SQL that does not come this way.
    private void GuardChanges()
    {
        foreach (EntityEntry entry in ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Modified or EntityState.Deleted))
            {
                continue;
            }

            if (entry.Entity is AuditEntry audit)
            {
                throw new InvalidOperationException($"Audit entry {audit.Id} can be added and read, never changed or removed.");
            }

            if (entry.Entity is ScheduleVersion schedule
                && (ScheduleState)entry.Property(nameof(ScheduleVersion.State)).OriginalValue! == ScheduleState.Published)
            {
                throw new InvalidOperationException(
                    $"Version {schedule.Version} of the schedule from {schedule.FirstDay:yyyy-MM-dd} is published and never changes; make a new version.");
            }

            if (entry is { State: EntityState.Modified, Entity: IRowVersioned row })
            {
                entry.Property(nameof(IRowVersioned.RowVersion)).CurrentValue = row.RowVersion + 1;
            }
        }
    }
}
