using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <content>Who may log in, and what they are told.</content>
public sealed partial class WfmDb
{
    /// <summary>People who can log in.</summary>
    public DbSet<StoredAccount> Accounts => Set<StoredAccount>();

    /// <summary>Their roles.</summary>
    public DbSet<StoredRole> Roles => Set<StoredRole>();

    /// <summary>Who is logged in.</summary>
    public DbSet<StoredSession> Sessions => Set<StoredSession>();

    /// <summary>Keys of machines that deliver data.</summary>
    public DbSet<StoredApiKey> ApiKeys => Set<StoredApiKey>();

    /// <summary>Secrets of calendar feeds.</summary>
    public DbSet<StoredCalendarToken> CalendarTokens => Set<StoredCalendarToken>();

    /// <summary>Answers given under an Idempotency-Key.</summary>
    public DbSet<StoredAnswer> Answers => Set<StoredAnswer>();

    /// <summary>What people are told.</summary>
    public DbSet<StoredNotification> Notifications => Set<StoredNotification>();

    /// <summary>What screens are told.</summary>
    public DbSet<StoredEvent> Events => Set<StoredEvent>();

    /// <summary>Keys that protect cookies, shared by all nodes.</summary>
    public DbSet<StoredProtectionKey> ProtectionKeys => Set<StoredProtectionKey>();

    /// <summary>Who read what about whom.</summary>
    public DbSet<PersonalRead> PersonalReads => Set<PersonalRead>();

    /// <summary>Second factors.</summary>
    public DbSet<StoredSecondFactor> SecondFactors => Set<StoredSecondFactor>();

    /// <summary>Codes that stand in for a lost second factor, once each.</summary>
    public DbSet<StoredRecoveryCode> RecoveryCodes => Set<StoredRecoveryCode>();

    /// <summary>Groups and contracts of agents, from a day on.</summary>
    public DbSet<StoredAssignment> Assignments => Set<StoredAssignment>();

    /// <summary>Targets of queues, from a day on.</summary>
    public DbSet<StoredTarget> Targets => Set<StoredTarget>();

    /// <summary>How a unit calls and draws its activities.</summary>
    public DbSet<StoredActivity> Activities => Set<StoredActivity>();
}
