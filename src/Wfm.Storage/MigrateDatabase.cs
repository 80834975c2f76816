using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Wfm.Storage;

/// <summary>Brings a database to the schema of this program, one process at a time.</summary>
public static class MigrateDatabase
{
    // Any number that nobody else uses as an advisory lock; the same in every process that migrates this database.
    private const long LockKey = 0x57464D_4D494752;

    /// <summary>Applies the migrations that are missing; creates a SQLite file that is not there.</summary>
    /// <param name="database">Which database.</param>
    /// <param name="cancellationToken">Stops between migrations.</param>
    /// <returns>The names of the migrations applied; none when it was up to date.</returns>
    public static Task<IReadOnlyList<string>> RunAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Provider == DatabaseProvider.PostgreSql
            ? RunOnPostgresAsync(database, cancellationToken)
            : RunOnSqliteAsync(database, cancellationToken);
    }

    /// <summary>The names of the migrations that are missing; changes nothing and creates nothing.</summary>
    /// <param name="database">Which database.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<string>> PendingAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using WfmDb db = database.CreateContext();
        return database.Provider == DatabaseProvider.Sqlite && !await db.Database.CanConnectAsync(cancellationToken)
            ? [.. db.Database.GetMigrations()]
            : [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
    }

    private static async Task<IReadOnlyList<string>> RunOnPostgresAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        // Not pooled: when the process dies its session ends, and the lock with it.
        NpgsqlConnectionStringBuilder parts = new(database.ConnectionString) { Pooling = false, ApplicationName = "wfm migrate" };
        await using NpgsqlConnection connection = new(parts.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = new("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue(LockKey);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await ApplyAsync(database, cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> RunOnSqliteAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        string file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        await using FileStream _ = await SqliteMigrationLock.TakeAsync(file, cancellationToken);
        await SqliteMigrationLock.ForgetDeadMigratorAsync(database, file, cancellationToken);
        return await ApplyAsync(database, cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(WfmDatabase database, CancellationToken cancellationToken)
    {
        await using WfmDb db = database.CreateContext();
        string[] missing = [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
        if (missing.Length > 0)
        {
            // Only then: of nodes that start together, those that come later hold the lock no longer than a look takes.
            await db.Database.MigrateAsync(cancellationToken);
        }

        return missing;
    }
}
