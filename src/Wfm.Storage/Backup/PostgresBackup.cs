using System.Data;
using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Wfm.Storage;

/// <summary>The backup of a PostgreSQL database: every table by COPY, in one snapshot. Needs no program of PostgreSQL on this machine.</summary>
internal static class PostgresBackup
{
    public static async Task<BackupManifest> WriteAsync(WfmDatabase database, ZipArchive zip, CancellationToken cancellationToken)
    {
        await using WfmDb db = database.CreateContext();
        string[] migrations = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
        await using NpgsqlConnection connection = new(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        List<BackupTable> tables = [];
        List<BackupFile> files = [];

        // Before an upgrade is migrated some tables are not there yet.
        string[] there = await TablesAsync(connection, cancellationToken);
        foreach (string name in DatabaseBackup.TablesInOrder(db).Intersect(there))
        {
            BackupTable table = new(name, await ColumnsAsync(connection, name, cancellationToken), await CountAsync(connection, name, cancellationToken));
            await using NpgsqlRawCopyStream copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{name}\" ({List(table)}) TO STDOUT (FORMAT BINARY)", cancellationToken);
            files.Add(await DatabaseBackup.PackAsync(zip, EntryOf(table), copy, cancellationToken));
            tables.Add(table);
        }

        return new BackupManifest(DatabaseProvider.PostgreSql, migrations, tables, files);
    }

    public static async Task RestoreAsync(WfmDatabase database, ZipArchive zip, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await DatabaseBackup.RefuseFullAsync(database, cancellationToken);
        await using WfmDb db = database.CreateContext();
        if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Count() > manifest.Migrations.Count)
        {
            throw new InvalidOperationException($"{database} has a later schema than the backup. Restore into a new database, which is then brought up to date; nothing was changed.");
        }

        await DatabaseBackup.MigrateToAsync(db, manifest, cancellationToken);
        await using NpgsqlConnection connection = new(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlTransaction all = await connection.BeginTransactionAsync(cancellationToken);
        foreach (BackupTable table in manifest.Tables)
        {
            await FillAsync(connection, zip, table, cancellationToken);
        }

        await all.CommitAsync(cancellationToken);
    }

    private static async Task FillAsync(NpgsqlConnection connection, ZipArchive zip, BackupTable table, CancellationToken cancellationToken)
    {
        // The triggers that keep published schedules as they are would refuse to have them put back.
        await RunAsync(connection, $"ALTER TABLE \"{table.Name}\" DISABLE TRIGGER USER", cancellationToken);
        await using (Stream rows = await DatabaseBackup.OpenAsync(zip, EntryOf(table), cancellationToken))
        await using (NpgsqlRawCopyStream copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table.Name}\" ({List(table)}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            await rows.CopyToAsync(copy, cancellationToken);
        }

        await RunAsync(connection, $"ALTER TABLE \"{table.Name}\" ENABLE TRIGGER USER", cancellationToken);
        DatabaseBackup.RefuseCounts(table, await CountAsync(connection, table.Name, cancellationToken));
        await using NpgsqlCommand numbered = new("SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema AND table_name = $1 AND column_name = 'id' AND is_identity = 'YES'", connection);
        numbered.Parameters.AddWithValue(table.Name);
        if (await numbered.ExecuteScalarAsync(cancellationToken) is > 0L)
        {
            await RunAsync(connection, $"SELECT setval(pg_get_serial_sequence('{table.Name}', 'id'), COALESCE((SELECT max(id) FROM \"{table.Name}\"), 0) + 1, false)", cancellationToken);
        }
    }

    private static string EntryOf(BackupTable table) => $"{table.Name}.copy";

    private static string List(BackupTable table) => string.Join(", ", table.Columns.Select(column => $"\"{column}\""));

    private static async Task<string[]> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(
            "SELECT array_agg(column_name::text ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = current_schema AND table_name = $1", connection);
        command.Parameters.AddWithValue(table);
        return (string[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<string[]> TablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("SELECT array_agg(table_name::text) FROM information_schema.tables WHERE table_schema = current_schema", connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string[] ?? [];
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new($"SELECT count(*) FROM \"{table}\"", connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
