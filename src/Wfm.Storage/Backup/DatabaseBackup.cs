using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Wfm.Storage;

/// <summary>A whole copy of a database as one file, made while the database is in use, and put back with every byte and every count checked.</summary>
public static class DatabaseBackup
{
    /// <summary>Writes a backup. The file appears whole, or not at all, and only its owner may read it: it holds what logs people in.</summary>
    /// <param name="database">Which database.</param>
    /// <param name="file">Where to.</param>
    /// <param name="cancellationToken">Writes nothing.</param>
    public static async Task<BackupManifest> WriteAsync(WfmDatabase database, string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        string half = file + ".part";
        try
        {
            BackupManifest manifest;
            await using (FileStream written = new(half, Private()))
            await using (ZipArchive zip = await ZipArchive.CreateAsync(written, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
            {
                manifest = database.Provider == DatabaseProvider.PostgreSql
                    ? await PostgresBackup.WriteAsync(database, zip, cancellationToken)
                    : await SqliteBackup.WriteAsync(database, zip, half + ".db", cancellationToken);
                manifest.Write(zip);
            }

            File.Move(half, file, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>Puts a backup into an empty database, also one of an earlier version of this program, and brings it up to date.</summary>
    /// <param name="database">Where to; without a row in any table, or not there at all.</param>
    /// <param name="file">The backup.</param>
    /// <param name="cancellationToken">Leaves the database empty.</param>
    /// <exception cref="InvalidOperationException">The database is not empty, or of another kind than the backup, or the backup is of a later version; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">The file is no backup, cut off or damaged; nothing was changed.</exception>
    public static async Task<BackupManifest> RestoreAsync(WfmDatabase database, string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        try
        {
            await using ZipArchive zip = await ZipFile.OpenReadAsync(file, cancellationToken);
            BackupManifest manifest = BackupManifest.Read(zip);
            RefuseForeign(database, manifest);
            foreach (BackupFile content in manifest.Files)
            {
                await CheckAsync(zip, content, cancellationToken);
            }

            await (database.Provider == DatabaseProvider.PostgreSql
                ? PostgresBackup.RestoreAsync(database, zip, manifest, cancellationToken)
                : SqliteBackup.RestoreAsync(database, zip, manifest, cancellationToken));
            await MigrateDatabase.RunAsync(database, cancellationToken);
            return manifest;
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)} is no whole backup made by wfm backup; nothing was changed. {damaged.Message}", damaged);
        }
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

    /// <summary>Packs bytes as an entry, and tells their hash.</summary>
    internal static async Task<BackupFile> PackAsync(ZipArchive zip, string name, Stream content, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        byte[] some = new byte[1 << 16];
        for (int count = await content.ReadAsync(some, cancellationToken); count > 0; count = await content.ReadAsync(some, cancellationToken))
        {
            hash.AppendData(some, 0, count);
            await entry.WriteAsync(some.AsMemory(0, count), cancellationToken);
        }

        return new BackupFile(name, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Opens an entry.</summary>
    /// <exception cref="InvalidDataException">There is no such entry.</exception>
    internal static async Task<Stream> OpenAsync(ZipArchive zip, string name, CancellationToken cancellationToken) =>
        await (zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.")).OpenAsync(cancellationToken);

    /// <summary>A file only its owner may read.</summary>
    internal static FileStreamOptions Private()
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>The schema the backup was made with, so that its rows fit.</summary>
    internal static Task MigrateToAsync(WfmDb db, BackupManifest manifest, CancellationToken cancellationToken) =>
        db.GetService<IMigrator>().MigrateAsync(manifest.Migrations[^1], cancellationToken);

    /// <summary>Refuses a database that holds anything.</summary>
    internal static async Task RefuseFullAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        await using WfmDb db = database.CreateContext();
        if (!(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        // Of an earlier version too, where some of the tables are not there yet.
        string there = database.Provider == DatabaseProvider.PostgreSql
            ? "SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema"
            : "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'";
        string[] tables = await db.Database.SqlQueryRaw<string>(there).ToArrayAsync(cancellationToken);
        foreach (string table in TablesInOrder(db).Intersect(tables))
        {
            string any = $"SELECT 1 AS \"Value\" FROM \"{table}\" LIMIT 1";
            if ((await db.Database.SqlQueryRaw<int>(any).ToListAsync(cancellationToken)).Count > 0)
            {
                throw new InvalidOperationException($"{database} holds data (table {table}). Restore into an empty database; nothing was changed.");
            }
        }
    }

    /// <summary>Refuses when a table came back with another number of rows than it was saved with.</summary>
    internal static void RefuseCounts(BackupTable table, long found)
    {
        if (found != table.Rows)
        {
            throw new InvalidDataException($"Table {table.Name} came back with {found} rows instead of {table.Rows}.");
        }
    }

    private static void RefuseForeign(WfmDatabase database, BackupManifest manifest)
    {
        if (manifest.Provider != database.Provider)
        {
            throw new InvalidOperationException($"The backup is of a {manifest.Provider} database, and {database} is {database.Provider}; nothing was changed.");
        }

        using WfmDb db = database.CreateContext();
        if (!db.Database.GetMigrations().Take(manifest.Migrations.Count).SequenceEqual(manifest.Migrations))
        {
            throw new InvalidOperationException($"The backup was made with the schema {manifest.Migrations[^1]}, which this version of wfm does not know. Restore it with the version that wrote it; nothing was changed.");
        }
    }

    private static async Task CheckAsync(ZipArchive zip, BackupFile file, CancellationToken cancellationToken)
    {
        await using Stream content = await OpenAsync(zip, file.Name, cancellationToken);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != file.Sha256)
        {
            throw new InvalidDataException($"{file.Name} is not as it was written.");
        }
    }
}
