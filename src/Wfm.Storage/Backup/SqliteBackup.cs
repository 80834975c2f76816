using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>The backup of a SQLite file: SQLite's own online copy, packed.</summary>
internal static class SqliteBackup
{
    private const string Entry = "wfm.db";

    public static async Task<BackupManifest> WriteAsync(WfmDatabase database, ZipArchive zip, string copy, CancellationToken cancellationToken)
    {
        try
        {
            await new FileStream(copy, DatabaseBackup.Private()).DisposeAsync();
            await using (SqliteConnection source = new(database.ConnectionString))
            await using (SqliteConnection target = new($"Data Source={copy};Pooling=False"))
            {
                await source.OpenAsync(cancellationToken);
                await target.OpenAsync(cancellationToken);
                await Task.Run(() => source.BackupDatabase(target), cancellationToken);
            }

            WfmDatabase copied = WfmDatabase.Parse(copy);
            (IReadOnlyList<string> migrations, IReadOnlyList<BackupTable> tables) = await ContentAsync(copied, cancellationToken);
            Forget(copied);
            await using FileStream whole = File.OpenRead(copy);
            return new BackupManifest(DatabaseProvider.Sqlite, migrations, tables, [await DatabaseBackup.PackAsync(zip, Entry, whole, cancellationToken)]);
        }
        finally
        {
            Remove(copy);
        }
    }

    public static async Task RestoreAsync(WfmDatabase database, ZipArchive zip, BackupManifest manifest, CancellationToken cancellationToken)
    {
        string file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        if (File.Exists(file))
        {
            await DatabaseBackup.RefuseFullAsync(database, cancellationToken);
            Forget(database);
        }

        string half = file + ".part";
        try
        {
            await using (FileStream written = new(half, DatabaseBackup.Private()))
            await using (Stream packed = await DatabaseBackup.OpenAsync(zip, Entry, cancellationToken))
            {
                await packed.CopyToAsync(written, cancellationToken);
            }

            WfmDatabase restored = WfmDatabase.Parse(half);
            (_, IReadOnlyList<BackupTable> found) = await ContentAsync(restored, cancellationToken);
            Forget(restored);
            foreach (BackupTable table in manifest.Tables)
            {
                DatabaseBackup.RefuseCounts(table, found.FirstOrDefault(other => other.Name == table.Name)?.Rows ?? -1);
            }

            Remove(file);
            File.Move(half, file);
        }
        finally
        {
            Remove(half);
        }
    }

    private static async Task<(IReadOnlyList<string> Migrations, IReadOnlyList<BackupTable> Tables)> ContentAsync(WfmDatabase database, CancellationToken cancellationToken)
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

        return ([.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)], tables);
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
