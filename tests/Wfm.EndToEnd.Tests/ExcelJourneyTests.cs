using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Playwright;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>The schedule out to Excel, edited there, and back in: what is wrong by cell, then what it does, then taken.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class ExcelJourneyTests(DatabaseProvider provider) : Journeys(provider)
{
    [Test]
    public async Task A_workbook_goes_out_is_edited_and_comes_in()
    {
        int draft;
        using (ApiClient tora = await Server.AsAsync("tora"))
        {
            draft = (await tora.DecideAsync("/api/units/1/schedules/1/restore", new { })).Is(200).Json["id"]!.GetValue<int>();
        }

        await using Screen planner = await Screen.AsAsync(Server, "tora");
        IPage page = planner.Page;
        await planner.GoAsync($"/schedule?v={draft}");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Excel ut" }).ClickAsync());
        string folder = Directory.CreateTempSubdirectory("wfm-excel-").FullName;
        string file = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(file);

        string cell = Edit(file, "nonsens");
        await page.GetByRole(AriaRole.Button, new() { Name = "Excel in" }).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[type=file]").SetInputFilesAsync(file);
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("1 fel i filen; inget är ändrat.");
        await Expect(dialog.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync(cell);
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await planner.PictureAsync("excel refused");

        string mended = Path.Combine(folder, "rättad.xlsx");
        File.Copy(file, mended);
        Edit(mended, "08:00-14:00 L 11:30-12:00");
        await dialog.Locator("input[type=file]").SetInputFilesAsync(mended);
        await dialog.GetByLabel("Varför").FillAsync("Ändrat i Excel");
        await planner.PictureAsync("excel effect");
        if (await dialog.Locator("input[type=checkbox]").IsVisibleAsync())
        {
            await dialog.Locator("input[type=checkbox]").CheckAsync();
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ta in 1 dag i utkastet" }).ClickAsync();
        await Expect(page.Locator(".said")).ToHaveTextAsync("1 dag är intagen i utkastet.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Historik" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Ändrat i Excel");
        planner.Complaints.ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Writes into the first cell of person 0002 that holds a shift, or held what was written before; tells which it is.</summary>
    private static string Edit(string file, string text)
    {
        using SpreadsheetDocument workbook = SpreadsheetDocument.Open(file, isEditable: true);
        WorkbookPart book = workbook.WorkbookPart!;
        Sheet sheet = book.Workbook.Descendants<Sheet>().First();
        Worksheet days = ((WorksheetPart)book.GetPartById(sheet.Id!.Value!)).Worksheet;
        Row row = days.Descendants<Row>().Single(one => one.Elements<Cell>().First().InnerText == "0002");
        Cell cell = row.Elements<Cell>().Skip(4).First(one => one.InnerText.Length > 0);
        cell.DataType = CellValues.InlineString;
        cell.InlineString = new InlineString(new Text(text));
        days.Save();
        return cell.CellReference!.Value!;
    }
}
