using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>One run of taking in a call file: stage all rows, count what differs, merge. Runs inside a transaction.</summary>
internal sealed class CallUpsert(WfmDb db, BusinessUnitId unit, FileToImport file, Instant now)
{
    private readonly CallSql _sql = new(db.Provider);
    private readonly Dictionary<QueueId, (CallStreamId Id, Instant Last)> _streams = [];
    private Instant _end = Instant.MinValue;

    /// <summary>Takes the rows in.</summary>
    /// <param name="series">The content of the file.</param>
    /// <param name="cancellationToken">Stops; the transaction undoes what was done.</param>
    public async Task<CallImportResult> RunAsync(IAsyncEnumerable<CallSeries> series, CancellationToken cancellationToken)
    {
        await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
        ImportedFile? before = await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(
            row => row.BusinessUnitId == unit && row.Kind == file.Kind && row.Source == file.Source && row.Sha256 == file.Sha256,
            cancellationToken);
        if (before is not null)
        {
            return new CallImportResult(before.Id, IsAlreadyImported: true, 0, 0, 0, 0);
        }

        ImportedFile imported = new(unit, file, now);
        db.ImportedFiles.Add(imported);
        await db.SaveChangesAsync(cancellationToken);
        long rows = await StageAsync(series, cancellationToken);
        int removed = await RemoveOverlappedAsync(cancellationToken);
        Counts counts = await CountAsync(cancellationToken);
        if (counts.Inserted + counts.Changed > 0)
        {
            await MergeAsync(imported.Id, cancellationToken);
        }

        if (file.GeneratedAt is not null)
        {
            await db.Database.ExecuteSqlRawAsync(CallSql.Confirm, [Generated], cancellationToken);
        }

        await db.Database.ExecuteSqlRawAsync("DROP TABLE staged_calls", cancellationToken);
        await HeardAsync(rows, cancellationToken);
        imported.Close(counts.Inserted, counts.Changed, rows - counts.Inserted - counts.Changed);
        await db.SaveChangesAsync(cancellationToken);
        return new CallImportResult(imported.Id, false, counts.Inserted, counts.Changed, imported.UnchangedRows, removed);
    }

    private async Task<long> StageAsync(IAsyncEnumerable<CallSeries> series, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync(_sql.CreateStage, cancellationToken);
        long rows = 0;
        await foreach (CallSeries part in series.WithCancellation(cancellationToken))
        {
            rows += await StageAsync(part, cancellationToken);
        }

        // Without statistics PostgreSQL takes the staged rows for a handful.
        await db.Database.ExecuteSqlRawAsync("ANALYZE staged_calls", cancellationToken);
        return rows;
    }

    private async Task<long> StageAsync(CallSeries part, CancellationToken cancellationToken)
    {
        (CallStreamId id, Instant last) = await StreamAsync(part.Queue, cancellationToken);
        using RowWriter writer = RowWriter.Open(
            db, "staged_calls", "stream_id", "start", "length_seconds", "offered", "answered", "abandoned", "answered_in_time", "handle_seconds", "wait_seconds",
            "answered_wait_seconds", "short_abandoned", "abandoned_in_time");
        foreach (CallInterval interval in part.Intervals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (interval.Start <= last)
            {
                throw new ArgumentException($"Queue {part.Queue}: the interval at {interval.Start} comes twice or after a later one.", nameof(part));
            }

            last = interval.Start;
            _end = Instant.Max(_end, interval.End);
            writer.Write(id.Value);
            writer.Write(interval.Start);
            writer.Write(SecondsConverter.ToSeconds(interval.Length));
            writer.Write(interval.Offered);
            writer.Write(interval.Answered);
            writer.Write(interval.Abandoned);
            writer.Write(interval.AnsweredInTime);
            writer.Write(interval.HandleSeconds);
            writer.Write(interval.WaitSeconds);
            writer.Write(interval.AnsweredWaitSeconds);
            writer.Write(interval.ShortAbandoned);
            writer.Write(interval.AbandonedInTime);
            writer.EndRow();
        }

        writer.Complete();
        _streams[part.Queue] = (id, last);
        return part.Intervals.Count;
    }

    private async Task<(CallStreamId Id, Instant Last)> StreamAsync(QueueId queue, CancellationToken cancellationToken)
    {
        if (_streams.TryGetValue(queue, out (CallStreamId Id, Instant Last) known))
        {
            return known;
        }

        CallStream? stream = await db.CallStreams.AsNoTracking().FirstOrDefaultAsync(
            row => row.BusinessUnitId == unit && row.Source == file.Source && row.QueueCode == queue, cancellationToken);
        if (stream is null)
        {
            stream = new CallStream(unit, file.Source, queue);
            db.CallStreams.Add(stream);
            await db.SaveChangesAsync(cancellationToken);
        }

        return (stream.Id, Instant.MinValue);
    }

    // A source that goes from half hours to quarters (or back) must not be counted twice.
    private async Task<int> RemoveOverlappedAsync(CancellationToken cancellationToken)
    {
        long lengths = await db.Database.SqlQueryRaw<long>(CallSql.CountLengths).SingleAsync(cancellationToken);
        return lengths <= 1 ? 0 : await db.Database.ExecuteSqlRawAsync(_sql.RemoveOverlapped, cancellationToken);
    }

    private Task<Counts> CountAsync(CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<Counts>(CallSql.CountDifferences, Generated).SingleAsync(cancellationToken);

    private object Generated => FeedSources.Stored(db, file.GeneratedAt ?? now);

    // Only of sources that deliver by themselves it matters when they last did.
    private async Task HeardAsync(long rows, CancellationToken cancellationToken)
    {
        StoredFeedSource? source = await db.FeedSources.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Name == file.Source, cancellationToken);
        if (source is not null && rows > 0)
        {
            await FeedSources.HeardAsync(db, source.Id, FeedKind.Intervals, _end, checked((int)rows), now, cancellationToken);
        }
    }

    private async Task MergeAsync(ImportedFileId importedFile, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync(CallSql.Merge, [importedFile.Value, FeedSources.Stored(db, now), Generated], cancellationToken);
    }

    private sealed record Counts(long Inserted, long Changed);
}
