using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Wfm.Storage;

/// <summary>What <c>wfm doctor</c> asks about jobs and the disk.</summary>
public static class RunCheck
{
    private const long LeastFree = 1L << 30;

    /// <summary>Looks; says nothing of a database that does not answer or has another schema, which is told elsewhere.</summary>
    /// <param name="database">Which database.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<CheckedThing>> RunAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        List<CheckedThing> things = [Disk(database)];
        try
        {
            if ((await MigrateDatabase.PendingAsync(database, cancellationToken)).Count > 0)
            {
                return things;
            }

            await using WfmDb db = database.CreateContext();
            things.Add(await JobsAsync(db, cancellationToken));
            things.Add(await NightAsync(db, cancellationToken));
        }
        catch (Exception broken) when (broken is DbException or InvalidOperationException { InnerException: DbException })
        {
            return things;
        }

        return things;
    }

    private static CheckedThing Disk(WfmDatabase database)
    {
        string file = database.Provider == DatabaseProvider.Sqlite ? Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource) : Path.GetTempPath();
        string folder = Path.GetDirectoryName(file) ?? "/";
        DriveInfo drive = new(Directory.Exists(folder) ? folder : "/");
        string free = string.Create(CultureInfo.InvariantCulture, $"{drive.AvailableFreeSpace / (double)LeastFree:0.0} GiB free at {folder}");
        return new CheckedThing("disk", drive.AvailableFreeSpace >= LeastFree, free, "1 GiB free or more");
    }

    private static async Task<CheckedThing> JobsAsync(WfmDb db, CancellationToken cancellationToken)
    {
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        int parked = await db.Runs.CountAsync(row => row.State == RunState.Parked, cancellationToken);
        Instant old = now - Duration.FromMinutes(10);
        int silent = await db.Runs.CountAsync(row => row.State == RunState.Running && row.HeardAt < old, cancellationToken);
        Instant stale = now - Duration.FromHours(12);
        int waiting = await db.Runs.CountAsync(row => row.State == RunState.Queued && row.QueuedAt < stale, cancellationToken);
        string found = string.Create(CultureInfo.InvariantCulture, $"{parked} parked, {silent} of silent nodes, {waiting} waiting for more than 12 h");
        return new CheckedThing("jobs", parked + silent + waiting == 0, found, "none");
    }

    private static async Task<CheckedThing> NightAsync(WfmDb db, CancellationToken cancellationToken)
    {
        var last = await db.Runs.Where(row => row.Kind == "night").OrderByDescending(row => row.LocalDate).ThenByDescending(row => row.Id)
            .Select(row => new { row.LocalDate, row.State, row.Reason }).FirstOrDefaultAsync(cancellationToken);
        return last is null
            ? new CheckedThing("last night", true, "none yet", "done")
            : new CheckedThing("last night", last.State is RunState.Done or RunState.Running or RunState.Queued, $"{last.LocalDate:uuuu-MM-dd}: {last.State} {last.Reason}".TrimEnd(), "done");
    }
}
