using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>What the telephone told: days of people, health of sources and what is kept aside, rules of states.</summary>
public sealed class FedViewsTests
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3);

    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        Interval shift;
        await using (WfmDb db = _server.Database.CreateContext())
        {
            await FeedSources.EnsureAsync(db, House.Unit, "acd", default);
            StoredShift own = await db.Shifts.SingleAsync(row => row.ScheduleId == new ScheduleId(1) && row.AgentCode == new AgentId("0002") && row.Date == Tuesday);
            shift = new Interval(own.Start, own.End);
        }

        // The house stands still until the day; the exchange tells it as it passes.
        using (ApiClient tora = await _server.AsAsync("tora"))
        {
            string tag = (await tora.GetAsync("/api/units/1/feeds/acd/logons")).Is(200).ETag!;
            (await tora.SendAsync("PUT", "/api/units/1/feeds/acd/logons", new[] { new { userCode = "0102", agent = "0002" } }, ("If-Match", tag))).Is(200);
        }

        using ApiClient exchange = _server.AsExchange();
        _server.Clock.Now = shift.Start + Duration.FromHours(4);
        string[] kept = [Text(shift.Start), Text(shift.Start + Duration.FromMinutes(90)), Text(shift.Start + Duration.FromMinutes(100)), Text(_server.Clock.Now)];
        object[] states =
        [
            new { userCode = "0102", stateCode = "Ready", at = kept[0] }, new { userCode = "0102", stateCode = "AUX1", at = kept[1] }, new { userCode = "0102", stateCode = "Ready", at = kept[2] },
            new { userCode = "0102", stateCode = "LUNCHRAST", at = kept[3] }, new { userCode = "0999", stateCode = "Ready", at = kept[0] },
        ];
        (await exchange.SendAsync("POST", "/api/units/1/feeds/acd/states", new { states })).Is(200);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_leader_asks_for_days_and_sees_one_stretch_by_stretch()
    {
        await using Screen leader = await Screen.AsAsync(_server, "greta");
        IPage page = leader.Page;
        await leader.GoAsync("/adherence");
        ILocator history = page.Locator("section", new() { HasText = "Följsamhet dag för dag" });
        await Expect(history.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
        await history.GetByLabel("Vem").SelectOptionAsync(new SelectOptionValue { Label = "Åsa 2" });
        await history.GetByRole(AriaRole.Button, new() { Name = "Visa dagarna" }).ClickAsync();
        await Expect(history.GetByRole(AriaRole.Row).Last).ToContainTextAsync("Åsa 2");
        (await leader.BarriersAsync()).ShouldBeEmpty();
        await leader.PictureAsync("adherence history");

        await history.GetByRole(AriaRole.Button, new() { Name = "tis 3 mars, Åsa 2: visa dagen" }).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Row, new() { NameRegex = new("AUX1.*Ur schema") })).ToHaveCountAsync(1);
        await Expect(dialog.GetByRole(AriaRole.Row, new() { NameRegex = new("Kontakter|Samtal|Telefon.*Ready.*I schema") }).First).ToBeVisibleAsync();
        (await leader.BarriersAsync()).ShouldBeEmpty();
        await leader.PictureAsync("adherence day");
        leader.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task An_agent_sees_the_own_days_and_nobody_elses()
    {
        await using Screen phone = await Screen.AsAsync(_server, "beata", 360, 780);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Visa dagarna" }).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("tis 3 mars") })).ToBeVisibleAsync();
        (await phone.BarriersAsync()).ShouldBeEmpty();
        (await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing is wider than a phone");
    }

    [Test]
    public async Task Trafikledning_sees_how_sources_do_and_gives_a_state_its_rule()
    {
        await using Screen planner = await Screen.AsAsync(_server, "tora");
        IPage page = planner.Page;
        await planner.GoAsync("/master-data?tab=sources");
        await Expect(page.GetByText("✓ Färskt")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Okända inloggningar: 1" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("^0999 acd 1") })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("^LUNCHRAST 1") })).ToBeVisibleAsync();
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await planner.PictureAsync("sources");

        await planner.GoAsync("/master-data?tab=states");
        ILocator paused = page.Locator("fieldset").First.Locator(".row").Nth(3);
        string before = await paused.Locator("textarea").InputValueAsync();
        await paused.Locator("textarea").FillAsync($"{before}\nLUNCHRAST");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lägg till regel" }).ClickAsync();
        ILocator rule = page.Locator("fieldset").Nth(1).Locator(".row");
        await rule.GetByLabel("Grupp av lägen").SelectOptionAsync("paused");
        await rule.GetByLabel("Enligt schemat").SelectOptionAsync("lunch");
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await Expect(page.Locator(".said")).ToHaveTextAsync("Sparat.");
        await planner.GoAsync("/master-data?tab=sources");
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("^LUNCHRAST") })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Okända inloggningar: 1" })).ToBeVisibleAsync();
        planner.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task Trafikledning_makes_a_source_and_says_whose_a_logon_is_and_an_admin_rotates_its_key()
    {
        await using Screen planner = await Screen.AsAsync(_server, "tora");
        IPage page = planner.Page;
        await planner.GoAsync("/master-data?tab=sources");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ny källa" }).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Kod").FillAsync("chatt");
        await dialog.GetByLabel("Intervall, minuter").FillAsync("30");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("^chatt .*30 min") })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Row, new() { NameRegex = new("^chatt") }).GetByRole(AriaRole.Button, new() { Name = "Inloggningar" }).ClickAsync();
        await dialog.GetByLabel("Inloggning", new() { Exact = true }).FillAsync("0203");
        await dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("0003");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Knyt" }).ClickAsync();
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await planner.PictureAsync("logons");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        using ApiClient tora = await _server.AsAsync("tora");
        (await tora.GetAsync("/api/units/1/feeds/chatt/logons")).Is(200).Text.ShouldBe("""[{"userCode":"0203","agent":"0003"}]""");

        await using Screen admin = await Screen.AsAsync(_server, "adam");
        await admin.GoAsync("/administration?tab=keys");
        await admin.Page.GetByLabel("Källa").FillAsync("chatt");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Skapa nyckel" }).ClickAsync();
        string first = await admin.Page.Locator("code.secret").InnerTextAsync();
        await admin.Page.GetByRole(AriaRole.Row, new() { NameRegex = new("^chatt") }).GetByRole(AriaRole.Button, new() { Name = "Byt, 24 h överlapp" }).ClickAsync();
        await Expect(admin.Page.Locator("code.secret")).Not.ToHaveTextAsync(first);
        await admin.PictureAsync("keys");
        await admin.GoAsync("/administration?tab=audit");
        await Expect(admin.Page.GetByRole(AriaRole.Row, new() { NameRegex = new("adam bytte nyckel .*chatt") }).First).ToBeVisibleAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Row, new() { NameRegex = new("tora ändrade källa chatt") })).ToBeVisibleAsync();
        (await admin.BarriersAsync()).ShouldBeEmpty();
        planner.Complaints.ShouldBeEmpty();
    }

    private static string Text(Instant at) => NodaTime.Text.InstantPattern.ExtendedIso.Format(at);
}
