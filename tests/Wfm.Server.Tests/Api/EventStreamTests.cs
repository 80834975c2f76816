using System.Diagnostics.CodeAnalysis;
using Wfm.Storage;

namespace Wfm.Server.Tests.Api;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class EventStreamTests(DatabaseProvider provider)
{
    private const string Root = "/api/units/1";

    private RunningServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [TearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task An_open_screen_hears_what_changes_and_one_that_was_away_hears_what_it_missed()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        await using IAsyncEnumerator<string> open = LinesAsync(tora, null, limit.Token).GetAsyncEnumerator(limit.Token);
        (await UntilAsync(open, "event: ")).ShouldBe("event: hello");
        string helloId = await UntilAsync(open, "id: ");

        (await tora.DecideAsync($"{Root}/schedules/1/restore", new { })).Is(200);
        (await tora.SendAsync("PUT", $"{Root}/locks/0001/2026-03-03")).Is(204);

        (await UntilAsync(open, "event: ")).ShouldBe("event: schedule-created");
        string firstId = await UntilAsync(open, "id: ");
        (await UntilAsync(open, "event: ")).ShouldBe("event: lock-changed");

        await using IAsyncEnumerator<string> late = LinesAsync(tora, helloId["id: ".Length..], limit.Token).GetAsyncEnumerator(limit.Token);
        (await UntilAsync(late, "event: ")).ShouldBe("event: hello");
        (await UntilAsync(late, "event: ")).ShouldBe("event: schedule-created");
        (await UntilAsync(late, "id: ")).ShouldBe(firstId);
    }

    [Test]
    public async Task What_concerns_one_person_is_not_told_to_colleagues()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        using ApiClient beata = await _server.AsAsync("beata");
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        await using IAsyncEnumerator<string> own = LinesAsync(anna, "0", limit.Token).GetAsyncEnumerator(limit.Token);
        await using IAsyncEnumerator<string> colleague = LinesAsync(beata, "0", limit.Token).GetAsyncEnumerator(limit.Token);
        await using (WfmDb db = _server.Database.CreateContext())
        {
            await InTransaction.RunAsync(db, async () =>
            {
                await Tell.ScreensAsync(db, House.Unit, "request-changed", "requests/1", _server.Clock.Now, new Domain.AgentId("0001"), default);
                await Tell.ScreensAsync(db, House.Unit, "schedule-created", "schedules/9", _server.Clock.Now, null, default);
                return await db.SaveChangesAsync();
            }, default);
        }

        await UntilAsync(own, "event: hello");
        (await UntilAsync(own, "event: ")).ShouldBe("event: request-changed");
        await UntilAsync(colleague, "event: hello");
        (await UntilAsync(colleague, "event: ")).ShouldBe("event: schedule-created");
    }

    [SuppressMessage("Reliability", "CA2016", Justification = "Reading ends by the token of the enumerator.")]
    private static async IAsyncEnumerable<string> LinesAsync(ApiClient client, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream stream = await client.StreamAsync($"{Root}/events", after);
        using StreamReader reader = new(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    private static async Task<string> UntilAsync(IAsyncEnumerator<string> lines, string start)
    {
        while (await lines.MoveNextAsync())
        {
            if (lines.Current.StartsWith(start, StringComparison.Ordinal))
            {
                return lines.Current;
            }
        }

        throw new InvalidOperationException($"The stream ended before \"{start}\".");
    }
}
