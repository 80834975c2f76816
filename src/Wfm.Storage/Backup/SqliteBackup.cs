using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>The backup of a SQLite file: SQLite's own online copy, packed.</summary>
internal static class SqliteBackup
{
    private const string Entry = "wfm.db";

    public static async Task<BackupManifest> WriteAsync(WfmDatabase database, string file, CancellationToken cancellationToken)
    {
        string copy = file + ".db";
        try
        {
            await using (SqliteConnection source = new(database.ConnectionString))
            await using (SqliteConnection target = new($"Data Source={copy};Pooling=False"))
            {
                await source.OpenAsync(cancellationToken);
                await target.OpenAsync(cancellationToken);
                await Task.Run(() => source.BackupDatabase(target), cancellationToken);
            }

            WfmDatabase copied = WfmDatabase.Parse(copy);
            BackupManifest manifest = await ManifestAsync(copied, cancellationToken);
            Forget(copied);
            await using FileStream written = File.Create(file);
            using ZipArchive zip = new(written, ZipArchiveMode.Create);
            manifest.Write(zip);
            await zip.CreateEntryFromFileAsync(copy, Entry, CompressionLevel.Fastest, cancellationToken);
            return manifest;
        }
        finally
        {
            Remove(copy);
        }
    }

    public static async Task<BackupManifest> RestoreAsync(WfmDatabase database, ZipArchive zip, BackupManifest manifest, CancellationToken cancellationToken)
    {
        string file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        if (File.Exists(file))
        {
            await MigrateDatabase.RunAsync(database, cancellationToken);
            await DatabaseBackup.RefuseFullAsync(database, cancellationToken);
            Forget(database);
        }

        string half = file + ".part";
        try
        {
            ZipArchiveEntry entry = zip.GetEntry(Entry) ?? throw new InvalidDataException($"The backup holds no {Entry}.");
            await entry.ExtractToFileAsync(half, overwrite: true, cancellationToken);
            WfmDatabase restored = WfmDatabase.Parse(half);
            BackupManifest found = await ManifestAsync(restored, cancellationToken);
            Forget(restored);
            foreach (BackupTable table in manifest.Tables)
            {
                DatabaseBackup.RefuseCounts(table, found.Tables.FirstOrDefault(other => other.Name == table.Name)?.Rows ?? -1);
            }

            Remove(file);
            File.Move(half, file);
        }
        finally
        {
            Remove(half);
        }

        await MigrateDatabase.RunAsync(database, cancellationToken);
        return manifest;
    }

    private static async Task<BackupManifest> ManifestAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        await using WfmDb db = database.CreateContext();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using SqliteCommand command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        if (await command.ExecuteScalarAsync(cancellationToken) is not "ok")
        {
            throw new InvalidDataException("SQLite's integrity check finds the copy damaged.");
        }

        List<string> names = [];
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name";
        await using (SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(reader.GetString(0));
            }
        }

        List<BackupTable> tables = [];
        foreach (string name in names)
        {
            command.CommandText = $"SELECT count(*) FROM \"{name}\"";
            tables.Add(new BackupTable(name, [], Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture)));
        }

        return new BackupManifest(DatabaseProvider.Sqlite, [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)], tables);
    }

    private static void Forget(WfmDatabase database)
    {
        using SqliteConnection connection = new(database.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static void Remove(string file)
    {
        foreach (string name in (string[])[file, file + "-wal", file + "-shm"])
        {
            File.Delete(name);
        }
    }
}
