using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.Feeds;

/// <summary>A server whose exchange tells states: logons 0101 to 0108 are agents 0001 to 0008.</summary>
public abstract class FeedFixture(DatabaseProvider provider)
{
    protected const string Root = "/api/units/1";
    protected const string Feed = $"{Root}/feeds/acd";

    protected RunningServer Server { get; private set; } = null!;

    protected ApiClient Exchange { get; private set; } = null!;

    protected ApiClient Tora { get; private set; } = null!;

    protected Instant Now => Server.Clock.Now;

    [OneTimeSetUp]
    public async Task Start()
    {
        Server = await RunningServer.StartAsync(provider, Configure);
        Exchange = Server.AsExchange();
        Tora = await Server.AsAsync("tora");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Tora.Dispose();
        Exchange.Dispose();
        await Server.DisposeAsync();
    }

    [SetUp]
    public async Task Empty()
    {
        Server.Clock.Now = House.Planned + Duration.FromHours(1);
        await using (WfmDb db = Server.Database.CreateContext())
        {
            StoredFeedSource source = await FeedSources.EnsureAsync(db, House.Unit, "acd", default);
            source.Take(IntervalAttribution.Arrival, Duration.FromMinutes(15), StoredFeedSource.UsualStatesSilence, StoredFeedSource.UsualIntervalsAge);
            await db.SaveChangesAsync();
            await db.AgentStates.ExecuteDeleteAsync();
            await db.SnapshotCloses.ExecuteDeleteAsync();
            await db.QueueSnapshots.ExecuteDeleteAsync();
            await db.Deliveries.ExecuteDeleteAsync();
            await db.ImportedFiles.Where(row => row.Kind == "intervals").ExecuteDeleteAsync();
            await db.CallIntervals.Where(row => db.CallStreams.Any(stream => stream.Id == row.StreamId && stream.QueueCode == new QueueId("ny"))).ExecuteDeleteAsync();
        }

        await MapAsync(Enumerable.Range(1, 8).Select(number => ($"010{number}", $"000{number}")));
    }

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    protected async Task MapAsync(IEnumerable<(string User, string Agent)> logons)
    {
        string tag = (await Tora.GetAsync($"{Feed}/logons")).Is(200).ETag!;
        (await Tora.SendAsync("PUT", $"{Feed}/logons", logons.Select(logon => new { userCode = logon.User, agent = logon.Agent }), ("If-Match", tag))).Is(200);
    }

    protected Task<ApiAnswer> TellAsync(params (string User, string State, Instant At)[] states) =>
        Exchange.SendAsync("POST", $"{Feed}/states", new { states = states.Select(One) });

    protected Task<ApiAnswer> SnapshotAsync(Instant takenAt, params (string User, string State, Instant At)[] states) =>
        Exchange.SendAsync("POST", $"{Feed}/states", new { states = states.Select(One), snapshot = true, takenAt = Text(takenAt) });

    protected static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static object One((string User, string State, Instant At) state) => new { userCode = state.User, stateCode = state.State, at = Text(state.At) };
}
