using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.EndToEnd.Tests;

/// <summary>A Wednesday morning of the small house with more than twice the calls that were forecast.</summary>
public abstract class BusyMorning() : Journeys(DatabaseProvider.Sqlite)
{
    private static readonly LocalDate Wednesday = new(2026, 3, 11);

    /// <summary>Lets the morning pass until a quarter to ten, overtime the only thing that may be done about it.</summary>
    protected async Task LiveAsync()
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
    }

    protected static Instant At(LocalTime time) => (Wednesday + time).InZoneStrictly(SmallHouse.Stockholm).ToInstant();

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
}
