using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Tests.Reports;

/// <summary>Reports of the small house, held against sums of its files.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class ReportTests(DatabaseProvider provider)
{
    private const string Reports = "/api/units/1/reports";
    private const string Week = "from=2026-01-12&to=2026-01-18";
    private const string Period = "from=2026-03-02&to=2026-03-08";
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task Every_report_answers_with_definitions_and_in_every_format()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        foreach (JsonNode? kind in (await tora.GetAsync(Reports)).Is(200).Json.AsArray())
        {
            string path = $"{Reports}/{kind!["name"]}?{Period}&by=week";
            JsonNode json = (await tora.GetAsync(path)).Is(200).Json;
            json["columns"]!.AsArray().ShouldAllBe(column => column!["definition"]!["sv"]!.GetValue<string>().Length > 5 && column["definition"]!["en"]!.GetValue<string>().Length > 5);
            string csv = (await tora.GetAsync($"{path}&format=csv")).Is(200).Text;
            csv.Split('\n').Length.ShouldBe(json["rows"]!.AsArray().Count + 2, path);
            (await tora.GetAsync($"{path}&format=xlsx")).Is(200).Text.ShouldStartWith("PK");
            (await tora.GetAsync($"{path}&format=html&language=en")).Is(200).Text.ShouldContain("What the figures mean");
        }
    }

    [Test]
    public async Task Reports_are_about_the_four_weeks_up_to_the_last_day_with_calls()
    {
        using ApiClient greta = await _server.AsAsync("greta");
        string today = LocalDatePattern.Iso.Format(_server.Clock.Now.InUtc().Date);
        string last = SmallHouse.Calls.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[1][..10])
            .Where(day => string.CompareOrdinal(day, today) < 0).Max(StringComparer.Ordinal)!;

        JsonNode span = (await greta.GetAsync("/api/units/1/report-span")).Is(200).Json;

        span["to"]!.GetValue<string>().ShouldBe(last);
        (LocalDatePattern.Iso.Parse(last).Value - LocalDatePattern.Iso.Parse(span["from"]!.GetValue<string>()).Value).ShouldBe(NodaTime.Period.FromDays(27));
    }

    [Test]
    public async Task Volumes_and_handle_times_are_those_of_the_file()
    {
        using ApiClient tora = await _server.AsAsync("tora");

        JsonNode report = (await tora.GetAsync($"{Reports}/service-level?{Week}&by=day")).Is(200).Json;

        var file = SmallHouse.Calls.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))
            .Select(cells => (Queue: cells[0], Day: cells[1][..10], Offered: int.Parse(cells[2], CultureInfo.InvariantCulture), Handle: double.Parse(cells[5], CultureInfo.InvariantCulture))).ToArray();
        foreach (string day in (string[])["2026-01-12", "2026-01-16"])
        {
            Row(report, "queue", "första", day)["figures"]!["offered"]!.GetValue<double>().ShouldBe(file.Where(row => row.Queue == "första" && row.Day == day).Sum(row => row.Offered));
            Row(report, "group", "två", day)["figures"]!["offered"]!.GetValue<double>().ShouldBe(file.Where(row => row.Queue == "bygg" && row.Day == day).Sum(row => row.Offered));
            Row(report, "total", "", day)["figures"]!["aht_seconds"]!.GetValue<double>()
                .ShouldBe(file.Where(row => row.Day == day).Sum(row => row.Handle) / file.Where(row => row.Day == day).Sum(row => row.Offered), 1e-9);
        }

        // Nobody tells what was answered in time: unknown, and so is whether the promise was kept.
        Row(report, "total", "", "2026-01-12")["figures"]!["service_level"].ShouldBeNull();
        report["rows"]!.AsArray().ShouldNotContain(row => row!["start"]!.GetValue<string>().StartsWith("2026-01-17", StringComparison.Ordinal), "closed on Saturdays");
    }

    [Test]
    public async Task Hours_are_those_of_the_published_shifts_and_cost_what_is_stated()
    {
        using ApiClient tora = await _server.AsAsync("tora");

        JsonNode report = (await tora.GetAsync($"{Reports}/hours-and-cost?{Period}&by=whole&price=400&price=halv:300")).Is(200).Json;
        JsonNode total = report["rows"]!.AsArray().Single(row => row!["level"]!.GetValue<string>() == "total")!;

        await using WfmDb db = _server.Database.CreateContext();
        Schedule schedule = await ScheduleStore.LoadAsync(db, new ScheduleId(1), default);
        Shift[] shifts = [.. schedule.Shifts.Where(shift => shift.Date < new LocalDate(2026, 3, 9))];
        total["figures"]!["paid_hours"]!.GetValue<double>().ShouldBe(shifts.Sum(shift => shift.PaidTime.TotalHours), 1e-6);
        total["figures"]!["cost"]!.GetValue<double>().ShouldBe(shifts.Sum(shift => shift.PaidTime.TotalHours * (int.Parse(shift.Agent.Value, CultureInfo.InvariantCulture) % 4 == 0 ? 300 : 400)), 1e-3);
        report["rows"]!.AsArray().Where(row => row!["level"]!.GetValue<string>() is "queue" or "undivided").Sum(row => row!["figures"]!["paid_hours"]!.GetValue<double>())
            .ShouldBe(total["figures"]!["paid_hours"]!.GetValue<double>(), 1e-6);
        JsonNode staffing = (await tora.GetAsync($"{Reports}/staffing?{Period}&by=whole")).Is(200).Json;
        staffing["rows"]!.AsArray().Single(row => row!["level"]!.GetValue<string>() == "total")!["figures"]!["scheduled_hours"]!.GetValue<double>()
            .ShouldBe(total["figures"]!["contact_hours"]!.GetValue<double>(), 1e-6);
    }

    [Test]
    public async Task A_leader_counts_the_people_of_the_group_only_and_a_group_of_four_is_withheld()
    {
        using ApiClient greta = await _server.AsAsync("greta"), tora = await _server.AsAsync("tora");

        JsonNode own = (await greta.GetAsync($"{Reports}/absence?{Period}&by=week")).Is(200).Json, all = (await tora.GetAsync($"{Reports}/absence?{Period}&by=week")).Is(200).Json;

        own["rows"]!.AsArray().Select(row => row!["code"]!.GetValue<string>()).ShouldNotContain("två");
        own["rows"]!.AsArray().ShouldAllBe(row => row!["withheld"]!.AsArray().Count > 0);
        Row(all, "group", "ett", "2026-03-02")["withheld"]!.AsArray().Count.ShouldBe(8);
        JsonNode total = Row(all, "total", "", "2026-03-02");
        total["figures"]!["people"]!.GetValue<double>().ShouldBe(8);

        // Four open days: the Friday is a holiday. One person away is not told.
        total["figures"]!["contract_hours"]!.GetValue<double>().ShouldBe(4 * ((6 * 8) + (2 * 4)), 1e-9);
        total["withheld"]!.AsArray().Select(key => key!.GetValue<string>()).ShouldContain("vacation_hours");
    }

    [TestCase("service-level?from=2026-03-02&to=2026-03-01", "bad-days")]
    [TestCase("service-level?from=2026-03-02&to=2026-05-01&by=quarter", "bad-days")]
    [TestCase("service-level?from=2026-03-02&to=2026-03-03&by=minute", "unknown-step")]
    [TestCase("absence?from=2026-03-02&to=2026-03-03&by=hour", "unknown-step")]
    [TestCase("service-level?from=2026-03-02&to=2026-03-03&format=pdf", "unknown-format")]
    [TestCase("hours-and-cost?from=2026-03-02&to=2026-03-03&price=-1", "bad-price")]
    [TestCase("hours-and-cost?from=2026-03-02&to=2026-03-03&price=NaN", "bad-price")]
    [TestCase("predicted-service-level?from=2026-01-01&to=2026-12-31", "bad-days")]
    public async Task What_cannot_be_asked_is_refused_with_its_reason(string question, string code)
    {
        using ApiClient tora = await _server.AsAsync("tora");

        (await tora.GetAsync($"{Reports}/{question}")).Is(400).Json["code"]!.GetValue<string>().ShouldBe(code);
    }

    [Test]
    public async Task Figures_from_outside_stand_in_reports_and_the_last_word_counts()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        const string Import = "/api/units/1/imports/figures";

        (await tora.SendAsync("POST", Import, "queue,date,figure,value,answers\nbygg,2026-01-12,nöjdhet,0.7,10\nbygg,2026-01-13,nöjdhet,0.9,30\n")).Is(200).Json["added"]!.GetValue<int>().ShouldBe(2);
        (await tora.SendAsync("POST", Import, "queue,date,figure,value,answers\nbygg,2026-01-12,nöjdhet,0.5,10\nbygg,2026-01-13,nöjdhet,0.9,30\n")).Is(200).Json["changed"]!.GetValue<int>().ShouldBe(1);
        JsonNode refused = (await tora.SendAsync("POST", Import, "queue,date,figure,value\nbygg,2026-01-12,nöjdhet,7\n")).Is(200).Json;

        refused["isTaken"]!.GetValue<bool>().ShouldBeFalse();
        refused["problems"]!.AsArray().Single()!.GetValue<string>().ShouldContain("line 2, value");
        JsonNode report = (await tora.GetAsync($"{Reports}/monthly?{Week}&by=week")).Is(200).Json;
        Row(report, "group", "två", "2026-01-12")["figures"]!["satisfaction"]!.GetValue<double>().ShouldBe(((0.5 * 10) + (0.9 * 30)) / 40, 1e-12);
    }

    [Test]
    public async Task A_saved_report_is_made_by_night_with_what_each_receiver_may_see_and_lies_in_the_inbox()
    {
        using ApiClient tora = await _server.AsAsync("tora"), greta = await _server.AsAsync("greta"), gustav = await _server.AsAsync("gustav");
        int[] receivers = [await AccountAsync("tora"), await AccountAsync("greta"), await AccountAsync("anna")];
        JsonNode saved = (await tora.DecideAsync("/api/units/1/saved-reports", new { title = "Frånvaro i går", report = "absence", span = "yesterday", format = "csv", language = "sv", every = "day", receivers })).Is(200).Json;
        saved["by"]!.GetValue<string>().ShouldBe("month");
        (await tora.DecideAsync("/api/units/1/saved-reports", new { title = "x", report = "absence", span = "yesterday", format = "csv", language = "sv", every = "day", receivers = (int[])[999] })).Is(400);

        StoredRun run = await MakeAsync(new LocalDate(2026, 3, 4));
        run.State.ShouldBe(RunState.Done);
        await MakeAsync(new LocalDate(2026, 3, 4));

        // Anna has lost nothing: she may not read reports, so she is passed over. Made once, though asked for twice.
        JsonArray files = (await greta.GetAsync("/api/units/1/report-files")).Is(200).Json.AsArray();
        files.Count.ShouldBe(1);
        string own = (await greta.GetAsync($"/api/units/1/report-files/{files[0]!["id"]}")).Is(200).Text;
        own.ShouldContain("2026-03-03T00:00+01:00");
        own.ShouldNotContain("två");
        (await gustav.GetAsync($"/api/units/1/report-files/{files[0]!["id"]}")).Is(404);
        (await greta.GetAsync("/api/units/1/inbox")).Is(200).Json["items"]!.AsArray().ShouldContain(message => message!["kind"]!.GetValue<string>() == "report-ready");
        await using WfmDb db = _server.Database.CreateContext();
        (await db.ProducedReports.CountAsync(row => row.Title == "Frånvaro i går")).ShouldBe(2);
        (await gustav.GetAsync("/api/units/1/saved-reports")).Is(200).Json.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task Single_people_are_told_to_their_leader_only_and_each_look_is_logged()
    {
        await using (WfmDb db = _server.Database.CreateContext())
        {
            foreach (int number in Enumerable.Range(1, 8))
            {
                StoredAdherenceDay day = new(House.Unit, new AgentId($"{number:0000}"), new LocalDate(2026, 3, 3));
                day.Take((400, 20 + number, 10, 380, 360, 430), _server.Clock.Now);
                db.Add(day);
            }

            await db.SaveChangesAsync();
        }

        using ApiClient greta = await _server.AsAsync("greta"), tora = await _server.AsAsync("tora");
        const string Days = "from=2026-03-03&to=2026-03-03&by=day";
        JsonNode own = (await greta.GetAsync($"{Reports}/adherence?{Days}&people=true")).Is(200).Json, all = (await tora.GetAsync($"{Reports}/adherence?{Days}")).Is(200).Json;

        own["rows"]!.AsArray().Where(row => row!["level"]!.GetValue<string>() == "person").Select(row => row!["code"]!.GetValue<string>()).ShouldBe(["0001", "0002", "0003", "0004"]);
        Row(own, "person", "0002", "2026-03-03")["figures"]!["adherence"]!.GetValue<double>().ShouldBe(400.0 / 422, 1e-12);
        Row(all, "total", "", "2026-03-03")["figures"]!["adherence"]!.GetValue<double>().ShouldBe(3200.0 / (3200 + 160 + 36), 1e-12);
        Row(all, "group", "ett", "2026-03-03")["withheld"]!.AsArray().Count.ShouldBe(9);
        (await tora.GetAsync($"{Reports}/adherence?{Days}&people=true")).Is(403);
        (await greta.GetAsync($"{Reports}/staffing?{Days}&people=true")).Is(400);
        JsonNode staffing = (await tora.GetAsync($"{Reports}/staffing?{Days}")).Is(200).Json;
        Row(staffing, "total", "", "2026-03-03")["figures"]!["logged_in_hours"]!.GetValue<double>().ShouldBe(8 * 430 / 60.0, 1e-9);
        await using WfmDb after = _server.Database.CreateContext();
        (await after.PersonalReads.Where(read => read.Who == "greta" && read.What == "adherence").Select(read => read.AgentCode!.Value).ToListAsync())
            .ConvertAll(agent => agent.Value).Order().ToArray().ShouldBe(["0001", "0002", "0003"], ignoreOrder: false, "her own day is nobody's reading");
    }

    private static JsonNode Row(JsonNode report, string level, string code, string day) => report["rows"]!.AsArray().Single(row =>
        row!["level"]!.GetValue<string>() == level && row["code"]!.GetValue<string>() == code && row["start"]!.GetValue<string>().StartsWith(day, StringComparison.Ordinal) && row["step"]!.GetValue<string>() != "whole")!;

    private async Task<int> AccountAsync(string login)
    {
        await using WfmDb db = _server.Database.CreateContext();
        return (await db.Accounts.SingleAsync(row => row.Login == login)).Id.Value;
    }

    private async Task<StoredRun> MakeAsync(LocalDate night)
    {
        await using WfmDb db = _server.Database.CreateContext();
        await RunStore.QueueAsync(db, new RunKey(House.Unit, JobTimes.Reports, "", night), new RunOrder(), again: true, default);
        StoredRun queued = await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JobTimes.Reports && row.LocalDate == night);
        RunHold hold = (await RunStore.TakeAsync(db, queued.Id, "test", default))!;
        await new SavedReportStep(_server.Services.GetRequiredService<IServiceScopeFactory>()).RunAsync(new RunWork(hold), default);
        return await db.Runs.AsNoTracking().SingleAsync(row => row.Id == queued.Id);
    }
}
