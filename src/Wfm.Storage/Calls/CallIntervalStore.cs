using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Calls per interval, in and out in bulk. Keyed (source, queue, start); the last file that speaks of an interval is right.</summary>
public static class CallIntervalStore
{
    /// <summary>Takes in a whole file, or nothing of it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose calls.</param>
    /// <param name="file">The file they come from.</param>
    /// <param name="series">Its content. A queue may come in several pieces as long as its starts increase over all of them.</param>
    /// <param name="now">When; stored beside new and changed rows.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    /// <returns>What changed. A file whose bytes were taken in before from the same source changes nothing.</returns>
    /// <exception cref="ArgumentException">An interval comes twice or out of order.</exception>
    public static Task<CallImportResult> UpsertAsync(
        WfmDb db,
        BusinessUnitId unit,
        FileToImport file,
        IAsyncEnumerable<CallSeries> series,
        Instant now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(series);
        return InTransaction.RunAsync(db, () => new CallUpsert(db, unit, file, now).RunAsync(series, cancellationToken), cancellationToken);
    }

    /// <inheritdoc cref="UpsertAsync(WfmDb, BusinessUnitId, FileToImport, IAsyncEnumerable{CallSeries}, Instant, CancellationToken)"/>
    public static Task<CallImportResult> UpsertAsync(
        WfmDb db,
        BusinessUnitId unit,
        FileToImport file,
        IReadOnlyList<CallSeries> series,
        Instant now,
        CancellationToken cancellationToken) =>
        UpsertAsync(db, unit, file, series.ToAsyncEnumerable(), now, cancellationToken);

    /// <summary>What history there is: each queue with its first and last interval and its interval lengths.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose calls.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<CallHistory>> ListAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var groups = await db.CallIntervals.AsNoTracking()
            .Join(db.CallStreams.Where(stream => stream.BusinessUnitId == unit), interval => interval.StreamId, stream => stream.Id,
                (interval, stream) => new { stream.QueueCode, interval.Length, interval.Start })
            .GroupBy(row => new { row.QueueCode, row.Length })
            .Select(group => new { group.Key.QueueCode, group.Key.Length, First = group.Min(row => row.Start), Last = group.Max(row => row.Start) })
            .ToListAsync(cancellationToken);
        return
        [
            .. groups.GroupBy(group => group.QueueCode).OrderBy(queue => queue.Key.Value, StringComparer.Ordinal).Select(queue => new CallHistory(
                queue.Key,
                queue.Min(group => group.First),
                queue.Max(group => group.Last + group.Length),
                [.. queue.Select(group => group.Length).Order()])),
        ];
    }

    /// <summary>The history of one queue. Intervals of several sources are added up; shorter ones that divide the asked length are summed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose calls.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="span">From the first moment to the first one after; an unbounded end means all there is.</param>
    /// <param name="zone">The clock by which its days are told.</param>
    /// <param name="length">Length of the intervals asked for; divides an hour.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The series; without intervals where there is no history.</returns>
    /// <exception cref="InvalidOperationException">The history holds intervals that cannot be summed to the asked length. <see cref="ListAsync"/> tells beforehand.</exception>
    public static async Task<CallSeries> LoadSeriesAsync(
        WfmDb db,
        BusinessUnitId unit,
        QueueId queue,
        Interval span,
        DateTimeZone zone,
        Duration length,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(zone);
        DayIntervals.ThrowUnlessDividesHour(length);
        List<CallStreamId> streams = await db.CallStreams
            .Where(stream => stream.BusinessUnitId == unit && stream.QueueCode == queue)
            .Select(stream => stream.Id).ToListAsync(cancellationToken);
        CallSum sum = new(queue, length);
        foreach (CallStreamId stream in streams)
        {
            await CallReader.ReadAsync(db, stream, span, sum.Add, cancellationToken);
        }

        return new CallSeries(queue, zone, length, sum.ToIntervals());
    }
}

/// <summary>What taking in a call file did.</summary>
/// <param name="File">The file, as it is now known.</param>
/// <param name="IsAlreadyImported">The same bytes had been taken in before; nothing was done.</param>
/// <param name="Inserted">Intervals that were new.</param>
/// <param name="Changed">Intervals whose figures were replaced.</param>
/// <param name="Unchanged">Intervals that were there already, equal.</param>
/// <param name="Removed">Intervals of another length that the new ones overlap and replace.</param>
public sealed record CallImportResult(
    ImportedFileId File, bool IsAlreadyImported, long Inserted, long Changed, long Unchanged, long Removed);

/// <summary>How much history a queue has.</summary>
/// <param name="Queue">Which queue.</param>
/// <param name="Start">Start of its first interval.</param>
/// <param name="End">End of its last interval.</param>
/// <param name="Lengths">The interval lengths that occur, shortest first.</param>
public sealed record CallHistory(QueueId Queue, Instant Start, Instant End, IReadOnlyList<Duration> Lengths);
