using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Takes in how queues stand: all or nothing; what lies ahead is left out and counted.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class TakeQueueSnapshots(WfmDb db, IClock clock)
{
    /// <summary>Stores them.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="sourceName">Which source tells.</param>
    /// <param name="snapshots">How its queues stand.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    /// <returns>How many lie ahead and were left out.</returns>
    public Task<int> RunAsync(BusinessUnitId unit, string sourceName, IReadOnlyList<QueueSnapshot> snapshots, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        return InTransaction.RunAsync(db, async () =>
        {
            Instant now = clock.GetCurrentInstant();
            StoredFeedSource source = await FeedSources.EnsureAsync(db, unit, sourceName, cancellationToken);
            QueueSnapshot[] taken = [.. snapshots.Where(snapshot => snapshot.At <= now + TakeStates.ClockTolerance)];
            await QueueSnapshotStore.AddAsync(db, source.Id, taken, now, cancellationToken);
            if (taken.Length > 0)
            {
                await FeedSources.HeardAsync(db, source.Id, FeedKind.Snapshots, taken.Max(snapshot => snapshot.At), taken.Length, now, cancellationToken);
            }

            return snapshots.Count - taken.Length;
        }, cancellationToken);
    }
}
