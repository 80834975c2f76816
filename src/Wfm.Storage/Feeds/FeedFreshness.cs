using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Wfm.Storage;

/// <summary>How old what a source delivers is.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Kind">What it delivers.</param>
/// <param name="LastAt">The latest moment it spoke of; of intervals the latest end.</param>
/// <param name="StoredAt">When something was last stored.</param>
/// <param name="AgeSeconds">Of intervals the time since the last one ended; else the time of silence.</param>
/// <param name="StaleAfterSeconds">From which age on it is old.</param>
/// <param name="IsStale">Whether it is old.</param>
public sealed record FeedFreshness(string Source, FeedKind Kind, Instant LastAt, Instant StoredAt, double AgeSeconds, double StaleAfterSeconds, bool IsStale)
{
    /// <summary>Everything the sources of a unit have ever delivered by themselves.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>By name and kind; a source that never delivered a kind has no row for it.</returns>
    public static async Task<IReadOnlyList<FeedFreshness>> OfAsync(WfmDb db, BusinessUnitId unit, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await db.FeedSources.AsNoTracking().Where(source => source.BusinessUnitId == unit)
            .Join(db.Deliveries, source => source.Id, delivery => delivery.SourceId, (source, delivery) => new { source, delivery }).ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderBy(row => row.source.Name, StringComparer.Ordinal).ThenBy(row => row.delivery.Kind).Select(row =>
            {
                bool isIntervals = row.delivery.Kind == FeedKind.Intervals;
                Duration age = now - (isIntervals ? row.delivery.LastAt : row.delivery.StoredAt);
                Duration most = isIntervals ? row.source.IntervalsStaleAfter : row.source.StatesStaleAfter;
                return new FeedFreshness(row.source.Name, row.delivery.Kind, row.delivery.LastAt, row.delivery.StoredAt, age.TotalSeconds, most.TotalSeconds, age > most);
            }),
        ];
    }
}
