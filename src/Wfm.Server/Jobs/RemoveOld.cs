using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Removes what has been kept long enough, in the database and in the drop folder, and notes in the audit log what went.</summary>
public static class RemoveOld
{
    /// <summary>The classes of what lies on disk. Exports are not among them: they are sent, never kept.</summary>
    public static IReadOnlyList<RetentionClass> Files { get; } =
    [
        new("imported", "files taken from the drop folder, with their reports", 7),
        new(ImportStep.Refused, "files of the drop folder that were refused, with their reports", 30),
    ];

    /// <summary>Refuses settings that cannot be kept.</summary>
    /// <param name="settings">What this installation sets.</param>
    /// <exception cref="FormatException">There is no such class, or the days are too few.</exception>
    public static void Check(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RetentionClass.Check([.. Retention.Classes, .. Files], settings.RetentionDays);
    }

    /// <summary>Removes, or only counts.</summary>
    /// <param name="db">The database.</param>
    /// <param name="settings">What this installation sets.</param>
    /// <param name="who">Who removes, for the audit.</param>
    /// <param name="dryRun">Only count.</param>
    /// <param name="cancellationToken">Stops after a class.</param>
    public static async Task<IReadOnlyList<RetentionRow>> RunAsync(WfmDb db, ServerSettings settings, string who, bool dryRun, CancellationToken cancellationToken)
    {
        Check(settings);
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        Dictionary<string, int> stored = settings.RetentionDays.Where(kept => Files.All(kind => kind.Name != kept.Key)).ToDictionary();
        List<RetentionRow> rows = [.. await Retention.RunAsync(db, stored, dryRun, cancellationToken)];
        foreach (RetentionClass kind in Files)
        {
            int kept = kind.KeptDays(settings.RetentionDays);
            string[] reports = [.. Reports(settings, kind.Name, now - Duration.FromDays(kept))];
            foreach (string report in dryRun ? [] : reports)
            {
                File.Delete(report[..^ImportStep.ReportEnding.Length]);
                File.Delete(report);
            }

            rows.Add(new RetentionRow(kind.Name, kind.Text, kept, reports.Length));
        }

        if (!dryRun && rows.Any(row => row.Rows > 0))
        {
            await NoteAsync(db, rows, who, now, cancellationToken);
        }

        return rows;
    }

    private static async Task NoteAsync(WfmDb db, List<RetentionRow> rows, string who, Instant now, CancellationToken cancellationToken)
    {
        string removed = JsonSerializer.Serialize(rows.Where(row => row.Rows > 0).ToDictionary(row => row.Class, row => row.Rows), ApiJson.Options);
        foreach (BusinessUnitId unit in await db.BusinessUnits.Select(row => row.Id).ToListAsync(cancellationToken))
        {
            db.Add(new AuditEntry(unit, now, who, new AuditedAct("remove", "retention", AfterJson: removed)));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // A file keeps the time it was written elsewhere; its report says when it came here.
    private static IEnumerable<string> Reports(ServerSettings settings, string name, Instant before)
    {
        string where = name == ImportStep.Refused ? ImportStep.FailedFolder : ImportStep.DoneFolder;
        return settings.DropFolder is { } drop && Directory.Exists(drop)
            ? Directory.EnumerateDirectories(drop).Select(unit => Path.Combine(unit, where)).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, $"*{ImportStep.ReportEnding}"))
                .Where(report => File.GetLastWriteTimeUtc(report) < before.ToDateTimeUtc()).Order(StringComparer.Ordinal)
            : [];
    }
}
