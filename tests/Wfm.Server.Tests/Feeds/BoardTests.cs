using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Feeds;

/// <summary>The board and the days behind it, held against shifts that are known.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class BoardTests(DatabaseProvider provider) : FeedFixture(provider)
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3);
    private ApiClient? _tora;
    private ApiClient? _greta;
    private ApiClient? _beata;

    // Everybody has to log in anew four weeks later.
    [SetUp]
    public async Task Tomorrow()
    {
        Server.Clock.Now = At(7, 0);
        _tora = await Server.AsAsync("tora");
        _greta = await Server.AsAsync("greta");
        _beata = await Server.AsAsync("beata");
    }

    [TearDown]
    public void LogOut()
    {
        _tora?.Dispose();
        _greta?.Dispose();
        _beata?.Dispose();
    }

    [Test]
    public async Task It_shows_state_since_when_what_is_scheduled_and_since_when_they_disagree()
    {
        Shift shift = await ShiftAsync("0002");
        Interval contacts = shift.Activities.First(piece => piece.Kind == ActivityKind.Contacts).Span;
        Server.Clock.Now = contacts.Start + Duration.FromMinutes(4);
        (await TellAsync(("0102", "AUX1", contacts.Start - Duration.FromMinutes(20)), ("0102", "AUX1", contacts.Start - Duration.FromMinutes(5)), ("0103", "Ready", Now))).Is(200);

        JsonNode row = await RowAsync("0002");
        (row["state"]!.GetValue<string>(), row["stateGroup"]!.GetValue<string>(), row["kind"]!.GetValue<string>(), row["scheduled"]!.GetValue<string>()).ShouldBe(("AUX1", "paused", "paused", "contacts"));
        row["since"]!.GetValue<string>().ShouldBe(Text(contacts.Start - Duration.FromMinutes(20)));
        row["scheduledUntil"]!.GetValue<string>().ShouldBe(Text(contacts.End));
        row["adherence"]!.GetValue<string>().ShouldBe("out");
        row["deviatesSince"]!.GetValue<string>().ShouldBe(Text(contacts.Start));
        row["isAlarm"]!.GetValue<bool>().ShouldBeFalse();
        Server.Clock.Now += Duration.FromMinutes(1);
        (await RowAsync("0002"))["isAlarm"]!.GetValue<bool>().ShouldBeTrue();
        (await RowAsync("0004"))["state"].ShouldBeNull();
    }

    /// <summary>F26: an hour of states told as fast as they can be sent, from several connections at once.</summary>
    [Test]
    public async Task A_storm_of_an_hour_is_kept_whole_and_the_board_shows_its_last_word()
    {
        Server.Clock.Now = At(9, 0);
        string[] codes = ["Ready", "InCall", "ACW", "AUX1"];
        (string User, string State, Instant At)[] hour = [.. Enumerable.Range(0, 3600).Select(second => ($"010{1 + (second % 8)}", codes[second / 8 % 4], At(8, 0) + Duration.FromSeconds(second)))];
        await Parallel.ForEachAsync(hour.Chunk(10).Reverse(), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (states, cancellationToken) =>
        {
            while ((await TellAsync(states)).Status == 429)
            {
                await Task.Delay(100, cancellationToken);
            }
        });

        await using WfmDb db = Server.Database.CreateContext();
        (await db.AgentStates.CountAsync()).ShouldBe(hour.Length);
        for (int agent = 1; agent <= 8; agent++)
        {
            JsonNode row = await RowAsync($"000{agent}");
            (string User, string State, Instant At) last = hour.Last(state => state.User == $"010{agent}");
            (row["state"]!.GetValue<string>(), row["since"]!.GetValue<string>()).ShouldBe((last.State, Text(last.At)));
        }
    }

    [Test]
    public async Task Whoever_a_snapshot_forgets_is_logged_off_on_it_and_a_late_member_is_not()
    {
        Server.Clock.Now = At(9, 0);
        (await TellAsync(("0102", "Ready", At(8, 0)), ("0103", "Ready", At(8, 0)))).Is(200);
        (await SnapshotAsync(At(8, 30), ("0103", "Ready", At(8, 0)))).Is(200);

        JsonNode forgotten = await RowAsync("0002"), named = await RowAsync("0003");
        (forgotten["state"]!.GetValue<string>(), forgotten["since"]!.GetValue<string>()).ShouldBe((AgentStates.LoggedOff, Text(At(8, 30))));
        (named["state"]!.GetValue<string>(), named["since"]!.GetValue<string>()).ShouldBe(("Ready", Text(At(8, 0))));
        (await TellAsync(("0102", "ACW", At(8, 31)))).Is(200);
        (await RowAsync("0002"))["state"]!.GetValue<string>().ShouldBe("ACW");
    }

    [Test]
    public async Task Everybody_sees_whom_they_may()
    {
        Agents(await _tora!.GetAsync($"{Root}/adherence")).Length.ShouldBe(8);
        Agents(await _greta!.GetAsync($"{Root}/adherence")).ShouldBe(["0001", "0002", "0003", "0004"]);
        Agents(await _beata!.GetAsync($"{Root}/adherence")).ShouldBe(["0002"]);
        (await _tora.GetAsync($"{Root}/adherence/days?from=2026-03-03&to=2026-03-03")).Is(403);
    }

    [Test]
    public async Task A_day_is_measured_from_its_states_and_kept_and_reading_it_is_noted()
    {
        Shift shift = await ShiftAsync("0002");
        Server.Clock.Now = shift.Span.Start;
        (await TellAsync(("0102", "Ready", shift.Span.Start - Duration.FromMinutes(2)))).Is(200);
        Server.Clock.Now = shift.Span.End + Duration.FromMinutes(30);
        (await TellAsync(("0102", "LOGGED-OFF", shift.Span.End - Duration.FromMinutes(30)))).Is(200);
        double contacts = Minutes(shift, ActivityKind.Contacts), free = Minutes(shift, ActivityKind.Break) + Minutes(shift, ActivityKind.Lunch);
        double missed = shift.Activities.Where(piece => piece.Kind == ActivityKind.Contacts)
            .Sum(piece => Math.Max(0, (piece.Span.End - Instant.Max(piece.Span.Start, shift.Span.End - Duration.FromMinutes(30))).TotalMinutes));

        JsonNode row = (await _greta!.GetAsync($"{Root}/adherence/days?from=2026-03-03&to=2026-03-03&agent=0002")).Is(200).Json.AsArray().ShouldHaveSingleItem()!;

        row["scheduledReadyMinutes"]!.GetValue<double>().ShouldBe(contacts, 1e-9);
        row["readyMinutes"]!.GetValue<double>().ShouldBe(shift.Span.Duration.TotalMinutes - 28, 1e-9);
        row["outMinutes"]!.GetValue<double>().ShouldBe(missed + Math.Max(0, free - Overlap(shift)), 1e-9);
        row["adherence"]!.GetValue<double>().ShouldBe(row["inMinutes"]!.GetValue<double>() / (row["inMinutes"]!.GetValue<double>() + row["outMinutes"]!.GetValue<double>()), 1e-12);
        await using WfmDb db = Server.Database.CreateContext();
        (await new MeasureAdherence(db, Server.Clock).RunAsync(House.Unit, Tuesday, default)).ShouldBeGreaterThan(0);
        (await db.AdherenceDays.SingleAsync(day => day.AgentCode == new AgentId("0002") && day.Date == Tuesday)).OutMinutes.ShouldBe(row["outMinutes"]!.GetValue<double>(), 1e-9);
        (await db.PersonalReads.CountAsync(read => read.Who == "greta" && read.What == PersonalRead.Adherence && read.AgentCode == new AgentId("0002"))).ShouldBeGreaterThan(0);
        (await _beata!.GetAsync($"{Root}/adherence/0002/days/2026-03-03")).Is(200).Json["spans"]!.AsArray().Count.ShouldBeGreaterThan(3);
        (await db.PersonalReads.AnyAsync(read => read.Who == "beata")).ShouldBeFalse();
        await db.AdherenceDays.ExecuteDeleteAsync();
    }

    [Test]
    public async Task Who_is_there_is_told_against_who_should_be_now_and_by_quarter()
    {
        Shift shift = await ShiftAsync("0002");
        Instant begin = shift.Activities.First(piece => piece.Kind == ActivityKind.Contacts).Span.Start;
        Instant quarter = Instant.FromUnixTimeSeconds((begin.ToUnixTimeSeconds() + 899) / 900 * 900);
        Server.Clock.Now = quarter + Duration.FromMinutes(10);
        (await TellAsync(("0102", "Ready", quarter + Duration.FromMinutes(5)), ("0105", "InCall", quarter))).Is(200);

        JsonNode now = (await _greta!.GetAsync($"{Root}/logged-in")).Is(200).Json.AsArray().Single(row => row!["queue"]!.GetValue<string>() == "första")!;
        now["loggedIn"]!.GetValue<int>().ShouldBe(2);
        now["ready"]!.GetValue<int>().ShouldBe(1);
        now["scheduled"]!.GetValue<int>().ShouldBeGreaterThan(0);
        now["missing"]!.GetValue<int>().ShouldBeLessThan(now["scheduled"]!.GetValue<int>());
        JsonNode slot = (await _greta.GetAsync($"{Root}/logged-in/2026-03-03")).Is(200).Json.AsArray()
            .Single(row => row!["queue"]!.GetValue<string>() == "första" && row["start"]!.GetValue<string>() == Text(quarter))!;
        slot["loggedIn"]!.GetValue<double>().ShouldBe(1.5, 1e-9);
        slot["required"]!.GetValue<int>().ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task A_stream_begins_with_the_board_and_tells_what_changes()
    {
        await using Stream stream = await _beata!.StreamAsync($"{Root}/adherence/events");
        using StreamReader lines = new(stream, Encoding.UTF8);
        (await NextAsync(lines)).ShouldBe(("board", null));

        (await TellAsync(("0102", "Ready", Now), ("0103", "Ready", Now))).Is(200);

        (await NextAsync(lines)).ShouldBe(("states", "Ready"));
    }

    [Test]
    public async Task Rules_of_the_unit_decide_what_a_state_means()
    {
        ApiAnswer usual = (await _beata!.GetAsync($"{Root}/state-rules")).Is(200);
        JsonNode body = usual.Json;
        body["groups"]![1]!["states"]!.AsArray().Add("FIKA");
        (await TellAsync(("0102", "FIKA", Now))).Is(200);
        (await RowAsync("0002"))["stateGroup"]!.GetValue<string>().ShouldBe("undefined");
        (await _tora!.GetAsync($"{Root}/feed-quarantine")).Json["states"]![0]!["stateCode"]!.GetValue<string>().ShouldBe("FIKA");

        ApiAnswer put = (await _tora.SendAsync("PUT", $"{Root}/state-rules", body, ("If-Match", usual.ETag!))).Is(200);

        (await RowAsync("0002"))["stateGroup"]!.GetValue<string>().ShouldBe("in-call");
        (await _tora.SendAsync("PUT", $"{Root}/state-rules", body, ("If-Match", usual.ETag!))).Is(409);
        body["groups"]![5]!["states"]!.AsArray().Clear();
        (await _tora.SendAsync("PUT", $"{Root}/state-rules", body, ("If-Match", put.ETag!))).Is(400).Text.ShouldContain("LOGGED-OFF");
        await using WfmDb db = Server.Database.CreateContext();
        await db.StateRules.ExecuteDeleteAsync();
    }

    private static Instant At(int hour, int minute) => (Tuesday + new LocalTime(hour, minute)).InZoneStrictly(SmallHouse.Stockholm).ToInstant();

    private async Task<JsonNode> RowAsync(string agent) => (await _tora!.GetAsync($"{Root}/adherence")).Is(200).Json["rows"]!.AsArray().Single(row => row!["agent"]!.GetValue<string>() == agent)!;

    private static string[] Agents(ApiAnswer answer) => [.. answer.Is(200).Json["rows"]!.AsArray().Select(row => row!["agent"]!.GetValue<string>())];

    private async Task<Shift> ShiftAsync(string agent)
    {
        await using WfmDb db = Server.Database.CreateContext();
        return (await PublishedShifts.OfAsync(db, House.Unit, Tuesday, Tuesday, default)).Shifts.Single(shift => shift.Agent.Value == agent);
    }

    private static double Minutes(Shift shift, ActivityKind kind) => shift.Activities.Where(piece => piece.Kind == kind).Sum(piece => piece.Span.Duration.TotalMinutes);

    // Breaks inside the last half hour, in which nobody was ready any more.
    private static double Overlap(Shift shift) => shift.Activities.Where(piece => piece.Kind is ActivityKind.Break or ActivityKind.Lunch)
        .Sum(piece => Math.Max(0, (piece.Span.End - Instant.Max(piece.Span.Start, shift.Span.End - Duration.FromMinutes(30))).TotalMinutes));

    private static async Task<(string Kind, string? State)> NextAsync(StreamReader lines)
    {
        string kind = "";
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                JsonNode row = JsonNode.Parse(line[6..])!["rows"]!.AsArray().ShouldHaveSingleItem()!;
                row["agent"]!.GetValue<string>().ShouldBe("0002");
                return (kind, row["state"]?.GetValue<string>());
            }
        }

        throw new EndOfStreamException();
    }
}
