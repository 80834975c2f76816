using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage.Tests;

/// <summary>A migrated database for one fixture, and a unit of its own for each test in it.</summary>
public abstract class StorageFixture(DatabaseProvider provider)
{
    protected static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    protected static readonly Duration Quarter = Duration.FromMinutes(15);
    protected static readonly Instant Now = Instant.FromUtc(2026, 1, 15, 2, 30, 17);

    private TestDatabase? _test;

    protected DatabaseProvider Provider { get; } = provider;

    protected WfmDatabase Database => _test!.Database;

    protected BusinessUnitId Unit { get; private set; }

    [OneTimeSetUp]
    public async Task CreateDatabase() => _test = await TestDatabase.CreateAsync(Provider);

    [OneTimeTearDown]
    public async Task DropDatabase() => await _test!.DisposeAsync();

    [SetUp]
    public async Task CreateUnit()
    {
        await using WfmDb db = Database.CreateContext();
        Unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit(TestContext.CurrentContext.Test.FullName, Stockholm, Quarter), default);
    }

    protected static FileToImport File(int number, string source = "callguide") => new("calls", source, $"calls{number}.csv", number.ToString("x64"));

    protected static Provenance Made(string model = "glm") => new("calls#1", new string('a', 64), model, 7, "0.1.0", Now);
}
