using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Takes a file of calls into the history: whole, or not at all. Shorter intervals are summed to the unit's, longer ones refused.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ImportCalls(WfmDb db, IClock clock)
{
    /// <summary>Reads the file and stores what is new or corrected in it.</summary>
    /// <param name="unit">Whose calls.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Leaves the history as it was.</param>
    public async Task<ImportCallsResult> RunAsync(BusinessUnitId unit, CallFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        string sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file.Content, cancellationToken));
        if (await db.ImportedFiles.AnyAsync(
            known => known.BusinessUnitId == unit && known.Kind == "calls" && known.Source == file.Source && known.Sha256 == sha256, cancellationToken))
        {
            return new ImportCallsResult(ImportOutcome.AlreadyImported, null, null, []);
        }

        file.Content.Position = 0;
        StoredBusinessUnit centre = await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken);
        ImportResult<IReadOnlyList<CallSeries>> read = CallsCsv.Read(file.Content, file.Name, file.Columns, centre.ToDomain().Zone, centre.IntervalLength);
        if (!read.IsAccepted)
        {
            return new ImportCallsResult(ImportOutcome.Refused, read, null, []);
        }

        CallImportResult stored = await CallIntervalStore.UpsertAsync(
            db, unit, new FileToImport("calls", file.Source, file.Name, sha256), read.Value, clock.GetCurrentInstant(), cancellationToken);
        HashSet<QueueId> known = [.. await db.Queues.Where(queue => queue.BusinessUnitId == unit).Select(queue => queue.Code).ToListAsync(cancellationToken)];
        return new ImportCallsResult(
            stored.IsAlreadyImported ? ImportOutcome.AlreadyImported : ImportOutcome.Taken,
            read,
            stored,
            known.Count == 0 ? [] : [.. read.Value.Select(series => series.Queue).Where(queue => !known.Contains(queue))]);
    }
}

/// <summary>A file of calls to take in.</summary>
/// <param name="Name">Its name, without folder.</param>
/// <param name="Content">Its bytes; can be rewound.</param>
/// <param name="Source">The system it comes from; part of the key of its intervals.</param>
/// <param name="Columns">Which columns carry what.</param>
public sealed record CallFile(string Name, Stream Content, string Source, CallColumns Columns);

/// <summary>What became of a file.</summary>
public enum ImportOutcome
{
    /// <summary>Its content is stored.</summary>
    Taken,

    /// <summary>The same bytes were taken before; nothing changed.</summary>
    AlreadyImported,

    /// <summary>It has problems; nothing changed.</summary>
    Refused,
}

/// <summary>What taking in a file of calls did.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Read">Problems and warnings; empty when it was known already.</param>
/// <param name="Stored">Rows inserted, changed and unchanged; empty unless taken.</param>
/// <param name="UnknownQueues">Queues of the file that the centre does not have; their calls are kept, and forecast all the same.</param>
public sealed record ImportCallsResult(
    ImportOutcome Outcome,
    ImportResult<IReadOnlyList<CallSeries>>? Read,
    CallImportResult? Stored,
    IReadOnlyList<QueueId> UnknownQueues);
