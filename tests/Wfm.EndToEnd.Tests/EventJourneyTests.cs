using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>A planner enters a letter that has been, sees what it was worth, plans the next one by it and forecasts anew.</summary>
public sealed class EventJourneyTests() : Journeys(DatabaseProvider.Sqlite)
{
    private static readonly LocalDate Sent = new(2026, 1, 12);

    [Test]
    public async Task A_past_letter_tells_its_size_and_the_planned_one_raises_its_week()
    {
        await RaiseAsync(1.5);
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        IPage page = planner.Page;
        await planner.GoAsync("/forecast?queue=första&week=2026-03-09");
        ILocator form = page.GetByRole(AriaRole.Form, new() { Name = "Ny händelse" });
        await Expect(form.GetByRole(AriaRole.Status)).ToContainTextAsync("Inget förslag");
        await FillAsync(form, "Brev om taxan", "2026-01-12", "2026-01-16");
        await form.GetByRole(AriaRole.Button, new() { Name = "Lägg till" }).ClickAsync();
        await Expect(page.Locator(".said")).ToContainTextAsync("Sparat");

        await Expect(page.GetByText("Ingen händelse nära de här dagarna.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Visa alla 1" }).ClickAsync();
        ILocator past = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Brev om taxan" });
        await Expect(past).ToContainTextAsync("lärs");
        await Expect(past).ToContainTextAsync("troligen");
        Percent(await past.InnerTextAsync()).ShouldBe(50, 8);

        await Expect(form.GetByRole(AriaRole.Status)).ToContainTextAsync("Lärt av 1 tidigare händelse av slaget.");
        await FillAsync(form, "Brev i mars", "2026-03-09", "2026-03-13");
        await Expect(form.GetByRole(AriaRole.Status)).ToContainTextAsync("av slaget på Första linjen.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Lägg till" }).ClickAsync();
        ILocator planned = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Brev i mars" });
        await Expect(planned).ToContainTextAsync("väntas som tidigare av slaget: +");
        await planned.GetByRole(AriaRole.Button, new() { Name = "Ändra händelse Brev i mars" }).ClickAsync();
        ILocator edit = page.GetByRole(AriaRole.Form, new() { Name = "Ändra händelse" });
        await edit.GetByRole(AriaRole.Button, new() { Name = "Använd förslaget" }).ClickAsync();
        double suggested = double.Parse(await edit.GetByLabel("Ändring i %").InputValueAsync(), CultureInfo.InvariantCulture);
        suggested.ShouldBeInRange(30, 55);
        await edit.GetByLabel("Ändring i %").FillAsync("25");
        await planner.PictureAsync("forecast events");
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await edit.GetByRole(AriaRole.Button, new() { Name = "Spara händelsen" }).ClickAsync();
        await Expect(planned).ToContainTextAsync("+25 %");

        ILocator make = page.Locator("section").Filter(new() { HasText = "Ny prognos" });
        await make.Locator("input[type=date]").FillAsync("2026-03-02");
        await make.Locator("input[type=number]").FillAsync("2");
        await make.GetByRole(AriaRole.Button, new() { Name = "Räkna prognos och behov" }).ClickAsync();
        await Expect(page.Locator(".said")).ToContainTextAsync("Prognosen och behovet är klara", new() { Timeout = 90_000 });
        (await WeekAsync(2) / await WeekAsync(1)).ShouldBe(1.25, 0.05);

        await planner.GoAsync("/forecast?queue=första");
        await Expect(page.Locator("[role=img]").First).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("Brev i mars"));
        await planner.PictureAsync("forecast event marked");
        await page.GetByRole(AriaRole.Button, new() { Name = "tabell" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader).Filter(new() { HasText = "Brev i mars" })).ToHaveCountAsync(5);
        (await planner.BarriersAsync()).ShouldBeEmpty();
        planner.Complaints.ShouldBeEmpty();
    }

    private static async Task FillAsync(ILocator form, string name, string from, string to)
    {
        await form.GetByLabel("Namn").FillAsync(name);
        await form.GetByLabel("Från").FillAsync(from);
        await form.GetByLabel("Till").FillAsync(to);
        await form.GetByLabel("Kö").SelectOptionAsync("första");
    }

    private static double Percent(string row)
    {
        string size = row[..row.IndexOf(" %, troligen", StringComparison.Ordinal)].Split('\t', '\n', ' ')[^1];
        return double.Parse(size.TrimStart('+'), CultureInfo.InvariantCulture);
    }

    private async Task<double> WeekAsync(int version)
    {
        await using WfmDb db = Server.Database.CreateContext();
        (Instant from, Instant to, QueueId queue) = (Instant.FromUtc(2026, 3, 9, 0, 0), Instant.FromUtc(2026, 3, 14, 0, 0), new QueueId("första"));
        ForecastId id = await db.Forecasts.Where(row => row.BusinessUnitId == House.Unit && row.Version == version).Select(row => row.Id).SingleAsync();
        return await db.ForecastIntervals.Where(row => row.ForecastId == id && row.QueueCode == queue && row.Start >= from && row.Start < to).SumAsync(row => row.Calls);
    }

    // The week of the past letter had so many times the calls.
    private async Task RaiseAsync(double factor)
    {
        string[] days = [.. Enumerable.Range(0, 5).Select(day => Sent.PlusDays(day).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture))];
        IEnumerable<string> rows = SmallHouse.Calls.Split('\n').Select(line => line.Split(','))
            .Where(cells => cells[0] == "första" && days.Any(day => cells[1].StartsWith(day, StringComparison.Ordinal)))
            .Select(cells => $"första,{cells[1]},{Math.Round(int.Parse(cells[2], CultureInfo.InvariantCulture) * factor)}");
        await using WfmDb db = Server.Database.CreateContext();
        await using MemoryStream file = SmallHouse.Utf8($"queue,start,offered\n{string.Join('\n', rows)}\n");
        (await new ImportCalls(db, Server.Clock).RunAsync(House.Unit, new CallFile("rättade.csv", file, "acd", CallColumns.Wfm), default)).Outcome.ShouldBe(ImportOutcome.Taken);
    }
}
