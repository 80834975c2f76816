using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <content>The running day.</content>
public sealed partial class WfmDb
{
    /// <summary>How running days looked.</summary>
    public DbSet<StoredLook> Looks => Set<StoredLook>();

    /// <summary>Alarms of queues' days.</summary>
    public DbSet<StoredAlarm> Alarms => Set<StoredAlarm>();

    /// <summary>Changes proposed for running days.</summary>
    public DbSet<StoredDayProposal> DayProposals => Set<StoredDayProposal>();

    /// <summary>Classes of change that trafikledning may accept.</summary>
    public DbSet<StoredDelegation> Delegations => Set<StoredDelegation>();

    /// <summary>What the watch over the running day may use.</summary>
    public DbSet<StoredDaySettings> DaySettings => Set<StoredDaySettings>();

    /// <summary>Trainings and the like that wait for room to spare.</summary>
    public DbSet<StoredWaitingActivity> WaitingActivities => Set<StoredWaitingActivity>();
}
