using Microsoft.Data.Sqlite;
using NodaTime;
using Wfm.Storage;

[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace Wfm.Planning.Tests;

/// <summary>A fresh, migrated database per test, on the provider the fixture names.</summary>
public abstract class OnBothDatabases(DatabaseProvider provider)
{
    private string _folder = "";

    protected WfmDatabase Database { get; private set; } = null!;

    protected FixedClock Clock { get; } = new(Instant.FromUtc(2026, 2, 2, 9, 0));

    [SetUp]
    public async Task CreateDatabase()
    {
        _folder = Directory.CreateTempSubdirectory("wfm-planning-").FullName;
        Database = await DatabaseTemplate.Migrated.CopyAsync(provider, _folder);
    }

    [TearDown]
    public void DropDatabase()
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            using SqliteConnection connection = new(Database.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A clock that shows what it is told.</summary>
public sealed class FixedClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}
