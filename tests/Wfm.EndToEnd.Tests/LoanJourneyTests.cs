using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>Somebody lent to another group: seen by the planner, told when a change lies over it, and at its hour on one's own phone.</summary>
public sealed class LoanJourneyTests() : Journeys(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task A_loan_stands_in_the_planners_day_and_on_ones_phone_and_a_lunch_over_it_is_told()
    {
        (string day, string span) = await LendAsync("0002");
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        IPage page = planner.Page;
        await planner.GoAsync($"/schedule?view=day&date={day}");
        ILocator row = page.Locator("[data-agent='0002']");
        await Expect(row.Locator(".loan")).ToHaveCountAsync(1);
        await Expect(page.Locator(".day-rows .loan")).ToHaveCountAsync(1);
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = $"utlånad {span}: Bygglov" }).First).ToBeVisibleAsync();
        await Expect(page.Locator(".legend")).ToContainTextAsync("Utlånad till annan grupp");
        await Expect(page.Locator("table.lent tbody tr")).ToHaveTextAsync($"Åsa 2{span}Bygglov");
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await planner.PictureAsync("loan in the day view");

        // The lunch is moved an hour into the loan with the keys, and told before anything is saved.
        await row.Locator(".piece.lunch").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        for (int quarter = 0; quarter < 4; quarter++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        ILocator told = page.Locator(".effect li", new() { HasText = "Utlåning" });
        await Expect(told).ToContainTextAsync($"ligger över utlåningen till bygg {span}.");
        await planner.PictureAsync("lunch over a loan");
        await page.Keyboard.PressAsync("Escape");
        await Expect(told).ToHaveCountAsync(0);

        await using Screen phone = await Screen.AsAsync(Server, "beata", 360, 780);
        await phone.GoAsync($"/my-schedule?week={day}");
        ILocator own = phone.Page.Locator(".days > li", new() { HasText = "Utlånad: Bygglov" });
        await Expect(own.Locator("summary")).ToContainTextAsync($"{span} Utlånad: Bygglov");
        await phone.PictureAsync("loan in the week");
        await own.Locator("summary").ClickAsync();
        string[] pieces = [.. await own.Locator(".pieces li").AllInnerTextsAsync()];
        int lent = Array.FindIndex(pieces, piece => piece.Contains($"{span} Utlånad: Bygglov", StringComparison.Ordinal)), lunch = Array.FindIndex(pieces, piece => piece.Contains("Lunch", StringComparison.Ordinal));
        lent.ShouldBeInRange(1, lunch - 1, string.Join('\n', pieces));
        (await phone.BarriersAsync()).ShouldBeEmpty();
        await phone.PictureAsync("loan at its hour");
        planner.Complaints.ShouldBeEmpty();
        phone.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task Overtime_so_far_stands_beside_what_the_law_allows()
    {
        await ApprovedOvertime.AddAsync(Server, "0002", 2, [new LocalDate(2026, 1, 20), new LocalDate(2026, 2, 2)]);
        await using Screen phone = await Screen.AsAsync(Server, "beata", 360, 780);
        await phone.GoAsync("/my-schedule");
        ILocator counted = phone.Page.Locator("dl.facts", new() { HasText = "Övertid" });
        await Expect(counted).ToContainTextAsync("Övertid i år4,0 av högst 200 h");
        await Expect(counted).ToContainTextAsync("Övertid den här månaden2,0 av högst 50 h");
        await phone.PictureAsync("overtime so far");
        phone.Complaints.ShouldBeEmpty();
    }

    // The hour before somebody's lunch, on a day of the second week.
    private async Task<(string Day, string Span)> LendAsync(string agent)
    {
        await using WfmDb db = Server.Database.CreateContext();
        AgentId who = new(agent);
        ScheduleVersion published = await db.Schedules.SingleAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Published);
        Shift shift = (await ScheduleStore.LoadAsync(db, published.Id, default)).Shifts
            .First(own => own.Agent == who && own.Date >= SmallHouse.Monday.PlusDays(9) && own.Activities.Any(piece => piece.Kind == ActivityKind.Lunch));
        Interval lunch = shift.Activities.First(piece => piece.Kind == ActivityKind.Lunch).Span;
        Interval loan = new(lunch.Start - Duration.FromHours(1), lunch.Start);
        db.Add(new StoredLoan(House.Unit, who, new QueueId("bygg"), loan, 1));
        await db.SaveChangesAsync();
        string Clock(Instant moment) => moment.InZone(SmallHouse.Stockholm).ToString("HH:mm", null);
        return (shift.Date.ToString("uuuu-MM-dd", null), $"{Clock(loan.Start)}–{Clock(loan.End)}");
    }
}
