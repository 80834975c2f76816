using Microsoft.EntityFrameworkCore;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Whose logons of a source are whose.</summary>
public static class Logons
{
    /// <summary>Reads them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="source">Of which source.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyDictionary<string, AgentId>> OfAsync(WfmDb db, FeedSourceId source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Logons.AsNoTracking().Where(row => row.SourceId == source).ToDictionaryAsync(row => row.UserCode, row => row.AgentCode, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Says anew whose they are, and releases states that were kept aside because nobody had said so.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="source">Of which source.</param>
    /// <param name="wanted">Every logon with its owner; what is not named belongs to nobody from now on.</param>
    /// <param name="cancellationToken">Stops; the transaction undoes what was done.</param>
    /// <remarks>States that counted for somebody stay theirs: a logon handed on does not take its past along.</remarks>
    public static async Task ReplaceAsync(WfmDb db, FeedSourceId source, IReadOnlyDictionary<string, AgentId> wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(wanted);
        await FeedSources.HoldAsync(db, source, cancellationToken);
        StoredFeedSource held = await db.FeedSources.SingleAsync(row => row.Id == source, cancellationToken);
        Dictionary<string, StoredLogon> known = await db.Logons.Where(row => row.SourceId == source).ToDictionaryAsync(row => row.UserCode, StringComparer.Ordinal, cancellationToken);
        KeyValuePair<string, AgentId>[] fresh = [.. wanted.Where(logon => known.GetValueOrDefault(logon.Key)?.AgentCode != logon.Value)];
        db.RemoveRange(known.Values.Where(row => !wanted.TryGetValue(row.UserCode, out AgentId agent) || agent != row.AgentCode));
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(fresh.Select(logon => new StoredLogon(held.BusinessUnitId, source, logon.Key, logon.Value)));
        held.LogonsChanged();
        await db.SaveChangesAsync(cancellationToken);
        foreach ((string user, AgentId agent) in fresh)
        {
            await db.AgentStates.Where(row => row.SourceId == source && row.UserCode == user && row.Held == HeldReason.UnknownUser)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AgentCode, agent).SetProperty(row => row.Held, (HeldReason?)null), cancellationToken);
        }
    }
}
