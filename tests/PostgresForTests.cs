using Wfm.Testing.Postgres;

// Outside any namespace, so that NUnit starts it before the first test of the assembly and stops it after the last.
// Compiled into every test project that needs a server.
#pragma warning disable CA1050 // a namespace would limit the fixture to it

/// <summary>The PostgreSQL every fixture of a test project gets its databases from.</summary>
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
