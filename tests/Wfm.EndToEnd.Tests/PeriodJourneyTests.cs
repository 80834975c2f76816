using Microsoft.Playwright;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>From the forecast to the promise, through the screens of those who do it; over the day summer time begins.</summary>
public sealed class PeriodJourneyTests() : Journeys(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task A_period_is_forecast_wished_for_built_edited_approved_and_published()
    {
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        IPage page = planner.Page;
        await ForecastAsync(planner);
        await PlanAsync(planner);
        await WishAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Stäng för önskemål" }).ClickAsync();
        await page.GetByLabel("Söktid").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bygg ett utkast" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Version 1" }).ClickAsync();
        await EditAsync(page);
        await planner.GoAsync("/schedule?view=day&date=2026-03-29");
        await Expect(page.GetByText("dygnet har 23 timmar")).ToBeVisibleAsync();

        await planner.GoAsync("/periods");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lägg fram för gruppledarna" }).ClickAsync();
        await Expect(page.GetByText("Väntar: två")).ToBeVisibleAsync();
        await ApproveAsync("greta", "ett");
        await ApproveAsync("gustav", "två");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publicera" }).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Row)).ToHaveCountAsync(9);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publicera" }).ClickAsync();
        await Expect(page.Locator(".steps .here")).ToHaveTextAsync("Publicerad");

        await using Screen agent = await Screen.AsAsync(Server, "anna", 360, 780);
        await agent.GoAsync("/inbox");
        await Expect(agent.Page.GetByText("Ditt schema är publicerat")).ToBeVisibleAsync();
        await agent.GoAsync("/my-schedule?week=2026-03-23");
        (await agent.Page.Locator(".days details").CountAsync()).ShouldBeGreaterThan(2);
        planner.Complaints.ShouldBeEmpty();
    }

    private static async Task ForecastAsync(Screen planner)
    {
        await planner.GoAsync("/forecast");
        ILocator form = planner.Page.Locator("form.row", new() { HasText = "Räkna prognos och behov" });
        await form.GetByLabel("Från").FillAsync("2026-03-16");
        await form.GetByLabel("Veckor").FillAsync("2");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(planner.Page.Locator(".said")).ToHaveTextAsync("Prognosen och behovet är klara.", new() { Timeout = 60_000 });
    }

    private static async Task PlanAsync(Screen planner)
    {
        await planner.GoAsync("/periods");
        await planner.Page.GetByRole(AriaRole.Button, new() { Name = "Ny period" }).ClickAsync();
        ILocator dialog = planner.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Första måndagen").FillAsync("2026-03-16");
        await dialog.GetByLabel("Veckor").FillAsync("2");
        await dialog.GetByLabel("Önskemål från").FillAsync("2026-02-02");
        await dialog.GetByLabel("Önskemål till").FillAsync("2026-02-09");
        await dialog.GetByLabel("Godkänns senast").FillAsync("2026-02-20");
        await dialog.GetByLabel("Publiceras senast").FillAsync("2026-02-23");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Planera perioden" }).ClickAsync();
        await planner.Page.GetByRole(AriaRole.Button, new() { Name = "Öppna för önskemål" }).ClickAsync();
        await Expect(planner.Page.Locator(".steps .here")).ToHaveTextAsync("Öppen för önskemål");
    }

    private async Task WishAsync()
    {
        await using Screen agent = await Screen.AsAsync(Server, "anna", 360, 780);
        await agent.GoAsync("/wishes");
        await agent.Page.GetByLabel("tisdag 17 mars").SelectOptionAsync("dayOff");
        await Expect(agent.Page.Locator(".said")).ToHaveTextAsync("Önskemålet är sparat.");
        (await agent.BarriersAsync()).ShouldBeEmpty();
    }

    // With the keyboard alone: a lunch is picked, moved by a quarter of an hour, kept over a reload, and saved.
    private static async Task EditAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Dag", Exact = true }).ClickAsync();
        ILocator lunch = page.Locator(".piece.lunch").First;
        string before = (await lunch.GetAttributeAsync("aria-label"))!;
        await lunch.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".effect .tag").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".effect .tag").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+s");
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        if (await page.Locator(".effect .tag.bad").IsVisibleAsync())
        {
            await dialog.Locator("textarea").FillAsync("Prov");
            await dialog.Locator("input[type=checkbox]").CheckAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        }

        await Expect(page.Locator(".effect")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = before })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = before })).ToHaveCountAsync(1);
    }

    private async Task ApproveAsync(string login, string group)
    {
        await using Screen leader = await Screen.AsAsync(Server, login);
        await leader.GoAsync("/periods");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = $"Godkänn för {group}" }).ClickAsync();
        await Expect(leader.Page.GetByText($"✓ {group}")).ToBeVisibleAsync();
        (await leader.BarriersAsync()).ShouldBeEmpty();
    }
}
