using Microsoft.Playwright;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>Logging in, what each role finds, language, and a session that ends while one works.</summary>
public sealed class LogInTests() : Journeys(DatabaseProvider.Sqlite)
{
    [TestCase("anna", "Mitt schema|Önskemål")]
    [TestCase("gustav", "Förfrågningar|Inom dagen|Följsamhet|Schema|Bemanningsbehov|Prognos|Perioder|Rapporter|Grunddata")]
    [TestCase("tora", "Förfrågningar|Inom dagen|Följsamhet|Schema|Bemanningsbehov|Prognos|Perioder|Körningar|Rapporter|Grunddata")]
    [TestCase("adam", "Prognos|Körningar|Grunddata|Administration")]
    public async Task Each_role_finds_its_own_views(string login, string views)
    {
        await using Screen screen = await Screen.AsAsync(Server, login);
        IReadOnlyList<string> found = await screen.Page.Locator("nav.places a").AllInnerTextsAsync();
        string.Join("|", found).ShouldBe(views);
        screen.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task A_wrong_password_is_said_in_words()
    {
        await using Screen screen = await Screen.OpenAsync(Server);
        await screen.Page.GotoAsync("/");
        await screen.LogInAsync("anna", "fel lösenord, men långt");
        await Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Fel användarnamn eller lösenord");
    }

    [Test]
    public async Task The_language_is_changed_and_stays()
    {
        await using Screen screen = await Screen.AsAsync(Server, "anna");
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("Mitt schema");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("My schedule");
        await screen.Page.ReloadAsync();
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("My schedule");
        (await screen.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Svenska" }).ClickAsync();
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("Mitt schema");
    }

    [Test]
    public async Task A_session_that_ends_asks_for_the_password_over_the_view_and_loses_nothing()
    {
        await using Screen screen = await Screen.AsAsync(Server, "bo");
        await screen.Page.Locator(".days .ask").First.ClickAsync();
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "Övertid" }).ClickAsync();
        await screen.Page.GetByLabel("Meddelande").FillAsync("Jag kan stanna");
        await screen.Page.Context.ClearCookiesAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Skicka" }).ClickAsync();
        ILocator dialog = screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "Du har loggats ut" });
        await dialog.GetByLabel("Användarnamn").FillAsync("bo");
        await dialog.GetByLabel("Lösenord").FillAsync(House.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Logga in" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(screen.Page.GetByLabel("Meddelande")).ToHaveValueAsync("Jag kan stanna");
    }

    [Test]
    public async Task Addresses_of_views_answer_with_the_page_and_others_as_before()
    {
        using HttpClient client = new() { BaseAddress = Server.Address };
        using HttpRequestMessage page = new(HttpMethod.Get, "/my-schedule");
        page.Headers.Add("Accept", "text/html");
        using HttpResponseMessage shown = await client.SendAsync(page);
        (await shown.Content.ReadAsStringAsync()).ShouldContain("<div id=\"app\">");
        shown.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        using HttpResponseMessage unknown = await client.GetAsync(new Uri("/api/nothing", UriKind.Relative));
        ((int)unknown.StatusCode).ShouldBe(404);
        unknown.Headers.CacheControl!.ToString().ShouldBe("no-store");
    }
}
