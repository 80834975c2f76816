using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class PersonalDataTests(DatabaseProvider provider)
{
    private const string Annas = "/api/units/1/agents/0001/personal-data";

    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task Ones_own_export_holds_everything_that_names_one_and_no_secret()
    {
        using ApiClient anna = await _server.AsAsync("anna");

        JsonNode export = (await anna.SendAsync("POST", Annas, new { })).Is(200).Json;

        Dictionary<string, JsonArray> sections = export["sections"]!.AsArray().ToDictionary(section => section!["name"]!.GetValue<string>(), section => section!["rows"]!.AsArray());
        sections["absences"].ShouldHaveSingleItem()!["category"]!.GetValue<string>().ShouldBe("Vacation");
        sections["accounts"].ShouldHaveSingleItem()!["login"]!.GetValue<string>().ShouldBe("anna");
        sections["account_roles_of_the_account"].ShouldHaveSingleItem()!["role"]!.GetValue<string>().ShouldBe("Medarbetare");
        await using WfmDb db = _server.Database.CreateContext();
        sections["shifts"].Count.ShouldBe(await db.Shifts.CountAsync(shift => shift.AgentCode == new Domain.AgentId("0001")
            && db.Schedules.Any(schedule => schedule.Id == shift.ScheduleId && schedule.BusinessUnitId == House.Unit)));
        string hash = (await db.Accounts.SingleAsync(row => row.Login == "anna")).PasswordHash!;
        export.ToJsonString().ShouldNotContain(hash[..20]);
        export.ToJsonString().ShouldNotContain(anna.CsrfToken);
    }

    [Test]
    public async Task Every_table_that_names_a_person_is_in_the_export()
    {
        using ApiClient anna = await _server.AsAsync("anna");
        await using WfmDb db = _server.Database.CreateContext();
        string[] tables = [.. db.Model.GetEntityTypes().Where(type => type.FindProperty("AgentCode") is not null).Select(type => type.GetTableName()!)];

        JsonNode export = (await anna.SendAsync("POST", Annas, new { })).Is(200).Json;

        tables.Length.ShouldBeGreaterThan(10);
        tables.Except(export["sections"]!.AsArray().Select(section => section!["name"]!.GetValue<string>())).ShouldBeEmpty();
    }

    [Test]
    public async Task Anybody_elses_export_needs_a_reason_and_is_logged_with_it()
    {
        using ApiClient adam = await _server.AsAsync("adam");

        (await adam.SendAsync("POST", Annas, new { })).Is(400);
        (await adam.SendAsync("POST", Annas, new { reason = "begäran 2026-17" })).Is(200);

        await using WfmDb db = _server.Database.CreateContext();
        PersonalRead read = await db.PersonalReads.SingleAsync(row => row.Who == "adam");
        (read.What, read.AgentCode!.Value.Value, read.Why).ShouldBe((PersonalRead.PersonalExport, "0001", "begäran 2026-17"));
    }

    [Test]
    public async Task The_page_to_print_and_the_csv_say_the_same_of_oneself_and_nothing_of_colleagues()
    {
        await using WfmDb db = _server.Database.CreateContext();
        foreach (string agent in (string[])["0001", "0002"])
        {
            Instant start = Instant.FromUtc(2026, 3, 12, 9, 0);
            db.Add(new StoredRequest(
                House.Unit, new RequestContent(RequestKind.Absence, [new Domain.AgentId(agent)], start, start + Duration.FromHours(2)) { Category = Domain.AbsenceCategory.ParentalLeave, Note = $"not-of-{agent}" },
                agent == "0001" ? "anna" : "beata", null, House.Planned, start));
        }

        await db.SaveChangesAsync();
        using ApiClient anna = await _server.AsAsync("anna"), beata = await _server.AsAsync("beata");

        ApiAnswer page = (await anna.SendAsync("POST", $"{Annas}?format=html&language=sv", new { })).Is(200), table = (await anna.SendAsync("POST", $"{Annas}?format=csv", new { })).Is(200);

        (page.ContentType, table.ContentType).ShouldBe(("text/html", "text/csv"));
        page.Text.ShouldContain("Uppgifter om Åsa 1 (0001)");
        page.Text.ShouldContain("Sparas: 791 dagar.");
        foreach (string text in (string[])[page.Text, table.Text])
        {
            text.ShouldContain("Vacation");
            text.ShouldContain("ParentalLeave");
            text.ShouldContain("not-of-0001");
            text.ShouldNotContain("not-of-0002");
            text.ShouldNotContain("Åsa 2");
            text.ShouldNotContain(anna.CsrfToken);
        }

        (await anna.SendAsync("POST", $"{Annas}?format=pdf", new { })).Is(400);
        (await beata.SendAsync("POST", $"{Annas}?format=html", new { })).Is(404);
    }
}
