using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>A centre that is open round the clock, on the Sundays whose day has 23 and 25 hours: slots, hours and the shift over the change.</summary>
public sealed class ClockChangeTests() : Journeys(DatabaseProvider.Sqlite)
{
    private const int HistoryDays = 70;

    [TestCase(2026, 3, 29, 23, 7)]
    [TestCase(2026, 10, 25, 25, 9)]
    public async Task A_day_shows_each_of_its_slots_once_and_a_night_shift_its_true_length(int year, int month, int day, int hours, int nightHours)
    {
        LocalDate sunday = new(year, month, day);
        (BusinessUnitId unit, ScheduleId draft) = await PlanAsync(sunday);
        string date = sunday.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        IPage page = planner.Page;
        await page.EvaluateAsync("unit => localStorage.setItem('wfm-unit', unit)", unit.Value.ToString(CultureInfo.InvariantCulture));
        await planner.GoAsync($"/schedule?v={draft.Value}&view=day&date={date}");
        await Expect(page.GetByText($"dygnet har {hours} timmar")).ToBeVisibleAsync();

        await SlotsAsync(page, sunday, hours);
        await NightAsync(page, nightHours);
        await planner.PictureAsync($"clock change {date}");
        (await planner.BarriersAsync()).ShouldBeEmpty();
        planner.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task Hours_and_figures_of_a_whole_day_never_stand_into_each_other()
    {
        (BusinessUnitId unit, ScheduleId draft) = await PlanAsync(new LocalDate(2026, 3, 22));
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        IPage page = planner.Page;
        await page.EvaluateAsync("unit => localStorage.setItem('wfm-unit', unit)", unit.Value.ToString(CultureInfo.InvariantCulture));
        foreach (int width in (int[])[1440, 1024, 360])
        {
            await page.SetViewportSizeAsync(width, 900);
            await planner.GoAsync($"/staffing?v={draft.Value}&date=2026-03-18");
            await page.Locator("main canvas").First.WaitForAsync();
            await planner.PictureAsync($"whole day needed {width}");
            await planner.GoAsync($"/schedule?v={draft.Value}&view=day&date=2026-03-18");
            await Expect(page.Locator(".strip-note")).ToHaveTextAsync("Siffrorna är den sämsta kvarten av varje 30 minuter; peka för att se varje kvart.");
            string[] hours = [.. await page.Locator(".axis .lane i").AllInnerTextsAsync()];
            hours.ShouldBe([.. Enumerable.Range(0, 13).Select(number => $"{2 * number % 24:00}:00")], $"{width} px");
            (await ApartAsync(page.Locator(".axis .lane i"))).ShouldBeGreaterThan(4, $"{width} px");
            (await ApartAsync(page.GetByRole(AriaRole.Img, new() { Name = "Behov", Exact = true }).Locator("b"))).ShouldBeGreaterThan(-0.1, $"{width} px");
            await planner.PictureAsync($"whole day {width}");
            (await planner.BarriersAsync()).ShouldBeEmpty();
        }
    }

    // The least distance in pixels between neighbours.
    private static Task<double> ApartAsync(ILocator shown) => shown.EvaluateAllAsync<double>("""
        shown => Math.min(...shown.map(one => one.getBoundingClientRect()).map((box, place, all) => place === 0 ? 1e9 : box.left - all[place - 1].right))
        """);

    // Each quarter once, in its order, without a gap; every second hour of the axis as the clock shows it, one that comes twice once.
    private static async Task SlotsAsync(IPage page, LocalDate sunday, int hours)
    {
        ILocator required = page.GetByRole(AriaRole.Img, new() { Name = "Behov", Exact = true }).Locator("i");
        await Expect(required).ToHaveCountAsync(hours * 4);
        double[] lefts = await required.EvaluateAllAsync<double[]>("cells => cells.map(cell => parseFloat(cell.style.left))");
        double[] widths = await required.EvaluateAllAsync<double[]>("cells => cells.map(cell => parseFloat(cell.style.width))");
        for (int slot = 1; slot < lefts.Length; slot++)
        {
            (lefts[slot] - lefts[slot - 1]).ShouldBe(widths[slot - 1], tolerance: 1e-3);
        }

        string[] shown = await required.EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.title.slice(0, 5))");
        shown.ShouldBe(Clocks(sunday, Duration.FromMinutes(15)));
        string[] axis = await page.Locator(".axis .lane i").AllInnerTextsAsync() is { } texts ? [.. texts] : [];
        axis.ShouldBe([.. Clocks(sunday, Duration.FromHours(1)).Where(shown => int.Parse(shown[..2], CultureInfo.InvariantCulture) % 2 == 0).Distinct(), "00:00"]);
    }

    // What a clock in Stockholm shows from midnight to midnight.
    private static string[] Clocks(LocalDate date, Duration step)
    {
        List<string> shown = [];
        Instant end = SmallHouse.Stockholm.AtStartOfDay(date.PlusDays(1)).ToInstant();
        for (Instant at = SmallHouse.Stockholm.AtStartOfDay(date).ToInstant(); at < end; at += step)
        {
            shown.Add(at.InZone(SmallHouse.Stockholm).ToString("HH:mm", CultureInfo.InvariantCulture));
        }

        return [.. shown];
    }

    // Written in the form by the clock, from midnight to eight; kept, saved, and read again.
    private static async Task NightAsync(IPage page, int hours)
    {
        ILocator row = page.Locator("[data-agent='0002']");
        await WriteAsync(page, row);
        await Expect(row.Locator(".name small")).ToHaveTextAsync($"{hours},0");
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(page.Locator(".effect .tag").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+s");
        if (await page.Locator(".effect .tag.bad").IsVisibleAsync())
        {
            await dialog.Locator("textarea").FillAsync("Prov");
            await dialog.Locator("input[type=checkbox]").CheckAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        }

        await Expect(page.Locator(".effect")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(row.Locator(".name small")).ToHaveTextAsync($"{hours},0");
        ILocator pieces = row.Locator(".piece");
        await Expect(pieces).ToHaveCountAsync(1);
        double width = await pieces.EvaluateAsync<double>("piece => piece.getBoundingClientRect().width");
        double hour = await row.Locator("u").EvaluateAllAsync<double>("ticks => (ticks.at(-1).getBoundingClientRect().left - ticks[0].getBoundingClientRect().left) / (ticks.length - 1)");
        (width / hour).ShouldBe(hours, tolerance: 0.1);
    }

    private static async Task WriteAsync(IPage page, ILocator row)
    {
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^Redigera") }).ClickAsync();
        ILocator dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Början").FillAsync("00:00");
        await dialog.GetByLabel("Slut").FillAsync("08:00");
        while (await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("Ta bort") }).CountAsync() > 0)
        {
            await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("Ta bort") }).First.ClickAsync();
        }

        await dialog.Locator("button.main").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private async Task<(BusinessUnitId Unit, ScheduleId Draft)> PlanAsync(LocalDate sunday)
    {
        LocalDate monday = sunday.PlusDays(-6);
        Dictionary<string, string> files = Files(monday);
        await using WfmDb db = Server.Database.CreateContext();
        BusinessUnitId unit = await SaveBusinessUnit.RunAsync(db, new BusinessUnit($"Dygnet runt {sunday:uuuu-MM-dd}", SmallHouse.Stockholm, Duration.FromMinutes(15)), default);
        (await new ImportPeople(db, Server.Clock).RunAsync(unit, name => files.TryGetValue(name, out string? text) ? SmallHouse.Utf8(text) : null, default)).Outcome.ShouldBe(ImportOutcome.Taken);
        await using MemoryStream calls = SmallHouse.Utf8(Calls(monday));
        (await new ImportCalls(db, Server.Clock).RunAsync(unit, new CallFile("calls.csv", calls, "acd", CallColumns.Wfm), default)).Outcome.ShouldBe(ImportOutcome.Taken);
        MakeForecastResult forecast = await new MakeForecast(db, Server.Clock).RunAsync(unit, new ForecastDays(monday, 7), null, default);
        forecast.Stored.ShouldNotBeNull(string.Join(' ', forecast.Results.Select(result => $"{result.Outcome} {string.Join(' ', result.Findings)}")));
        RequireStaffResult staff = await new RequireStaff(db, Server.Clock).RunAsync(unit, forecast.Stored.Id, monday, default);
        BuildScheduleResult built = await new BuildSchedule(db, Server.Clock).RunAsync(
            unit, staff.Stored.Id, new SchedulePeriod(monday, 1), new ScheduleOptions { Steps = 20, BoundSteps = 5 }, null, default);
        AccountId tora = await db.Accounts.Where(row => row.Login == "tora").Select(row => row.Id).SingleAsync();
        db.Add(new StoredRole(tora, Role.Trafikledning, unit, null));
        await db.SaveChangesAsync();
        built.Stored.ShouldNotBeNull(string.Join(' ', (built.Result?.Outcome as ScheduleOutcome.Infeasible)?.Conflicts ?? []));
        return (unit, built.Stored.Id);
    }

    private static Dictionary<string, string> Files(LocalDate monday) => new(SmallHouse.Files)
    {
        ["queues.csv"] = "queue,name,channel,group\nväxel,Växel,phone,ett\n",
        ["targets.csv"] = "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage\nväxel,0.8,30,of_offered,,0.75,0.9,a,180,0\n",
        ["opening_hours.csv"] = "queue,weekday,opens,closes,valid_from,valid_to\nväxel,1-7,00:00,24:00,,\n",
        ["holidays.csv"] = "date,name,kind\n",
        ["contracts.csv"] = "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set\nhel,1,35,15,15,atl\n",
        ["shift_templates.csv"] =
            "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes\n"
            + "natt,1-7,00:00,01:00,15,6,8,30,30,03:30,05:00,0,15\ndag,1-7,06:00,15:00,15,6,8,30,30,09:00,19:30,0,15\n",
        ["agents.csv"] = "agent,name,group,contract,employed_from,employed_to\n" + string.Concat(Enumerable.Range(1, 6).Select(number => $"{number:0000},Åsa {number},ett,hel,,\n")),
        ["skills.csv"] = "agent,queue,priority,valid_from,valid_to\n" + string.Concat(Enumerable.Range(1, 6).Select(number => $"{number:0000},växel,1,,\n")),
        ["absences.csv"] = "agent,start,end,category\n",
        ["meetings.csv"] = "agent,start,end,activity,movable\n",
        ["wishes.csv"] = "agent,date,wish,strength\n",
        ["previous_shifts.csv"] = "agent,start,end\n" + string.Create(CultureInfo.InvariantCulture, $"0003,{monday.PlusDays(-8):uuuu-MM-dd}T08:00,{monday.PlusDays(-8):uuuu-MM-dd}T14:00\n"),
    };

    private static string Calls(LocalDate monday)
    {
        StringBuilder text = new("queue,start,offered,answered,abandoned,handle_seconds\n");
        for (int back = HistoryDays; back > 0; back--)
        {
            for (int quarter = 0; quarter < 96; quarter++)
            {
                int offered = 4 + ((back * 31 + quarter * 17) % 4);
                LocalDateTime start = monday.PlusDays(-back).AtMidnight().PlusMinutes(quarter * 15);
                text.Append(CultureInfo.InvariantCulture, $"växel,{start:uuuu-MM-ddTHH:mm},{offered},{offered},0,{offered * 180}\n");
            }
        }

        return text.ToString();
    }
}
