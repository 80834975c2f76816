using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Npgsql;
using Wfm.Storage;

namespace Wfm.Testing;

/// <summary>A database filled once per kind and process, then copied for whoever wants one of their own: a copy costs a tenth of running all migrations again.</summary>
/// <remarks>Compiled into every test project that needs it, beside the PostgreSQL the copies lie on.</remarks>
/// <param name="fill">What is done to a database nobody has touched.</param>
internal sealed class DatabaseTemplate(Func<WfmDatabase, Task> fill)
{
    private readonly ConcurrentDictionary<DatabaseProvider, Lazy<Task<string>>> _made = [];

    /// <summary>An empty database with the schema of today.</summary>
    public static DatabaseTemplate Migrated { get; } = new(database => MigrateDatabase.RunAsync(database, CancellationToken.None));

    /// <summary>Copies it.</summary>
    /// <param name="provider">Which kind.</param>
    /// <param name="folder">Where the file of a SQLite database goes, as <c>wfm.db</c>.</param>
    public async Task<WfmDatabase> CopyAsync(DatabaseProvider provider, string folder)
    {
        string template = await _made.GetOrAdd(provider, kind => new Lazy<Task<string>>(() => MakeAsync(kind))).Value;
        if (provider == DatabaseProvider.PostgreSql)
        {
            return WfmDatabase.Parse(await PostgresForTests.Cluster.CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(template).Database!, CancellationToken.None));
        }

        string file = Path.Combine(folder, "wfm.db");
        File.Copy(template, file);
        return WfmDatabase.Parse(file);
    }

    private async Task<string> MakeAsync(DatabaseProvider provider)
    {
        string where = provider == DatabaseProvider.PostgreSql
            ? await PostgresForTests.Cluster.CreateDatabaseAsync(CancellationToken.None)
            : Path.Combine(Directory.CreateTempSubdirectory("wfm-template-").FullName, "wfm.db");
        WfmDatabase database = WfmDatabase.Parse(where);
        await fill(database);
        if (provider == DatabaseProvider.Sqlite)
        {
            // Everything into the one file, so that copying it copies all.
            await using SqliteConnection connection = new(database.ConnectionString);
            await connection.OpenAsync();
            await using SqliteCommand command = new("PRAGMA wal_checkpoint(TRUNCATE)", connection);
            await command.ExecuteNonQueryAsync();
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            await using NpgsqlConnection connection = new(database.ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        return where;
    }
}
