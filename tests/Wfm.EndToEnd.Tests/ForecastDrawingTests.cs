using Microsoft.Playwright;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>A planner draws the forecast: by percent, with the pointer, back and forth, and saves it with a reason.</summary>
public sealed class ForecastDrawingTests() : Journeys(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task An_area_in_percent_and_a_line_by_hand_become_a_new_version()
    {
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        IPage page = planner.Page;
        await planner.GoAsync("/forecast?queue=första&week=2026-03-09");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rita prognosen" }).ClickAsync();
        ILocator bar = page.GetByRole(AriaRole.Region, new() { Name = "Rita prognosen för hand" });
        await bar.GetByLabel("Procent").FillAsync("20");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Ändra", Exact = true }).ClickAsync();
        await Expect(bar).ToContainTextAsync("+20,0 %");

        // With the pointer: high over the middle of the plot, so that more is expected than before.
        LocatorBoundingBoxResult plot = await PlotAsync(page);
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.30f, plot.Y + plot.Height * 0.1f);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.36f, plot.Y + plot.Height * 0.1f, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(bar).Not.ToContainTextAsync("+20,0 %");
        string drawn = await bar.GetByRole(AriaRole.Status).InnerTextAsync();
        await planner.PictureAsync("forecast drawing");
        (await planner.BarriersAsync()).ShouldBeEmpty();

        await page.Keyboard.PressAsync("Control+z");
        await Expect(bar).ToContainTextAsync("+20,0 %");
        await page.Keyboard.PressAsync("Control+y");
        await Expect(bar.GetByRole(AriaRole.Status)).ToHaveTextAsync(drawn, new() { UseInnerText = true });
        await page.ReloadAsync();
        await Expect(bar.GetByRole(AriaRole.Status)).ToHaveTextAsync(drawn, new() { UseInnerText = true });

        await bar.GetByRole(AriaRole.Button, new() { Name = "Spara som ny version" }).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("textarea").FillAsync("Utskick om avfallstaxan");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Spara som ny version" }).ClickAsync();
        await Expect(page.Locator(".said")).ToContainTextAsync("Prognosversion 2 är sparad");
        await Expect(page.GetByText("Utskick om avfallstaxan").First).ToBeVisibleAsync();
        await Expect(bar).ToHaveCountAsync(0);
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await planner.PictureAsync("forecast adjusted");

        await planner.GoAsync("/forecast?queue=första&draw=1");
        plot = await PlotAsync(page);
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.1f, plot.Y + plot.Height * 0.9f);
        await page.Mouse.DownAsync();
        await page.Mouse.UpAsync();
        await Expect(bar.GetByRole(AriaRole.Status)).ToContainTextAsync("−");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Släng ändringarna" }).ClickAsync();
        planner.Complaints.ShouldBeEmpty();
    }

    // It is drawn anew while its lines arrive, and has no place for that moment.
    private static async Task<LocatorBoundingBoxResult> PlotAsync(IPage page)
    {
        ILocator over = page.Locator(".plot.drawn .u-over");
        LocatorBoundingBoxResult? box = null;
        for (int tries = 0; box is null && tries < 50; tries++)
        {
            await Expect(page.Locator("main .loading")).ToHaveCountAsync(0);
            await Expect(over).ToBeVisibleAsync();
            await Task.Delay(200);
            box = await over.BoundingBoxAsync();
        }

        return box.ShouldNotBeNull();
    }
}
