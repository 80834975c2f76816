using Microsoft.Playwright;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>Somebody asks on a phone; the leader decides on what a yes costs callers; the answer is seen at once.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class RequestJourneyTests(DatabaseProvider provider) : Journeys(provider)
{
    [Test]
    public async Task Asked_in_three_taps_on_a_phone_and_approved_with_its_consequence()
    {
        await using Screen phone = await Screen.AsAsync(Server, "beata", 360, 780);
        await phone.Page.Locator(".days li:has(details) .ask").First.ClickAsync();
        await phone.Page.GetByRole(AriaRole.Radio, new() { Name = "Ledigt några timmar" }).ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Skicka" }).ClickAsync();
        await Expect(phone.Page.GetByText("Skickad till din gruppledare.")).ToBeVisibleAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Klart" }).ClickAsync();
        (await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing is wider than a phone");

        await using Screen leader = await Screen.AsAsync(Server, "greta");
        await leader.GoAsync("/requests");
        await Expect(leader.Page.Locator(".request-card h2")).ToHaveTextAsync("Åsa 2");
        await Expect(leader.Page.Locator(".request-card table.full")).ToContainTextAsync("Första linjen");
        await Expect(leader.Page.Locator(".request-card")).ToContainTextAsync("→");
        (await leader.BarriersAsync()).ShouldBeEmpty();
        await DecidableAsync(leader);
        await leader.Page.Keyboard.PressAsync("a");
        if (await leader.Page.GetByRole(AriaRole.Dialog).IsVisibleAsync())
        {
            await leader.Page.GetByRole(AriaRole.Dialog).Locator("textarea").FillAsync("Vi klarar dagen ändå");
            await leader.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Bevilja" }).ClickAsync();
        }

        await Expect(leader.Page.Locator(".said")).ToHaveTextAsync("Förfrågan är beviljad, och schemat är ändrat.");

        // The phone hears it by an event, without a reload.
        await Expect(phone.Page.Locator(".own-requests .tag.good").First).ToHaveTextAsync("Beviljad");
        await Expect(phone.Page.Locator(".top .count")).ToBeVisibleAsync();
        phone.Complaints.ShouldBeEmpty();
        leader.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task A_no_needs_a_reason_which_the_asker_reads_and_trafikledning_only_advises()
    {
        await using Screen asker = await Screen.AsAsync(Server, "bo", 360, 780);
        await asker.Page.Locator(".days li:has(details) .ask").Nth(2).ClickAsync();
        await asker.Page.GetByRole(AriaRole.Radio, new() { Name = "Semester" }).ClickAsync();
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "Skicka" }).ClickAsync();
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "Klart" }).ClickAsync();

        await using Screen planner = await Screen.AsAsync(Server, "tora");
        await planner.GoAsync("/requests");
        await planner.Page.Locator(".inbox-list button", new() { HasText = "Åsa 5" }).ClickAsync();
        await planner.Page.GetByLabel("Motivering").FillAsync("Bygglov blir ensamt");
        await planner.Page.GetByRole(AriaRole.Button, new() { Name = "Ge råd" }).ClickAsync();
        await Expect(planner.Page.GetByText("Bygglov blir ensamt")).ToBeVisibleAsync();
        await Expect(planner.Page.GetByRole(AriaRole.Button, new() { Name = "Bevilja" })).ToHaveCountAsync(0);

        await using Screen leader = await Screen.AsAsync(Server, "gustav");
        await Expect(leader.Page.GetByText("Bygglov blir ensamt")).ToBeVisibleAsync();
        await DecidableAsync(leader);
        await leader.Page.Keyboard.PressAsync("d");
        await leader.Page.GetByRole(AriaRole.Dialog).Locator("textarea").FillAsync("För få kvar på bygglov den dagen");
        await leader.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avslå" }).ClickAsync();
        await Expect(asker.Page.GetByText("För få kvar på bygglov den dagen")).ToBeVisibleAsync();
    }

    // A decision rests on figures, so the keys do nothing before they are there.
    private static Task DecidableAsync(Screen leader) => Expect(leader.Page.GetByRole(AriaRole.Button, new() { Name = "Bevilja" })).ToBeVisibleAsync();
}
