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
}
