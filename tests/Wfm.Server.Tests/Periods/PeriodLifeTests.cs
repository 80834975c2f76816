using System.Text.Json.Nodes;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Tests.Periods;

/// <summary>A period from its first date to the promise, through the API, by the people whose job each step is.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class PeriodLifeTests(DatabaseProvider provider)
{
    private const string Root = "/api/units/1";

    private RunningServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [TearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task Wishes_draft_two_approvals_and_a_promise_with_every_wish_answered()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        using ApiClient anna = await _server.AsAsync("anna");
        string period = await PlanAsync(tora);

        (await tora.DecideAsync($"{period}/open", new { })).Is(200);
        (await anna.SendAsync("PUT", $"{period}/wishes", new object[]
        {
            new { date = "2026-03-11", kind = "dayOff", strength = 3 },
            new { kind = "early", strength = 1 },
        })).Is(200);
        (await tora.DecideAsync($"{period}/close", new { })).Is(200);
        (await anna.SendAsync("PUT", $"{period}/wishes", Array.Empty<object>())).Code.ShouldBe("wishes-not-open");

        int draft = await BuildAsync(tora);
        (await tora.DecideAsync($"{period}/propose", new { schedule = draft })).Is(200);
        (await tora.DecideAsync($"{period}/publish", new { })).Code.ShouldBe("approval-missing");
        await ApproveAsync("greta", "ett", period, draft, missing: ["två"]);
        await ApproveAsync("gustav", "två", period, draft, missing: []);
        ApiAnswer published = (await tora.DecideAsync($"{period}/publish", new { })).Is(200);

        published.Json["period"]!["state"]!.GetValue<string>().ShouldBe("published");
        published.Json["people"]!.AsArray().Count.ShouldBe(8);
        JsonArray wishes = (await anna.GetAsync($"{period}/wishes")).Is(200).Json.AsArray();
        wishes.Count.ShouldBe(2);
        bool works = (await anna.GetAsync($"{Root}/my-schedule?from=2026-03-11&to=2026-03-11")).Is(200).Json.AsArray().Count == 1;
        wishes[0]!["reason"]!.GetValue<string>().ShouldBe(works ? "needed" : "granted");
        wishes[0]!["grantedFraction"]!.GetValue<double>().ShouldBe(works ? 0 : 1);
        (await InboxAsync(anna)).ShouldBe(["schedule-published", "wishes-open"]);
    }

    [Test]
    public async Task A_leader_approves_for_the_own_group_and_only_what_lies_there()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        using ApiClient greta = await _server.AsAsync("greta");
        string period = await PlanAsync(tora);
        int draft = await RestoreAsync(tora);
        (await tora.DecideAsync($"{period}/propose", new { schedule = draft })).Is(200);

        (await greta.DecideAsync($"{period}/approve", new { group = "två", schedule = draft })).Is(404);
        ApiAnswer other = await greta.DecideAsync($"{period}/approve", new { group = "ett", schedule = 1 });

        (other.Status, other.Code).ShouldBe((409, "other-draft"));
        (await InboxAsync(greta)).ShouldContain("period-to-approve");
    }

    [Test]
    public async Task An_edit_after_the_approval_asks_the_leaders_again()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        string period = await PlanAsync(tora);
        int draft = await RestoreAsync(tora);
        (await tora.DecideAsync($"{period}/propose", new { schedule = draft })).Is(200);
        await ApproveAsync("greta", "ett", period, draft, missing: ["två"]);
        await ApproveAsync("gustav", "två", period, draft, missing: []);
        ApiAnswer detail = await tora.GetAsync($"{Root}/schedules/{draft}");

        (await tora.SendAsync("POST", $"{Root}/schedules/{draft}/edits", new
        {
            days = new[] { new { agent = "0002", date = "2026-03-05", activities = Array.Empty<object>() } },
            why = "provar",
            acceptsBrokenRules = true,
        }, ("Idempotency-Key", "one"), ("If-Match", detail.ETag!))).Is(200);

        ApiAnswer after = (await tora.GetAsync(period)).Is(200);
        after.Json["period"]!["state"]!.GetValue<string>().ShouldBe("draft");
        after.Json["missing"]!.AsArray().Select(group => group!.GetValue<string>()).ShouldBe(["ett", "två"]);
    }

    [Test]
    public async Task Less_than_two_weeks_notice_wants_a_reason()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        string period = await PlanAsync(tora);
        int draft = await RestoreAsync(tora);
        (await tora.DecideAsync($"{period}/propose", new { schedule = draft })).Is(200);
        await ApproveAsync("greta", "ett", period, draft, missing: ["två"]);
        await ApproveAsync("gustav", "två", period, draft, missing: []);
        _server.Clock.Now = Instant.FromUtc(2026, 2, 17, 12, 0);

        // Everybody's session ran out meanwhile.
        using ApiClient later = await _server.AsAsync("tora");
        (await later.DecideAsync($"{period}/publish", new { })).Code.ShouldBe("short-notice");
        (await later.DecideAsync($"{period}/publish", new { why = "sen prognos" })).Is(200);
    }

    [Test]
    public async Task Overlapping_weeks_and_dates_out_of_order_are_refused_with_what_was_found()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        await PlanAsync(tora);

        ApiAnswer overlap = await tora.SendAsync("POST", $"{Root}/periods", New("2026-03-09"));
        ApiAnswer order = await tora.SendAsync("POST", $"{Root}/periods", New("2026-02-09"));
        ApiAnswer noMonday = await tora.SendAsync("POST", $"{Root}/periods", New("2026-04-07"));

        (overlap.Status, overlap.Code).ShouldBe((409, "period-overlaps"));
        (order.Status, order.Code).ShouldBe((409, "dates-out-of-order"));
        order.Json["detail"]!.GetValue<string>().ShouldContain("publication by 2026-02-15, first day 2026-02-09");
        (noMonday.Status, noMonday.Code).ShouldBe((400, "bad-period"));
    }

    [Test]
    public async Task The_same_decision_twice_is_made_once_and_answered_alike()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        string period = await PlanAsync(tora);

        ApiAnswer first = (await tora.DecideAsync($"{period}/open", new { }, key: "open-it")).Is(200);
        ApiAnswer again = (await tora.DecideAsync($"{period}/open", new { }, key: "open-it")).Is(200);
        ApiAnswer other = await tora.DecideAsync($"{period}/close", new { }, key: "open-it");

        again.Text.ShouldBe(first.Text);
        (other.Status, other.Code).ShouldBe((409, "idempotency-key-used"));
        using ApiClient anna = await _server.AsAsync("anna");
        (await InboxAsync(anna)).ShouldBe(["wishes-open"]);
    }

    private static object New(string firstDay) => new
    {
        firstDay,
        weeks = 2,
        dates = new { wishesOpen = "2026-02-01", wishesClose = "2026-02-08", approveBy = "2026-02-12", publishBy = "2026-02-15", needsApproval = true },
    };

    private static async Task<string> PlanAsync(ApiClient tora) =>
        $"{Root}/periods/{(await tora.SendAsync("POST", $"{Root}/periods", New("2026-03-02"))).Is(201).Json["id"]}";

    private static async Task<int> BuildAsync(ApiClient tora) => (await tora.SendAsync(
        "POST", $"{Root}/schedules", new { requirement = 1, firstDay = "2026-03-02", weeks = 2, seconds = 1, seed = 1 })).Is(200).Json["schedule"]!["id"]!.GetValue<int>();

    private static async Task<int> RestoreAsync(ApiClient tora) =>
        (await tora.DecideAsync($"{Root}/schedules/1/restore", new { })).Is(200).Json["id"]!.GetValue<int>();

    private async Task ApproveAsync(string leader, string group, string period, int draft, string[] missing)
    {
        using ApiClient client = await _server.AsAsync(leader);
        ApiAnswer answer = (await client.DecideAsync($"{period}/approve", new { group, schedule = draft })).Is(200);
        answer.Json["missing"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(missing);
    }

    private static async Task<string[]> InboxAsync(ApiClient client) =>
        [.. (await client.GetAsync($"{Root}/inbox")).Is(200).Json["items"]!.AsArray().Select(message => message!["kind"]!.GetValue<string>())];
}
