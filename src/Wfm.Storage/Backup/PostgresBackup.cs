using System.Data;
using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Wfm.Storage;

/// <summary>The backup of a PostgreSQL database: every table by COPY, in one snapshot. Needs no program of PostgreSQL on this machine.</summary>
internal static class PostgresBackup
{
    public static async Task<BackupManifest> WriteAsync(WfmDatabase database, string file, CancellationToken cancellationToken)
    {
        await using WfmDb db = database.CreateContext();
        IReadOnlyList<string> names = DatabaseBackup.TablesInOrder(db);
        string[] migrations = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
        await using NpgsqlConnection connection = new(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        List<BackupTable> tables = [];
        foreach (string name in names)
        {
            string[] columns = await ColumnsAsync(connection, name, cancellationToken);
            tables.Add(new BackupTable(name, columns, await CountAsync(connection, name, cancellationToken)));
        }

        BackupManifest manifest = new(DatabaseProvider.PostgreSql, migrations, tables);
        await using FileStream written = File.Create(file);
        using ZipArchive zip = new(written, ZipArchiveMode.Create);
        manifest.Write(zip);
        foreach (BackupTable table in tables)
        {
            await using Stream entry = await zip.CreateEntry($"{table.Name}.copy", CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await using NpgsqlRawCopyStream copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table.Name}\" ({List(table)}) TO STDOUT (FORMAT BINARY)", cancellationToken);
            await copy.CopyToAsync(entry, cancellationToken);
        }

        return manifest;
    }

    public static async Task<BackupManifest> RestoreAsync(WfmDatabase database, ZipArchive zip, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await MigrateDatabase.RunAsync(database, cancellationToken);
        await DatabaseBackup.RefuseFullAsync(database, cancellationToken);
        await using WfmDb db = database.CreateContext();
        if (!manifest.Migrations.SequenceEqual(await db.Database.GetAppliedMigrationsAsync(cancellationToken)))
        {
            throw new InvalidOperationException($"The backup was made with the schema {manifest.Migrations[^1]}. Restore it with that version of wfm, then run wfm migrate with this one.");
        }

        await using NpgsqlConnection connection = new(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlTransaction all = await connection.BeginTransactionAsync(cancellationToken);
        foreach (BackupTable table in manifest.Tables)
        {
            await FillAsync(connection, zip, table, cancellationToken);
        }

        await all.CommitAsync(cancellationToken);
        return manifest;
    }

    private static async Task FillAsync(NpgsqlConnection connection, ZipArchive zip, BackupTable table, CancellationToken cancellationToken)
    {
        // The triggers that keep published schedules as they are would refuse to have them put back.
        await RunAsync(connection, $"ALTER TABLE \"{table.Name}\" DISABLE TRIGGER USER", cancellationToken);
        ZipArchiveEntry entry = zip.GetEntry($"{table.Name}.copy") ?? throw new InvalidDataException($"The backup holds no table {table.Name}.");
        await using (Stream rows = await entry.OpenAsync(cancellationToken))
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

    private static string List(BackupTable table) => string.Join(", ", table.Columns.Select(column => $"\"{column}\""));

    private static async Task<string[]> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(
            "SELECT array_agg(column_name::text ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = current_schema AND table_name = $1", connection);
        command.Parameters.AddWithValue(table);
        return (string[])(await command.ExecuteScalarAsync(cancellationToken))!;
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
