using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>How queues stand, keyed (source, queue, moment): told again, the last word counts.</summary>
public static class QueueSnapshotStore
{
    /// <summary>Stores what a source told.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="source">Which source.</param>
    /// <param name="snapshots">How its queues stood.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops; the transaction undoes what was done.</param>
    public static async Task AddAsync(WfmDb db, FeedSourceId source, IReadOnlyList<QueueSnapshot> snapshots, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(snapshots);
        foreach (QueueSnapshot snapshot in snapshots)
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO queue_snapshots (source_id, queue_code, at, waiting, longest_wait_seconds, agents_ready, agents_busy, stored_at)
                VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}) ON CONFLICT (source_id, queue_code, at) DO UPDATE SET waiting = excluded.waiting,
                longest_wait_seconds = excluded.longest_wait_seconds, agents_ready = excluded.agents_ready, agents_busy = excluded.agents_busy, stored_at = excluded.stored_at
                """,
                [
                    source.Value, snapshot.Queue.Value, FeedSources.Stored(db, snapshot.At), snapshot.Waiting, snapshot.LongestWaitSeconds, snapshot.AgentsReady,
                    snapshot.AgentsBusy, FeedSources.Stored(db, now),
                ],
                cancellationToken);
        }
    }

    /// <summary>How each queue of a unit stood last.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="since">Older ones are left out.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The newest of each source and queue.</returns>
    public static async Task<IReadOnlyList<StoredQueueSnapshot>> LastAsync(WfmDb db, BusinessUnitId unit, Instant since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var newest = db.QueueSnapshots.Where(row => row.At >= since)
            .Join(db.FeedSources.Where(source => source.BusinessUnitId == unit), row => row.SourceId, source => source.Id, (row, _) => row)
            .GroupBy(row => new { row.SourceId, row.QueueCode }).Select(group => new { group.Key.SourceId, group.Key.QueueCode, At = group.Max(row => row.At) });
        List<StoredQueueSnapshot> rows = await db.QueueSnapshots.AsNoTracking()
            .Join(newest, row => new { row.SourceId, row.QueueCode, row.At }, last => last, (row, _) => row).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.QueueCode.Value, StringComparer.Ordinal).ThenBy(row => row.SourceId.Value)];
    }
}

/// <summary>How a queue stood at a moment.</summary>
/// <param name="Queue">Which queue.</param>
/// <param name="At">When, by the source's clock.</param>
/// <param name="Waiting">Callers waiting.</param>
/// <param name="LongestWaitSeconds">How long the first of them has waited.</param>
/// <param name="AgentsReady">Agents ready for a call.</param>
/// <param name="AgentsBusy">Agents busy with one.</param>
public sealed record QueueSnapshot(QueueId Queue, Instant At, int Waiting, int LongestWaitSeconds, int AgentsReady, int AgentsBusy);
