using Microsoft.Playwright;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>Several requests at once: their joint effect, one reason, each decided by itself; what is refused says why.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class BatchJourneyTests(DatabaseProvider provider) : Journeys(provider)
{
    [Test]
    public async Task Three_leaves_are_weighed_together_and_granted_but_not_the_leaders_own()
    {
        using (ApiClient greta = await Server.AsAsync("greta"))
        {
            foreach (string agent in (string[])["0001", "0002", "0004"])
            {
                (await greta.DecideAsync("/api/units/1/requests", new { kind = "absence", agents = (string[])[agent], start = "2026-03-12T09:00", end = "2026-03-12T11:00", category = "vacation" })).Is(200);
            }
        }

        await using Screen leader = await Screen.AsAsync(Server, "greta");
        IPage page = leader.Page;
        await leader.GoAsync("/requests");
        await Expect(page.Locator(".inbox-list li")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("x");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 förfrågan tillsammans" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Avmarkera", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Markera alla" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3 förfrågningar tillsammans" })).ToBeVisibleAsync();
        await Expect(page.Locator(".request-card table.full")).ToContainTextAsync("Första linjen");
        (await leader.BarriersAsync()).ShouldBeEmpty();
        await leader.PictureAsync("batch");

        await page.GetByRole(AriaRole.Button, new() { Name = "Bevilja alla 3" }).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("textarea").FillAsync("Vi klarar förmiddagen");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Bevilja alla 3" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Så gick det" })).ToBeVisibleAsync();
        await Expect(page.Locator(".request-card .tag.good")).ToHaveCountAsync(2);
        await Expect(page.Locator(".request-card .tag.bad")).ToHaveCountAsync(1);
        await Expect(page.GetByText("Ingen beslutar om det som rör en själv.")).ToBeVisibleAsync();
        await leader.PictureAsync("batch outcome");
        await page.GetByRole(AriaRole.Button, new() { Name = "Klart" }).ClickAsync();
        await Expect(page.Locator(".inbox-list li")).ToHaveCountAsync(1);
        leader.Complaints.ShouldBeEmpty();
    }
}
