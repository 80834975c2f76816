using System.IO.Compression;
using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>A whole copy of a database as one file, made while the database is in use, and put back with every count checked.</summary>
public static class DatabaseBackup
{
    /// <summary>Writes a backup. The file appears whole, or not at all.</summary>
    /// <param name="database">Which database.</param>
    /// <param name="file">Where to.</param>
    /// <param name="cancellationToken">Writes nothing.</param>
    public static async Task<BackupManifest> WriteAsync(WfmDatabase database, string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        string half = file + ".part";
        BackupManifest manifest = database.Provider == DatabaseProvider.PostgreSql
            ? await PostgresBackup.WriteAsync(database, half, cancellationToken)
            : await SqliteBackup.WriteAsync(database, half, cancellationToken);
        File.Move(half, file, overwrite: true);
        return manifest;
    }

    /// <summary>Puts a backup into an empty database.</summary>
    /// <param name="database">Where to; without units, or not there at all.</param>
    /// <param name="file">The backup.</param>
    /// <param name="cancellationToken">Leaves the database empty.</param>
    /// <exception cref="InvalidOperationException">The database is not empty, or of another kind or schema than the backup; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">The backup is damaged; nothing was changed.</exception>
    public static async Task<BackupManifest> RestoreAsync(WfmDatabase database, string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        using ZipArchive zip = await ZipFile.OpenReadAsync(file, cancellationToken);
        BackupManifest manifest = BackupManifest.Read(zip);
        if (manifest.Provider != database.Provider)
        {
            throw new InvalidOperationException($"The backup is of a {manifest.Provider} database, and {database} is {database.Provider}.");
        }

        return database.Provider == DatabaseProvider.PostgreSql
            ? await PostgresBackup.RestoreAsync(database, zip, manifest, cancellationToken)
            : await SqliteBackup.RestoreAsync(database, zip, manifest, cancellationToken);
    }

    /// <summary>The model's tables, each after those it refers to.</summary>
    internal static IReadOnlyList<string> TablesInOrder(WfmDb db)
    {
        Dictionary<string, HashSet<string>> needs = db.Model.GetEntityTypes().ToDictionary(
            entity => entity.GetTableName()!,
            entity => entity.GetForeignKeys().Select(key => key.PrincipalEntityType.GetTableName()!).Where(table => table != entity.GetTableName()).ToHashSet());
        List<string> ordered = [];
        while (needs.Count > 0)
        {
            string[] ready = [.. needs.Where(table => table.Value.IsSubsetOf(ordered)).Select(table => table.Key).Order(StringComparer.Ordinal)];
            if (ready.Length == 0)
            {
                throw new InvalidOperationException($"Tables refer to each other in a circle: {string.Join(", ", needs.Keys)}.");
            }

            ordered.AddRange(ready);
            foreach (string table in ready)
            {
                needs.Remove(table);
            }
        }

        return ordered;
    }

    /// <summary>Refuses a database that holds anything.</summary>
    internal static async Task RefuseFullAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        await using WfmDb db = database.CreateContext();
        if (await db.BusinessUnits.AnyAsync(cancellationToken) || await db.Accounts.AnyAsync(cancellationToken))
        {
            throw new InvalidOperationException($"{database} holds data. Restore into an empty database; nothing was changed.");
        }
    }

    /// <summary>Refuses when a table came back with another number of rows than it was saved with.</summary>
    internal static void RefuseCounts(BackupTable table, long found)
    {
        if (found != table.Rows)
        {
            throw new InvalidDataException($"Table {table.Name} came back with {found} rows instead of {table.Rows}; the backup is damaged, and nothing was changed.");
        }
    }
}
