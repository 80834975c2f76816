using Microsoft.Data.Sqlite;
using Wfm.Testing.Postgres;

// One server for the whole run; NUnit starts it before the first test of any namespace and stops it after the last.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace Wfm.Storage.Tests;

/// <summary>The PostgreSQL every fixture gets its databases from.</summary>
[SetUpFixture]
public sealed class PostgresForTests
{
    private static PostgresCluster? _cluster;

    public static PostgresCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is started before the first test.");

    [OneTimeSetUp]
    public async Task Start() => _cluster = await PostgresCluster.StartAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}

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
        TestDatabase test = await CreateEmptyAsync(provider);
        await MigrateDatabase.RunAsync(test.Database, CancellationToken.None);
        return test;
    }

    public ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            using SqliteConnection connection = new(Database.ConnectionString);
            SqliteConnection.ClearPool(connection);
            Directory.Delete(_folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
