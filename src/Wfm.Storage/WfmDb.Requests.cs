using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <content>Requests, the rules and limits they meet, balances, and addresses told of changes.</content>
public sealed partial class WfmDb
{
    /// <summary>Requests.</summary>
    public DbSet<StoredRequest> Requests => Set<StoredRequest>();

    /// <summary>Whom they concern.</summary>
    public DbSet<StoredRequestPerson> RequestPeople => Set<StoredRequestPerson>();

    /// <summary>People lent to other groups.</summary>
    public DbSet<StoredLoan> Loans => Set<StoredLoan>();

    /// <summary>What rules may answer.</summary>
    public DbSet<StoredRequestRule> RequestRules => Set<StoredRequestRule>();

    /// <summary>What no approval may break.</summary>
    public DbSet<StoredRequestLimit> RequestLimits => Set<StoredRequestLimit>();

    /// <summary>Entries of personal balances.</summary>
    public DbSet<StoredBalanceEntry> BalanceEntries => Set<StoredBalanceEntry>();

    /// <summary>Addresses told of schedule changes.</summary>
    public DbSet<StoredWebhook> Webhooks => Set<StoredWebhook>();
}
