using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Wfm.Storage;

/// <summary>Sources by name, and what they delivered last.</summary>
public static class FeedSources
{
    /// <summary>The source of a name, made with the usual settings when it is new.</summary>
    /// <param name="db">The database; a new source is saved at once.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<StoredFeedSource> EnsureAsync(WfmDb db, BusinessUnitId unit, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await FindAsync() is { } known)
        {
            return known;
        }

        // Two first deliveries at once: one makes it, both find it.
        await InTransaction.RunAsync(db, () => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO feed_sources (business_unit_id, name, attribution, interval_length_seconds, states_stale_after_seconds, intervals_stale_after_seconds, logons_revision, row_version)
            SELECT id, {name}, {nameof(IntervalAttribution.Arrival)}, interval_length_seconds, {SecondsConverter.ToSeconds(StoredFeedSource.UsualStatesSilence)},
            {SecondsConverter.ToSeconds(StoredFeedSource.UsualIntervalsAge)}, 0, 0 FROM business_units WHERE id = {unit.Value} ON CONFLICT (business_unit_id, name) DO NOTHING
            """, cancellationToken), cancellationToken);
        return (await FindAsync())!;

        Task<StoredFeedSource?> FindAsync() => db.FeedSources.SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Name == name, cancellationToken);
    }

    /// <summary>Lets one writer at a time store states of a source or say whose logons are whose.</summary>
    /// <param name="db">The database, with a transaction open.</param>
    /// <param name="source">Which source.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The source as it is while held.</returns>
    public static Task<StoredFeedSource> HoldAsync(WfmDb db, FeedSourceId source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        IQueryable<StoredFeedSource> held = db.Provider == DatabaseProvider.PostgreSql
            ? db.FeedSources.FromSql($"SELECT * FROM feed_sources WHERE id = {source.Value} FOR NO KEY UPDATE")
            : db.FeedSources.Where(row => row.Id == source);
        return held.AsNoTracking().SingleAsync(cancellationToken);
    }

    /// <summary>Notes that something was delivered.</summary>
    /// <param name="db">The database, in the transaction of what was delivered.</param>
    /// <param name="source">By whom.</param>
    /// <param name="kind">What.</param>
    /// <param name="lastAt">The latest moment it speaks of.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task HeardAsync(WfmDb db, FeedSourceId source, FeedKind kind, Instant lastAt, int rows, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        (object last, object stored) = (Stored(db, lastAt), Stored(db, now));
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO feed_deliveries AS old (source_id, kind, last_at, stored_at, rows) VALUES ({source.Value}, {kind.ToString()}, {last}, {stored}, {(long)rows})
            ON CONFLICT (source_id, kind) DO UPDATE SET
              last_at = CASE WHEN old.last_at > excluded.last_at THEN old.last_at ELSE excluded.last_at END,
              stored_at = CASE WHEN old.stored_at > excluded.stored_at THEN old.stored_at ELSE excluded.stored_at END, rows = old.rows + excluded.rows
            """,
            cancellationToken);
    }

    /// <summary>A moment as SQL of this database takes it.</summary>
    internal static object Stored(WfmDb db, Instant instant) =>
        db.Provider == DatabaseProvider.PostgreSql ? instant.ToDateTimeUtc() : MicrosecondsConverter.ToMicroseconds(instant);

    /// <summary>A moment as a row of this database gives it.</summary>
    internal static Instant ReadInstant(WfmDb db, DbDataReader row, int column) => db.Provider == DatabaseProvider.PostgreSql
        ? Instant.FromDateTimeUtc(row.GetDateTime(column))
        : MicrosecondsConverter.FromMicroseconds(row.GetInt64(column));
}
