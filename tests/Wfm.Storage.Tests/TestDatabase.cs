using Microsoft.Data.Sqlite;
using Wfm.Testing;

[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace Wfm.Storage.Tests;

/// <summary>An empty database of its own for a fixture or a test, and both kinds as a fixture source.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private TestDatabase(WfmDatabase database, string? folder)
    {
        Database = database;
        _folder = folder;
    }

    /// <summary>For <c>TestFixtureSource</c>: every storage test runs on both.</summary>
    public static DatabaseProvider[] Both { get; } = [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql];

    public WfmDatabase Database { get; }

    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.PostgreSql)
        {
            return new TestDatabase(WfmDatabase.Parse(await PostgresForTests.Cluster.CreateDatabaseAsync(CancellationToken.None)), null);
        }

        string folder = Directory.CreateTempSubdirectory("wfm-storage-").FullName;
        return new TestDatabase(WfmDatabase.Parse(Path.Combine(folder, "wfm.db")), folder);
    }

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        string folder = Directory.CreateTempSubdirectory("wfm-storage-").FullName;
        return new TestDatabase(await DatabaseTemplate.Migrated.CopyAsync(provider, folder), folder);
    }

    public ValueTask DisposeAsync()
    {
        if (Database.Provider == DatabaseProvider.Sqlite)
        {
            using SqliteConnection connection = new(Database.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
