using Microsoft.Playwright;
using Wfm.Server.Security;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>Whoever comes for the first time: the way in, the tour, and what one is told before asking for leave.</summary>
public sealed class NewcomerTests
{
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await RunningServer.StartAsync(
        DatabaseProvider.Sqlite, oidc: new OidcSettings { Authority = "https://login.example.org", ClientId = "wfm", ClientSecret = "secret of a test", Label = "Örebro kommun" });

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task The_page_to_log_in_leads_to_the_houses_own_log_in()
    {
        await using Screen screen = await Screen.OpenAsync(_server, 360, 780);
        await screen.GoAsync("/");
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Logga in med Örebro kommun" })).ToHaveAttributeAsync("href", "/api/session/oidc");
        (await screen.BarriersAsync()).ShouldBeEmpty();
        await screen.PictureAsync("log in with provider");
    }

    [TestCase("tora", "Prognos", 6)]
    [TestCase("greta", "Förfrågningar", 4)]
    [TestCase("adam", "Administration", 3)]
    [TestCase("anna", "Mitt schema", 4)]
    public async Task The_tour_goes_round_by_keys_and_is_not_offered_again(string login, string first, int steps)
    {
        await using Screen screen = await Screen.AsAsync(_server, login);
        IPage page = screen.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Visa mig runt" }).ClickAsync();
        ILocator tour = page.GetByRole(AriaRole.Dialog, new() { Name = "Rundtur" });
        await Expect(page.Locator("main h1")).ToHaveTextAsync(first);
        for (int step = 1; step <= steps; step++)
        {
            await Expect(tour).ToContainTextAsync($"{step} av {steps}");
            await Expect(page.Locator(".tour-here")).ToHaveCountAsync(1);
            await Expect(tour).ToBeFocusedAsync();
            if (step == 1)
            {
                (await screen.BarriersAsync()).ShouldBeEmpty();
                await screen.PictureAsync($"tour {login}");
            }

            await page.Keyboard.PressAsync("ArrowRight");
        }

        await Expect(tour).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await page.Locator("main h1").WaitForAsync();
        await Expect(page.GetByText("Ny här?")).ToHaveCountAsync(0);
        screen.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task The_tour_is_closed_by_Esc_and_shown_again_from_the_account()
    {
        await using Screen screen = await Screen.AsAsync(_server, "bo", 360, 780);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Visa mig runt" }).ClickAsync();
        ILocator tour = screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "Rundtur" });
        await Expect(tour).ToBeFocusedAsync();
        await screen.PictureAsync("tour on a phone");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Expect(tour).ToHaveCountAsync(0);
        await screen.GoAsync("/account");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Visa rundturen igen" }).ClickAsync();
        await Expect(tour).ToBeVisibleAsync();
    }

    [Test]
    public async Task An_agent_sees_how_likely_leave_is_before_asking()
    {
        await using Screen phone = await Screen.AsAsync(_server, "beata", 360, 780);
        IPage page = phone.Page;
        await page.GetByText("Dagar det går att få ledigt").ClickAsync();
        await Expect(page.Locator(".light").First).ToBeVisibleAsync();
        (await page.Locator(".light").CountAsync()).ShouldBeGreaterThan(5);
        string told = (await page.Locator(".light").First.GetAttributeAsync("aria-label"))!;
        told.ShouldMatch("^\\w+dag \\d+ mars: (Troligen ja|Osäkert)\\. .*(→|märker inget)");
        (await phone.BarriersAsync()).ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing is wider than a phone");
        await phone.PictureAsync("day lights");

        await page.Locator(".light").First.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Ledigt några timmar" }).ClickAsync();
        ILocator outlook = page.Locator(".outlook");
        await Expect(outlook.Locator(".slot").First).ToBeVisibleAsync();
        await Expect(outlook).ToContainTextAsync("Prognosen räknas om när beslut tas.");
        (await phone.BarriersAsync()).ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing is wider than a phone");
        await outlook.Locator("details summary").ScrollIntoViewIfNeededAsync();
        await phone.PictureAsync("likelihood bars", isWholePage: false);
        await outlook.GetByRole(AriaRole.Button, new() { Name = "Välj" }).Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Skicka" }).ClickAsync();
        await Expect(page.GetByText("Skickad till din gruppledare.")).ToBeVisibleAsync();
        phone.Complaints.ShouldBeEmpty();
    }
}
