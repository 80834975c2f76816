using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Wfm.Domain;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>A leader asks somebody to stay longer, who says yes on the phone.</summary>
public sealed class OfferJourneyTests : BusyMorning
{
    [Test]
    public async Task Who_is_asked_to_stay_says_yes_on_the_phone_and_the_day_follows()
    {
        await LiveAsync();
        await using (WfmDb db = Server.Database.CreateContext())
        {
            AgentId asked = await db.DayProposals.OrderByDescending(row => row.Id).SelectMany(row => row.Parts).Where(part => part.GroupCode == new GroupId("två")).Select(part => part.AgentCode).FirstAsync();
            await House.AccountAsync(db, "pia", House.Unit, asked.Value, (Role.Medarbetare, null));
        }

        await using Screen phone = await Screen.AsAsync(Server, "pia", 360, 780);
        await using Screen leader = await Screen.AsAsync(Server, "gustav");
        await leader.GoAsync("/day");
        await leader.Page.GetByLabel("Varför").First.FillAsync("kan du stanna?");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "Fråga" }).First.ClickAsync();
        await Expect(leader.Page.Locator(".said")).ToHaveTextAsync("Frågan är ställd.");

        // The phone hears of it by itself.
        await Expect(phone.Page.GetByText("kan du stanna?")).ToBeVisibleAsync();
        (await phone.BarriersAsync()).ShouldBeEmpty();
        await phone.PictureAsync("offer");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Ja, det går bra" }).ClickAsync();
        await Expect(phone.Page.Locator(".said")).ToHaveTextAsync("Tack! Ditt schema är ändrat.");
        await Expect(leader.Page.GetByText("Besvarad av pia.").First).ToBeVisibleAsync();
        phone.Complaints.ShouldBeEmpty();
        leader.Complaints.ShouldBeEmpty();
    }
}
