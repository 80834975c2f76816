using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Wfm.Planning;
using Wfm.Server.Tests.Requests;
using Wfm.Storage;

namespace Wfm.Server.Tests.Day;

/// <summary>A Wednesday of the house while it is being worked: calls reported quarter by quarter, a clock that is turned, a watch that looks.</summary>
public abstract class DayFixture(DatabaseProvider provider) : RequestsFixture(provider)
{
    protected const string Day = "/api/units/1/day";

    protected static readonly LocalDate Wednesday = new(2026, 3, 11);

    /// <summary>Lets every quarter until a time come in with so many times the calls that were forecast, and looks at the end of each.</summary>
    /// <param name="from">First quarter.</param>
    /// <param name="until">The clock's time afterwards.</param>
    /// <param name="busy">Calls of the queue "första" ÷ those forecast.</param>
    protected async Task PassAsync(LocalTime from, LocalTime until, double busy)
    {
        for (LocalTime time = from; time < until; time = time.PlusMinutes(15))
        {
            await ReportAsync(time, busy);
            Server.Clock.Now = At(time.PlusMinutes(15)) + Duration.FromSeconds(20);
            await LookAsync();
        }
    }

    protected Task<WatchOutcome> LookAsync() => StepAsync<WatchDay, WatchOutcome>(watch => watch.RunAsync(House.Unit, default));

    /// <summary>One quarter of both queues as the exchange reports it.</summary>
    protected async Task ReportAsync(LocalTime time, double busy)
    {
        StringBuilder text = new("queue,start,offered,answered,abandoned,answered_in_time,handle_seconds\n");
        Row("första", (int)Math.Round(10 * busy), busy > 1.3 ? 0.4 : 0.9, 180);
        Row("bygg", busy < 1 ? 1 : 4, 0.9, 300);
        using ApiClient exchange = Server.AsExchange();
        (await exchange.SendAsync("POST", "/api/units/1/feeds/acd/calls", text.ToString())).Is(200);

        void Row(string queue, int offered, double inTime, int seconds) => text.Append(
            CultureInfo.InvariantCulture, $"{queue},{Wednesday + time:uuuu-MM-ddTHH:mm},{offered},{offered},0,{(int)(offered * inTime)},{offered * seconds}\n");
    }

    protected static Instant At(LocalTime time) => (Wednesday + time).InZoneStrictly(SmallHouse.Stockholm).ToInstant();

    protected static JsonNode Queue(JsonNode picture, string queue) => picture["queues"]!.AsArray().Single(own => own!["queue"]!.GetValue<string>() == queue)!;
}
