using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;
using static Microsoft.Playwright.Assertions;

namespace Wfm.EndToEnd.Tests;

/// <summary>A morning with far more calls than forecast: the alarm is seen, a proposal answered by the leader, and the day tells what changed.</summary>
public sealed class RunningDayTests() : Journeys(DatabaseProvider.Sqlite)
{
    private static readonly LocalDate Wednesday = new(2026, 3, 11);

    [Test]
    public async Task An_alarm_brings_a_proposal_that_the_leader_accepts_person_by_person()
    {
        Server.Clock.Now = At(new LocalTime(7, 50));
        using (ApiClient planner = await Server.AsAsync("tora"))
        {
            (await planner.SendAsync("PUT", "/api/units/1/day/settings", new { levers = (string[])["overtime"] }, ("If-Match", "\"0\""))).Is(200);
        }

        for (LocalTime time = new(8, 0); time < new LocalTime(9, 45); time = time.PlusMinutes(15))
        {
            await ReportAsync(time);
        }

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

    // One quarter of both queues as the exchange reports it, and a look at its end.
    private async Task ReportAsync(LocalTime time)
    {
        StringBuilder text = new("queue,start,offered,answered,abandoned,answered_in_time,handle_seconds\n");
        Row("första", 22, 0.4, 180);
        Row("bygg", 4, 0.9, 300);
        using ApiClient exchange = Server.AsExchange();
        (await exchange.SendAsync("POST", "/api/units/1/feeds/acd/calls", text.ToString())).Is(200);
        Server.Clock.Now = At(time.PlusMinutes(15)) + Duration.FromSeconds(20);
        await using AsyncServiceScope scope = Server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WatchDay>().RunAsync(House.Unit, default);

        void Row(string queue, int offered, double inTime, int seconds) => text.Append(
            CultureInfo.InvariantCulture, $"{queue},{Wednesday + time:uuuu-MM-ddTHH:mm},{offered},{offered},0,{(int)(offered * inTime)},{offered * seconds}\n");
    }

    private static Instant At(LocalTime time) => (Wednesday + time).InZoneStrictly(SmallHouse.Stockholm).ToInstant();
}
