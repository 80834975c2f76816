using System.Text.Json.Nodes;
using NodaTime;
using Wfm.Server.Tests.Feeds;
using Wfm.Storage;

namespace Wfm.Server.Tests.Reports;

/// <summary>Who was logged in by quarter, from the states as they were told.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class PresenceReportTests(DatabaseProvider provider) : FeedFixture(provider)
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3);

    [Test]
    public async Task A_quarter_tells_who_was_logged_in_and_who_was_ready()
    {
        Server.Clock.Now = At(12, 0);
        (await TellAsync(("0102", "Ready", At(9, 0)), ("0102", "AUX1", At(9, 10)))).Is(200);
        using ApiClient tora = await Server.AsAsync("tora");

        JsonNode report = (await tora.GetAsync($"{Root}/reports/staffing?from=2026-03-03&to=2026-03-03&by=quarter")).Is(200).Json;

        // The one of 0102 takes the first queue only: ten minutes ready of fifteen logged in.
        Figure(report, "09:00", "logged_in_hours").ShouldBe(0.25, 1e-9);
        Figure(report, "09:00", "on_calls_hours").ShouldBe(10 / 60.0, 1e-9);
        Figure(report, "09:15", "logged_in_hours").ShouldBe(0.25, 1e-9);
        Figure(report, "09:15", "on_calls_hours").ShouldBe(0, 1e-9);
        Figure(report, "08:45", "logged_in_hours").ShouldBe(0, 1e-9);
    }

    private static Instant At(int hour, int minute) => (Tuesday + new LocalTime(hour, minute)).InZoneStrictly(SmallHouse.Stockholm).ToInstant();

    private static double Figure(JsonNode report, string time, string key) => report["rows"]!.AsArray()
        .Single(row => row!["code"]!.GetValue<string>() == "första" && row["step"]!.GetValue<string>() == "quarter" && row["start"]!.GetValue<string>().StartsWith($"2026-03-03T{time}", StringComparison.Ordinal))!
        ["figures"]![key]!.GetValue<double>();
}
