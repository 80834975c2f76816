using Microsoft.Extensions.DependencyInjection;
using Wfm.Server.Events;
using Wfm.Storage;

namespace Wfm.Server.Tests.Api;

/// <summary>Streams that wait at the same place share one read, and nobody misses what came meanwhile.</summary>
public sealed class SharedEventsTests
{
    private RunningServer _server = null!;
    private SharedEvents _shared = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        _shared = new SharedEvents(_server.Services.GetRequiredService<IServiceScopeFactory>());
    }

    [TearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task Whoever_holds_the_same_signal_is_given_the_same_events_and_a_new_signal_reads_anew()
    {
        Task first = new TaskCompletionSource().Task, second = new TaskCompletionSource().Task;
        await TellAsync("schedules/1");

        List<StoredEvent> one = await _shared.AfterAsync(House.Unit, 0, first, default), other = await _shared.AfterAsync(House.Unit, 0, first, default);
        await TellAsync("schedules/2");
        List<StoredEvent> still = await _shared.AfterAsync(House.Unit, 0, first, default), now = await _shared.AfterAsync(House.Unit, 0, second, default);
        List<StoredEvent> rest = await _shared.AfterAsync(House.Unit, one[^1].Id, second, default);

        other.ShouldBeSameAs(one);
        still.ShouldBeSameAs(one);
        one[^1].Subject.ShouldBe("schedules/1");
        now.Select(told => told.Subject).ShouldBe([.. one.Select(told => told.Subject), "schedules/2"]);
        rest.ShouldHaveSingleItem().Subject.ShouldBe("schedules/2");
    }

    [Test]
    public async Task A_read_that_failed_is_not_kept()
    {
        FailingOnce scopes = new(_server.Services.GetRequiredService<IServiceScopeFactory>());
        SharedEvents shared = new(scopes);
        Task signal = new TaskCompletionSource().Task;
        await TellAsync("schedules/1");

        await Should.ThrowAsync<InvalidOperationException>(() => shared.AfterAsync(House.Unit, 0, signal, default));

        (await shared.AfterAsync(House.Unit, 0, signal, default))[^1].Subject.ShouldBe("schedules/1");
    }

    private async Task TellAsync(string subject)
    {
        await using WfmDb db = _server.Database.CreateContext();
        await InTransaction.RunAsync(db, async () =>
        {
            await Tell.ScreensAsync(db, House.Unit, "schedule-created", subject, _server.Clock.Now, null, default);
            return await db.SaveChangesAsync();
        }, default);
    }

    private sealed class FailingOnce(IServiceScopeFactory inner) : IServiceScopeFactory
    {
        private bool _hasFailed;

        public IServiceScope CreateScope()
        {
            (bool fails, _hasFailed) = (!_hasFailed, true);
            return fails ? throw new InvalidOperationException("The database is away.") : inner.CreateScope();
        }
    }
}
