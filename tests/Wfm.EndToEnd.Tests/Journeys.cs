using Wfm.Storage;

namespace Wfm.EndToEnd.Tests;

/// <summary>Journeys through the pages of one server on the small house.</summary>
/// <param name="provider">Its database.</param>
public abstract class Journeys(DatabaseProvider provider)
{
    protected RunningServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Server = await RunningServer.StartAsync(provider);

    [OneTimeTearDown]
    public ValueTask StopAsync() => Server.DisposeAsync();
}
