using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.MasterData;

/// <summary>Queues, contracts, templates, calendar and activities.</summary>
[TestFixture]
public sealed class CentreTests
{
    private const string Unit = "/api/units/1";

    private RunningServer _server = null!;
    private ApiClient _tora = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        _tora = await _server.AsAsync("tora");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _tora.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("queues/bygg", "queue")]
    [TestCase("contracts/hel", "contract")]
    [TestCase("shift-templates/dag", "template")]
    [TestCase("agents/0005", "agent")]
    public async Task What_is_read_can_be_written_back_and_changes_nothing(string path, string part)
    {
        await using WfmDb db = _server.Database.CreateContext();
        Wfm.Storage.MasterData before = await LoadMasterData.RunAsync(db, House.Unit, default);
        int audited = await db.AuditEntries.CountAsync();
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/{path}")).Is(200);

        ApiAnswer same = (await _tora.SendAsync("PUT", $"{Unit}/{path}", seen.Json[part], ("If-Match", seen.ETag!))).Is(200);

        same.Text.ShouldBe(seen.Text);
        (await db.AuditEntries.CountAsync()).ShouldBe(audited);
        Wfm.Storage.MasterData after = await LoadMasterData.RunAsync(db, House.Unit, default);
        after.Contracts.ShouldBe(before.Contracts!.Select(contract => contract), new SameText<Contract>());
        after.ShiftTemplates.ShouldBe(before.ShiftTemplates!.Select(template => template), new SameText<ShiftTemplate>());
        after.Queues.ShouldBe(before.Queues!.Select(queue => queue), new SameText<Queue>());
        after.Agents.ShouldBe(before.Agents);
        after.Skills.ShouldBe(before.Skills, ignoreOrder: true);
    }

    [Test]
    public async Task A_target_holds_from_its_day_on_and_the_requirement_of_those_days_uses_it()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/queues/bygg")).Is(200);
        JsonNode body = seen.Json["queue"]!;
        JsonNode later = body["targets"]![0]!.DeepClone();
        later["validFrom"] = "2026-03-02";
        later["thresholdSeconds"] = 20;
        later["share"] = 0.99;
        body["targets"]!.AsArray().Add(later);

        (await _tora.SendAsync("PUT", $"{Unit}/queues/bygg", body, ("If-Match", seen.ETag!))).Is(200);

        await using WfmDb db = _server.Database.CreateContext();
        (await db.Queues.AsNoTracking().SingleAsync(row => row.BusinessUnitId == House.Unit && row.Code == new QueueId("bygg"))).ServiceLevelThreshold.ShouldBe(Duration.FromSeconds(120));
        Queue on = (await LoadMasterData.OnAsync(db, House.Unit, new LocalDate(2026, 3, 2), default)).Queues!.Single(queue => queue.Id == new QueueId("bygg"));
        on.Target.ServiceLevel.Threshold.ShouldBe(Duration.FromSeconds(20));
        ForecastVersion forecast = await db.Forecasts.FirstAsync(row => row.BusinessUnitId == House.Unit);
        RequireStaffResult stricter = await new RequireStaff(db, _server.Clock).RunAsync(House.Unit, forecast.Id, new LocalDate(2026, 2, 2), default);
        RequirementVersion first = await db.Requirements.OrderBy(row => row.Version).FirstAsync(row => row.BusinessUnitId == House.Unit);
        Agents(stricter.Requirements).ShouldBeGreaterThan(Agents(await RequirementStore.LoadAsync(db, first.Id, default)));
    }

    [Test]
    public async Task Opening_hours_that_overlap_or_end_before_they_begin_are_refused()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/queues/bygg")).Is(200);
        JsonNode body = seen.Json["queue"]!;
        body["openingHours"] = new JsonArray(
            Opening("monday", "08:00", "17:00"), Opening("monday", "16:00", "18:00"), Opening("tuesday", "17:00", "08:00"), Opening("friday", "20:00", "00:00"));

        ApiAnswer answer = (await _tora.SendAsync("PUT", $"{Unit}/queues/bygg", body, ("If-Match", seen.ETag!))).Is(400);

        answer.Json["facts"]!.AsArray().Select(fact => fact!["field"]!.GetValue<string>()).ShouldBe(["openingHours[1]", "openingHours[2].closes"], ignoreOrder: true);
    }

    [Test]
    public async Task The_fewest_people_of_a_queue_are_written_with_it_and_what_cannot_be_is_refused()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/queues/första")).Is(200);
        JsonNode body = seen.Json["queue"]!;
        body["posts"]!.AsArray().ShouldBeEmpty();
        body["posts"] = new JsonArray(Post(null, "07:30", "12:00", 2), Post("monday", "12:00", "13:00", 9), Post("monday", "12:30", "14:00", 1), Post("saturday", "13:00", "14:00", 1), Post(null, "16:00", "15:00", 0));
        ApiAnswer refused = (await _tora.SendAsync("PUT", $"{Unit}/queues/första", body, ("If-Match", seen.ETag!))).Is(400);

        refused.Json["facts"]!.AsArray().Select(fact => fact!["field"]!.GetValue<string>())
            .ShouldBe(["posts[0].from", "posts[1].people", "posts[2].from", "posts[3].from", "posts[4].to", "posts[4].people"]);
        refused.Json["facts"]![1]!["expectedSaid"]!.GetValue<string>().ShouldBe("wants-post-of-skilled|8");

        body["posts"] = new JsonArray(Post(null, "08:00", "12:00", 2), Post("monday", "12:00", "13:00", 8));
        ApiAnswer written = (await _tora.SendAsync("PUT", $"{Unit}/queues/första", body, ("If-Match", seen.ETag!))).Is(200);
        written.Json["queue"]!["posts"]!.AsArray().Select(post => $"{post!["weekday"]} {post["from"]}–{post["to"]} {post["people"]}").ShouldBe([" 08:00–12:00 2", "monday 12:00–13:00 8"]);
        await using WfmDb db = _server.Database.CreateContext();
        AuditEntry audit = await db.AuditEntries.OrderByDescending(row => row.Id).FirstAsync(row => row.Subject == "queues/första");
        (audit.BeforeJson!.Contains("\"people\":8", StringComparison.Ordinal), audit.AfterJson!.Contains("\"people\":8", StringComparison.Ordinal)).ShouldBe((false, true));

        static JsonObject Post(string? weekday, string from, string to, int people) => new() { ["weekday"] = weekday, ["from"] = from, ["to"] = to, ["people"] = people };
    }

    [Test]
    public async Task A_contract_its_templates_cannot_give_is_refused_as_in_files()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/contracts/hel")).Is(200);
        JsonNode body = seen.Json["contract"]!;
        body["hoursPerWeek"] = 46;
        body["weekBandHours"] = 0;

        ApiAnswer answer = (await _tora.SendAsync("PUT", $"{Unit}/contracts/hel", body, ("If-Match", seen.ETag!))).Is(400);

        answer.Json["facts"]![0]!["expected"]!.GetValue<string>().ShouldBe("hours that its shift templates can give, at most 5 days of 8 hours a week");
        answer.Json["facts"]![0]!["expectedSaid"]!.GetValue<string>().ShouldBe("wants-hours-in-reach|5|8");
        (await _tora.GetAsync($"{Unit}/contracts/hel")).Is(200).Json["contract"]!["hoursPerWeek"]!.GetValue<double>().ShouldBe(40);
    }

    [TestCase("share", "1.01")]
    [TestCase("share", "0")]
    [TestCase("share", "-0.0")]
    [TestCase("share", "1e309")]
    [TestCase("hoursPerWeek", "169")]
    [TestCase("periodToleranceHours", "-1")]
    public async Task A_contract_outside_its_ranges_is_refused(string field, string value)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/contracts/hel")).Is(200);
        JsonNode body = seen.Json["contract"]!;
        body[field] = 12345;

        string text = body.ToJsonString().Replace("12345", value, StringComparison.Ordinal);

        (await _tora.SendAsync("PUT", $"{Unit}/contracts/hel", text, ("If-Match", seen.ETag!))).Is(400);
    }

    [Test]
    public async Task A_template_without_room_for_lunch_is_refused_and_a_good_one_is_made_and_removed()
    {
        JsonNode body = (await _tora.GetAsync($"{Unit}/shift-templates/dag")).Is(200).Json["template"]!;
        body["latestLunchEnd"] = "11:30";
        (await _tora.SendAsync("PUT", $"{Unit}/shift-templates/ny", body, ("If-None-Match", "*"))).Is(400).Json["facts"]![0]!["field"]!.GetValue<string>().ShouldBe("latestLunchEnd");
        body["latestLunchEnd"] = "14:00";

        ApiAnswer made = (await _tora.SendAsync("PUT", $"{Unit}/shift-templates/ny", body, ("If-None-Match", "*"))).Is(200);

        (await _tora.SendAsync("DELETE", $"{Unit}/shift-templates/ny", null, ("If-Match", "\"7\""))).Is(409);
        (await _tora.SendAsync("DELETE", $"{Unit}/shift-templates/ny", null, ("If-Match", made.ETag!))).Is(204);
        (await _tora.GetAsync($"{Unit}/shift-templates/ny")).Is(404);
    }

    [TestCase("contracts/hel", "agents")]
    [TestCase("groups/ett", "agents")]
    [TestCase("queues/bygg", "skills")]
    public async Task What_others_name_is_not_removed(string path, string user)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/{path}")).Is(200);

        ApiAnswer answer = (await _tora.SendAsync("DELETE", $"{Unit}/{path}", null, ("If-Match", seen.ETag!))).Is(409);

        (answer.Code, answer.Json["detail"]!.GetValue<string>()).ShouldBe(("in-use", $"{path} is used by {user}."));
    }

    [Test]
    public async Task Special_days_are_written_whole_and_by_one_at_a_time()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/special-days")).Is(200);
        JsonArray days = seen.Json.AsArray();
        days.Add(new JsonObject { ["date"] = "2026-04-30", ["name"] = "Valborg", ["kind"] = "shortenedDay", ["closes"] = "13:00" });

        (await _tora.SendAsync("PUT", $"{Unit}/special-days", days, ("If-Match", seen.ETag!))).Is(200).Json[1]!["closes"]!.GetValue<string>().ShouldBe("13:00");
        (await _tora.SendAsync("PUT", $"{Unit}/special-days", new JsonArray(), ("If-Match", seen.ETag!))).Is(409).Json["facts"]!.AsArray().Count.ShouldBe(2);
        days.Add(days[1]!.DeepClone());
        ApiAnswer now = (await _tora.GetAsync($"{Unit}/special-days")).Is(200);
        (await _tora.SendAsync("PUT", $"{Unit}/special-days", days, ("If-Match", now.ETag!))).Is(400).Json["facts"]![0]!["expectedSaid"]!.GetValue<string>().ShouldBe("wants-dates-once");
    }

    [Test]
    public async Task A_known_event_is_stored_with_its_factor_kind_and_shape()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/events-known")).Is(200);
        JsonArray events = new(new JsonObject { ["queue"] = "bygg", ["from"] = "2026-03-09", ["to"] = "2026-03-10", ["name"] = "Utskick", ["factor"] = 1.3, ["kind"] = "letter", ["shape"] = "letterDrop" });

        (await _tora.SendAsync("PUT", $"{Unit}/events-known", events, ("If-Match", seen.ETag!))).Is(200);

        await using WfmDb db = _server.Database.CreateContext();
        (await db.KnownEvents.SingleAsync()).ToDomain().ShouldBe(new KnownEvent(new QueueId("bygg"), new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 10), "Utskick", 1.3, EventKind.Letter, EventShape.LetterDrop));
    }

    [Test]
    public async Task Past_events_tell_their_size_to_leaders_too_and_suggest_the_next()
    {
        using ApiClient greta = await _server.AsAsync("greta");
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/events-known")).Is(200);
        JsonArray events = new(
            new JsonObject { ["from"] = "2026-01-19", ["to"] = "2026-01-23", ["name"] = "Brev", ["kind"] = "letter" },
            new JsonObject { ["from"] = "2026-01-31", ["to"] = "2026-02-03", ["name"] = "Snöfall", ["kind"] = "snow" },
            new JsonObject { ["from"] = "2026-03-09", ["to"] = "2026-03-13", ["name"] = "Brev", ["kind"] = "letter" });
        (await _tora.SendAsync("PUT", $"{Unit}/events-known", events, ("If-Match", seen.ETag!))).Is(200);

        JsonNode told = (await greta.GetAsync($"{Unit}/events-known/sizes")).Is(200).Json;

        told["events"]!.AsArray().Select(one => $"{one!["name"]} {one["outcome"]}").ShouldBe(["Brev learned", "Snöfall notOver"]);
        told["events"]![0]!["sizeFraction"]!.GetValue<double>().ShouldBe(0, 0.05);
        told["events"]![0]!["standardError"]!.GetValue<double>().ShouldBeInRange(0.001, 0.1);
        told["events"]![1]!["sizeFraction"].ShouldBeNull();
        JsonNode kind = told["kinds"]!.AsArray().ShouldHaveSingleItem()!;
        ($"{kind["kind"]} {kind["queue"]} {kind["events"]}").ShouldBe("letter  1");
    }

    [Test]
    public async Task A_new_queue_borrows_a_profile_until_it_is_taken_off_the_list()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/new-queues")).Is(200);
        JsonArray planned = new(new JsonObject { ["queue"] = "bygg", ["profile"] = "första", ["callsPerWeek"] = 120.5, ["averageHandleSeconds"] = 300 });

        ApiAnswer put = (await _tora.SendAsync("PUT", $"{Unit}/new-queues", planned, ("If-Match", seen.ETag!))).Is(200);

        await using WfmDb db = _server.Database.CreateContext();
        (await db.NewQueues.SingleAsync()).ToDomain().ShouldBe(new NewQueue(new QueueId("bygg"), new QueueId("första"), 120.5, 300));
        planned[0]!["callsPerWeek"] = 90;
        ApiAnswer changed = (await _tora.SendAsync("PUT", $"{Unit}/new-queues", planned, ("If-Match", put.ETag!))).Is(200);
        ApiAnswer queue = (await _tora.GetAsync($"{Unit}/queues/första")).Is(200);
        (await _tora.SendAsync("DELETE", $"{Unit}/queues/första", null, ("If-Match", queue.ETag!))).Is(409);
        (await _tora.SendAsync("PUT", $"{Unit}/new-queues", new JsonArray(), ("If-Match", changed.ETag!))).Is(200);
        (await db.NewQueues.AnyAsync()).ShouldBeFalse();
    }

    [TestCase("bygg", "bygg", 100, "[0].profile")]
    [TestCase("bygg", "borta", 100, "[0].profile")]
    [TestCase("borta", "första", 100, "[0].queue")]
    [TestCase("bygg", "första", 0, "[0].callsPerWeek")]
    public async Task A_new_queue_that_cannot_be_forecast_is_refused(string queue, string profile, double calls, string field)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/new-queues")).Is(200);
        JsonArray planned = new(new JsonObject { ["queue"] = queue, ["profile"] = profile, ["callsPerWeek"] = calls });

        (await _tora.SendAsync("PUT", $"{Unit}/new-queues", planned, ("If-Match", seen.ETag!))).Is(400).Text.ShouldContain(field);
    }

    [TestCase("kind", "post")]
    [TestCase("shape", "trappa")]
    [TestCase("factor", 0)]
    public async Task An_event_of_no_known_kind_is_refused(string field, object value)
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/events-known")).Is(200);
        JsonObject one = new() { ["from"] = "2026-03-09", ["to"] = "2026-03-13", ["name"] = "Brev" };
        one[field] = JsonValue.Create(value);

        (await _tora.SendAsync("PUT", $"{Unit}/events-known", new JsonArray(one), ("If-Match", seen.ETag!))).Is(400);
    }

    [Test]
    public async Task Activities_have_the_names_and_letters_the_unit_gives_them()
    {
        ApiAnswer seen = (await _tora.GetAsync($"{Unit}/activities")).Is(200);
        seen.Json.AsArray().Count.ShouldBe(Enum.GetValues<ActivityKind>().Length);

        (await _tora.SendAsync("PUT", $"{Unit}/activities", new[] { new { kind = "meeting", name = "APT", letters = "AP", colour = "#112233" } }, ("If-Match", seen.ETag!))).Is(200);

        using ApiClient anna = await _server.AsAsync("anna");
        (await anna.GetAsync($"{Unit}/activities")).Is(200).Json.AsArray().Single(row => row!["kind"]!.GetValue<string>() == "meeting")!["name"]!.GetValue<string>().ShouldBe("APT");
    }

    private static JsonObject Opening(string weekday, string opens, string closes) => new() { ["weekday"] = weekday, ["opens"] = opens, ["closes"] = closes };

    private static double Agents(IReadOnlyList<StaffingRequirement> requirements) =>
        requirements.Single(requirement => requirement.Queue == new QueueId("bygg")).Intervals.Sum(interval => interval.Required);

    private sealed class SameText<T> : IEqualityComparer<T>
    {
        public bool Equals(T? x, T? y) => System.Text.Json.JsonSerializer.Serialize(x) == System.Text.Json.JsonSerializer.Serialize(y);

        public int GetHashCode(T obj) => 0;
    }
}
