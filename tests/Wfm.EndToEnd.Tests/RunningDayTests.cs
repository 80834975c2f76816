using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>A morning with far more calls than forecast: the alarm is seen, a proposal answered by the leader, and the day tells what changed.</summary>
public sealed class RunningDayTests : BusyMorning
{
    [Test]
    public async Task An_alarm_brings_a_proposal_that_the_leader_accepts_person_by_person()
    {
        await LiveAsync();
        await using Screen watcher = await Screen.AsAsync(Server, "tora");
        await watcher.GoAsync("/day");
        await Expect(watcher.Page.Locator("table .tag.bad").First).ToHaveTextAsync("▼ Under gränsen");
        (await watcher.BarriersAsync()).ShouldBeEmpty();
        await watcher.PictureAsync("running day");

        await using Screen leader = await Screen.AsAsync(Server, "gustav");
        await leader.GoAsync("/day");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "Vad ger de valda?" }).First.ClickAsync();
        await Expect(leader.Page.GetByText("Vad de valda delarna ger")).ToBeVisibleAsync();
        await leader.PictureAsync("proposal");
        await leader.Page.GetByLabel("Varför").First.FillAsync("kön växer");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "Godta" }).First.ClickAsync();
        await Expect(leader.Page.Locator(".said")).ToHaveTextAsync("Förslaget är godtaget, och schemat ändrat.");
        await Expect(watcher.Page.GetByText("kön växer").First).ToBeVisibleAsync();
        watcher.Complaints.ShouldBeEmpty();
        leader.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task A_sick_call_is_made_on_the_phone_and_told_as_what_it_is()
    {
        Server.Clock.Now = At(new LocalTime(7, 30)) + Duration.FromDays(1);
        await using Screen planner = await Screen.AsAsync(Server, "tora");
        await planner.GoAsync("/adherence");
        await Expect(planner.Page.Locator("main table").First.GetByText("Åsa 5")).ToBeVisibleAsync();
        (await planner.BarriersAsync()).ShouldBeEmpty();
        await planner.PictureAsync("adherence");

        await using Screen phone = await Screen.AsAsync(Server, "bo", 360, 780);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Anmäl sjuk, sen eller åter" }).ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Anmäl", Exact = true }).ClickAsync();
        await Expect(phone.Page.Locator(".said")).ToHaveTextAsync("Sjukanmälan är gjord, och dagen räknas om.");

        await planner.GoAsync("/day");
        await Expect(planner.Page.GetByText("Oplanerad händelse").First).ToBeVisibleAsync();
        planner.Complaints.ShouldBeEmpty();
        phone.Complaints.ShouldBeEmpty();
    }
}
