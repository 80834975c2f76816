using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>How old what a source delivers is.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Kind">What it delivers.</param>
/// <param name="LastAt">The latest moment it spoke of; of intervals the latest end.</param>
/// <param name="StoredAt">When something was last stored.</param>
/// <param name="AgeSeconds">Of intervals the time since the last one ended; else the time of silence.</param>
/// <param name="StaleAfterSeconds">From which age on it is old.</param>
/// <param name="IsStale">Whether it is old: so long ago by the opening hours of the unit's queues, while nobody has said them by the clock.</param>
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
        if (rows.Count == 0)
        {
            return [];
        }

        string zone = await db.BusinessUnits.Where(row => row.Id == unit).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        OpeningHours openings = new([.. (await db.Openings.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken)).Select(row => row.ToDomain())]);
        return
        [
            .. rows.OrderBy(row => row.source.Name, StringComparer.Ordinal).ThenBy(row => row.delivery.Kind).Select(row =>
            {
                bool isIntervals = row.delivery.Kind == FeedKind.Intervals;
                Instant heard = isIntervals ? row.delivery.LastAt : row.delivery.StoredAt;
                Duration most = isIntervals ? row.source.IntervalsStaleAfter : row.source.StatesStaleAfter;
                bool isStale = now - heard > most && OpenBetween(openings, heard, now, DateTimeZoneProviders.Tzdb[zone]) > most;
                return new FeedFreshness(row.source.Name, row.delivery.Kind, row.delivery.LastAt, row.delivery.StoredAt, (now - heard).TotalSeconds, most.TotalSeconds, isStale);
            }),
        ];
    }

    // Of the last eight days: every week has been open by then, if ever.
    private static Duration OpenBetween(OpeningHours openings, Instant from, Instant until, DateTimeZone zone)
    {
        if (!openings.IsKnown)
        {
            return until - from;
        }

        LocalDate last = until.InZone(zone).Date, first = LocalDate.Max(from.InZone(zone).Date, last.PlusDays(-8));
        Duration open = Duration.Zero;
        Instant counted = from;
        for (LocalDate day = first; day <= last; day = day.PlusDays(1))
        {
            // Queues' openings overlap: what one has counted, the next does not count again.
            foreach (Interval opening in openings.On(day, zone))
            {
                Instant starts = Instant.Max(opening.Start, counted), ends = Instant.Min(opening.End, until);
                if (ends > starts)
                {
                    (open, counted) = (open + (ends - starts), ends);
                }
            }
        }

        return open;
    }
}
