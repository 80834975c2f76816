using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Tells people and screens what happened; saved with the cause, in its transaction.</summary>
public static class Tell
{
    /// <summary>Puts a message into an agent's inbox.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Where.</param>
    /// <param name="agent">Whom.</param>
    /// <param name="kind">What happened, such as <c>request-approved</c>.</param>
    /// <param name="bodyJson">The facts the words are made from.</param>
    /// <param name="at">When.</param>
    public static void Agent(WfmDb db, BusinessUnitId unit, AgentId agent, string kind, string bodyJson, Instant at) =>
        db.Add(new StoredNotification(unit, agent, kind, bodyJson, at));

    /// <summary>Puts a message into an account's inbox.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Where.</param>
    /// <param name="account">Whom.</param>
    /// <param name="kind">What happened, such as <c>request-created</c>.</param>
    /// <param name="bodyJson">The facts the words are made from.</param>
    /// <param name="at">When.</param>
    public static void Account(WfmDb db, BusinessUnitId unit, AccountId account, string kind, string bodyJson, Instant at) =>
        db.Add(new StoredNotification(unit, account, kind, bodyJson, at));

    /// <summary>Tells every open screen of the unit that something changed.</summary>
    /// <param name="db">The database, in the transaction of the change.</param>
    /// <param name="unit">Where.</param>
    /// <param name="kind">What changed, such as <c>schedule-published</c>.</param>
    /// <param name="subject">Which one, as its path below the unit.</param>
    /// <param name="at">When.</param>
    /// <param name="agent">Whom it is about; empty means everybody.</param>
    /// <param name="cancellationToken">Tells nobody.</param>
    /// <remarks>Takes the unit's lock, so that numbers are given in the order of commits and a reader never skips one.</remarks>
    public static async Task ScreensAsync(
        WfmDb db, BusinessUnitId unit, string kind, string subject, Instant at, AgentId? agent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
        db.Add(new StoredEvent(unit, kind, subject, at, agent));
        if (db.Provider == DatabaseProvider.PostgreSql)
        {
            // Heard by every node, and only once the transaction has committed.
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify('wfm_events', '')", cancellationToken);
        }
    }
}
