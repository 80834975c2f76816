using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Feeds;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Feeds;

/// <summary>States of agents by our own JSON: what is acknowledged is stored, what nobody owns or lies ahead is kept aside.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class StateFeedTests(DatabaseProvider provider) : FeedFixture(provider)
{
    private const int MostWaiting = 50;
    private readonly TurnedTime _time = new();

    protected override void Configure(WebApplicationBuilder builder)
    {
        ServerSettings given = (ServerSettings)builder.Services.Single(service => service.ServiceType == typeof(ServerSettings)).ImplementationInstance!;
        builder.Services.Replace(ServiceDescriptor.Singleton(new ServerSettings { Database = given.Database, TakesJobs = false, StatesWaiting = MostWaiting }));
        builder.Services.AddSingleton<TimeProvider>(_time);
    }

    [Test]
    public async Task A_key_that_was_ended_delivers_for_two_seconds_at_most()
    {
        (await TellAsync()).Is(200);
        await using WfmDb db = Server.Database.CreateContext();
        StoredApiKey key = await db.ApiKeys.SingleAsync();
        await db.ApiKeys.ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, Now));

        _time.Shown += FeedKeys.Longest - TimeSpan.FromTicks(1);
        (await TellAsync()).Is(200);
        _time.Shown += TimeSpan.FromTicks(1);
        (await TellAsync()).Is(401);

        await db.ApiKeys.ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, key.RevokedAt));
        _time.Shown += FeedKeys.Longest;
        (await TellAsync()).Is(200);
    }

    [Test]
    public async Task What_is_acknowledged_is_stored_and_the_same_again_changes_nothing()
    {
        for (int time = 0; time < 2; time++)
        {
            ApiAnswer answer = (await TellAsync(("0101", "Ready", Now), ("0102", "ACW", Now - Duration.FromSeconds(3)))).Is(200);
            answer.Text.ShouldBe($$"""{"received":2,"future":0,"unknownUsers":0,"at":"{{Text(Now)}}"}""");
        }

        await using WfmDb db = Server.Database.CreateContext();
        List<StoredAgentState> rows = await db.AgentStates.OrderBy(row => row.UserCode).ToListAsync();
        rows.Select(row => (row.UserCode, row.AgentCode?.Value, row.StateCode, row.Held)).ShouldBe([("0101", "0001", "Ready", null), ("0102", "0002", "ACW", null)]);
        rows[0].At.ShouldBe(Now);
    }

    [Test]
    public async Task A_logon_nobody_owns_is_counted_and_released_when_somebody_does()
    {
        (await TellAsync(("0063", "Ready", Now), ("63", "Ready", Now), ("0101", "Ready", Now))).Is(200).Json["unknownUsers"]!.GetValue<int>().ShouldBe(2);
        JsonNode users = (await Tora.GetAsync($"{Root}/feed-quarantine")).Is(200).Json["users"]!;
        users.AsArray().Select(user => user!["userCode"]!.GetValue<string>()).ShouldBe(["0063", "63"], ignoreOrder: true);

        await MapAsync([("0063", "0003"), ("0101", "0001")]);

        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.SingleAsync(row => row.UserCode == "0063")).ShouldSatisfyAllConditions(
            row => row.AgentCode.ShouldBe(new AgentId("0003")), row => row.Held.ShouldBeNull());
        (await Tora.GetAsync($"{Root}/feed-quarantine")).Json["users"]![0]!["userCode"]!.GetValue<string>().ShouldBe("63");
        (await TellAsync(("0063", "ACW", Now + Duration.FromSeconds(1)))).Json["unknownUsers"]!.GetValue<int>().ShouldBe(0);
    }

    [Test]
    public async Task A_logon_handed_on_leaves_its_past_with_whoever_had_it()
    {
        (await TellAsync(("0101", "Ready", Now))).Is(200);

        await MapAsync([("0101", "0002")]);
        (await TellAsync(("0101", "ACW", Now + Duration.FromSeconds(5)))).Is(200);

        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.OrderBy(row => row.At).Select(row => row.AgentCode).ToListAsync()).ShouldBe([new AgentId("0001"), new AgentId("0002")]);
    }

    [Test]
    public async Task More_than_five_minutes_ahead_is_kept_aside_and_less_is_not()
    {
        (await TellAsync(("0101", "Ready", Now + Duration.FromMinutes(5)), ("0102", "Ready", Now + Duration.FromMinutes(5) + Duration.FromSeconds(1))))
            .Is(200).Json["future"]!.GetValue<int>().ShouldBe(1);

        JsonNode held = (await Tora.GetAsync($"{Root}/feed-quarantine")).Is(200).Json["future"]!.AsArray().ShouldHaveSingleItem()!;
        held["userCode"]!.GetValue<string>().ShouldBe("0102");
        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.CountAsync(row => row.Held == null)).ShouldBe(1);
    }

    [Test]
    public async Task A_snapshot_is_closed_with_its_delivery_and_holds_at_its_moment()
    {
        (await SnapshotAsync(Now, ("0101", "Ready", Now - Duration.FromMinutes(20)))).Is(200);

        await using WfmDb db = Server.Database.CreateContext();
        (await db.SnapshotCloses.SingleAsync()).Batch.ShouldBe(Now);
        (await db.AgentStates.OrderBy(row => row.At).Select(row => new { row.At, row.Batch }).ToListAsync()).Select(row => (row.At, row.Batch))
            .ShouldBe([(Now - Duration.FromMinutes(20), AgentStateStore.NoBatch), (Now, Now)]);
    }

    [Test]
    public async Task A_bad_state_refuses_its_delivery_whole()
    {
        string long_ = new('x', 101);
        foreach ((string user, string state, Instant at) in ((string, string, Instant)[])[("", "Ready", Now), (long_, "Ready", Now), ("0101", long_, Now), ("0101", "Ready", Instant.FromUtc(1999, 12, 31, 23, 59)), ("0101", "a\u0007b", Now)])
        {
            (await TellAsync(("0102", "Ready", Now), (user, state, at))).Is(400).Code.ShouldBe("bad-values");
        }

        (await Exchange.SendAsync("POST", $"{Feed}/states", """{"states":[{"userCode":"0101","stateCode":"Ready"}]}""")).Is(400);
        (await Exchange.SendAsync("POST", $"{Feed}/states", new { states = Array.Empty<object>(), sourceId = "annan" })).Is(404);
        (await Exchange.SendAsync("POST", $"{Root}/feeds/annan/states", new { states = Array.Empty<object>() })).Is(404);
        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.AnyAsync()).ShouldBeFalse();
    }

    [Test]
    public async Task When_too_much_waits_the_next_is_told_to_come_again_and_nothing_accepted_is_lost()
    {
        // The key's first use is noted, which SQLite could not do while the door is shut.
        (await TellAsync()).Is(200);
        await using WfmDb db = Server.Database.CreateContext();
        List<Task<ApiAnswer>> accepted = [];
        FeedSourceId source = (await db.FeedSources.SingleAsync()).Id;
        ApiAnswer? refused = null;
        await InTransaction.RunAsync(db, async () =>
        {
            await FeedSources.HoldAsync(db, source, default);
            while (refused is null && accepted.Count < MostWaiting)
            {
                int number = accepted.Count;
                Task<ApiAnswer> answer = TellAsync([.. Enumerable.Range(0, 10).Select(state => ("0101", "Ready", Now - Duration.FromSeconds((number * 10) + state)))]);
                if (await Task.WhenAny(answer, Task.Delay(200)) == answer)
                {
                    refused = await answer;
                }
                else
                {
                    accepted.Add(answer);
                }
            }

            return 0;
        }, default);

        refused!.Is(429).RetryAfter.ShouldBe("1");
        refused.Code.ShouldBe("feed-full");
        accepted.Count.ShouldBe(MostWaiting / 10);
        (await Task.WhenAll(accepted)).ShouldAllBe(answer => answer.Status == 200);
        (await db.AgentStates.CountAsync()).ShouldBe(MostWaiting);
    }

    [Test]
    public async Task Silence_of_a_minute_is_old_and_an_empty_delivery_is_a_sign_of_life()
    {
        (await TellAsync(("0101", "Ready", Now))).Is(200);
        Server.Clock.Now += Duration.FromSeconds(60);
        (await FreshnessAsync())["isStale"]!.GetValue<bool>().ShouldBeFalse();
        Server.Clock.Now += Duration.FromSeconds(1);
        (await FreshnessAsync())["isStale"]!.GetValue<bool>().ShouldBeTrue();

        (await TellAsync()).Is(200);

        JsonNode fresh = await FreshnessAsync();
        fresh["isStale"]!.GetValue<bool>().ShouldBeFalse();
        fresh["kind"]!.GetValue<string>().ShouldBe("states");
        fresh["lastAt"]!.GetValue<string>().ShouldBe(Text(Now - Duration.FromSeconds(61)));
    }

    [Test]
    public async Task Silence_while_every_queue_is_closed_is_not_old()
    {
        // The house is open on weekdays from eight to five; this is a Monday, and Stockholm is an hour ahead.
        Instant closes = Instant.FromUtc(2026, 2, 2, 16, 0), opens = Instant.FromUtc(2026, 2, 3, 7, 0);
        Server.Clock.Now = closes - Duration.FromSeconds(20);
        (await TellAsync(("0101", "LoggedOff", Now))).Is(200);
        foreach ((Instant at, bool isStale) in ((Instant, bool)[])[(closes + Duration.FromHours(6), false), (opens + Duration.FromSeconds(40), false), (opens + Duration.FromSeconds(41), true)])
        {
            Server.Clock.Now = at;
            (await FreshnessAsync())["isStale"]!.GetValue<bool>().ShouldBe(isStale, at.ToString());
        }
    }

    [Test]
    public async Task Screens_are_told_once_when_a_source_falls_silent_and_once_when_it_speaks_again()
    {
        using FeedWatch watch = new(Server.Services.GetRequiredService<IServiceScopeFactory>(), Server.Clock, NullLogger<FeedWatch>.Instance);
        await using WfmDb db = Server.Database.CreateContext();
        async Task<int> ToldAsync()
        {
            await watch.LookAsync(default);
            return await db.Events.CountAsync(row => row.Kind == "feed-aged");
        }

        (await TellAsync(("0101", "Ready", Now))).Is(200);
        int before = await ToldAsync();
        Server.Clock.Now += Duration.FromSeconds(61);
        (await ToldAsync()).ShouldBe(before + 1);
        Server.Clock.Now += Duration.FromSeconds(15);
        (await ToldAsync()).ShouldBe(before + 1);
        (await TellAsync()).Is(200);
        (await ToldAsync()).ShouldBe(before + 2);
    }

    [Test]
    public async Task How_queues_stand_is_told_again_with_the_last_word()
    {
        object Snapshot(int waiting, Instant at) => new { snapshots = new[] { new { queue = "bygg", at = Text(at), waiting, longestWaitSeconds = 95, agentsReady = 0, agentsBusy = 3 } } };
        (await Exchange.SendAsync("POST", $"{Feed}/queue-snapshots", Snapshot(4, Now - Duration.FromSeconds(10)))).Is(200);
        (await Exchange.SendAsync("POST", $"{Feed}/queue-snapshots", Snapshot(2, Now))).Is(200);
        (await Exchange.SendAsync("POST", $"{Feed}/queue-snapshots", Snapshot(3, Now))).Is(200);
        (await Exchange.SendAsync("POST", $"{Feed}/queue-snapshots", Snapshot(9, Now + Duration.FromMinutes(6)))).Is(200).Json["future"]!.GetValue<int>().ShouldBe(1);
        (await Exchange.SendAsync("POST", $"{Feed}/queue-snapshots", Snapshot(-1, Now))).Is(400);

        JsonNode row = (await Tora.GetAsync($"{Root}/queue-snapshots")).Is(200).Json.AsArray().ShouldHaveSingleItem()!;

        row["waiting"]!.GetValue<int>().ShouldBe(3);
        row["longestWaitSeconds"]!.GetValue<int>().ShouldBe(95);
    }

    private async Task<JsonNode> FreshnessAsync() => (await Tora.GetAsync($"{Root}/feed-freshness")).Is(200).Json.AsArray().ShouldHaveSingleItem()!;

    /// <summary>Shows how much time has passed as it is told.</summary>
    private sealed class TurnedTime : TimeProvider
    {
        public TimeSpan Shown { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Shown.Ticks;
    }
}
