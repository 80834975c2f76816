using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.MasterData;

[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class PayrollTests(DatabaseProvider provider)
{
    private const string Days = "?from=2026-03-02&to=2026-03-15";
    private const string Payroll = "/api/units/1/payroll";
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        await using WfmDb db = _server.Database.CreateContext();
        await AddOvertimeAsync(db, "0003", RequestStatus.Approved);
        await AddOvertimeAsync(db, "0006", RequestStatus.Denied);
    }

    [OneTimeTearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task A_leader_sends_payroll_why_the_group_was_away_and_the_reading_is_logged()
    {
        using ApiClient greta = await _server.AsAsync("greta");

        XElement file = await FileAsync(greta);

        // Of the files of the small house: vacation of two days, and two hours of something else.
        Told(file, "0001").ShouldContain("SEM 2026-03-02 2026-03-03 100");
        Told(file, "0002").ShouldContain(told => told.StartsWith("FR1 2026-03-10 ", StringComparison.Ordinal));
        Told(file, "0003").ShouldBe(["ÖT2 2026-03-07 3.00"]);
        file.Descendants("tidtrans").Select(told => told.Attribute("anstid")!.Value).ShouldAllBe(agent => agent.CompareTo("0004", StringComparison.Ordinal) <= 0);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.PersonalReads.Where(read => read.Who == "greta").OrderBy(read => read.Id).ToListAsync()).ConvertAll(read => $"{read.What} {read.AgentCode!.Value.Value} {read.Why}")
            .ShouldBe(["absence-category 0001 payroll", "absence-category 0002 payroll"]);
    }

    [Test]
    public async Task Trafikledning_sends_the_whole_units_hours_without_why()
    {
        using ApiClient tora = await _server.AsAsync("tora");

        XElement file = await FileAsync(tora);

        file.Descendants("tidkod").Select(code => code.Value).Distinct().ShouldBe(["ÖT2"]);
        await using WfmDb db = _server.Database.CreateContext();
        (await db.PersonalReads.AnyAsync(read => read.Who == "tora")).ShouldBeFalse();
    }

    [Test]
    public async Task A_leaders_csv_has_the_group_only()
    {
        using ApiClient greta = await _server.AsAsync("greta"), gustav = await _server.AsAsync("gustav"), tora = await _server.AsAsync("tora");

        (await PeopleAsync(greta)).ShouldBe(["0001", "0002", "0003", "0004"]);
        (await PeopleAsync(gustav)).ShouldBe(["0005", "0006", "0007", "0008"]);
        (await PeopleAsync(tora)).Length.ShouldBe(8);
        (await greta.GetAsync($"{Payroll}/unsocial.csv{Days}")).Is(200);
    }

    [Test]
    public async Task Days_that_make_no_sense_are_told()
    {
        using ApiClient greta = await _server.AsAsync("greta");

        (await greta.GetAsync($"{Payroll}/paxml.xml?from=2026-03-02&to=2026-03-01")).Is(400).Code.ShouldBe("bad-days");
        (await greta.GetAsync($"{Payroll}/paxml.xml?from=2020-03-02&to=2026-03-01")).Is(400).Code.ShouldBe("bad-days");
    }

    [Test]
    public void Settings_that_cannot_be_used_are_told_at_the_start()
    {
        Should.Throw<FormatException>(() => new PayrollExport(new PayrollSettings { OrganisationNumber = "212000-1967" })).Message.ShouldContain("ten digits");
        Should.Throw<FormatException>(() => new PayrollExport(new PayrollSettings { RoundUnsocialUpToMinutes = 0 })).Message.ShouldContain("1 to 60");
        Should.Throw<FormatException>(() => new PayrollExport(new PayrollSettings { Codes = { ["sjuk"] = "SJK" } })).Message.ShouldContain("sjuk");
    }

    private static async Task<XElement> FileAsync(ApiClient client)
    {
        ApiAnswer answer = (await client.GetAsync($"{Payroll}/paxml.xml{Days}")).Is(200);
        answer.ContentType.ShouldBe("application/xml");
        return XDocument.Parse(answer.Text).Root!;
    }

    private static string[] Told(XElement file, string agent) =>
        [.. file.Descendants("tidtrans").Where(told => told.Attribute("anstid")!.Value == agent).Select(told => string.Join(' ', told.Elements().Select(element => element.Value)))];

    private static async Task<string[]> PeopleAsync(ApiClient client) =>
        [.. (await client.GetAsync($"{Payroll}/time.csv{Days}")).Is(200).Text.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[0]).Distinct().Order()];

    // Three hours on a free Saturday.
    private static async Task AddOvertimeAsync(WfmDb db, string agent, RequestStatus answer)
    {
        Instant start = Instant.FromUtc(2026, 3, 7, 9, 0);
        StoredRequest request = new(House.Unit, new RequestContent(RequestKind.Overtime, [new AgentId(agent)], start, start + Duration.FromHours(3)), "greta", null, House.Planned, start);
        request.Send(House.Planned, null);
        request.Answer(answer, new RequestAnswer("greta", House.Planned, null, null));
        db.Add(request);
        await db.SaveChangesAsync();
    }
}
