using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Tests.Plans;

/// <summary>A planner draws the forecast otherwise: a new version, recorded, and taken along by the next forecast.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class ForecastAdjustmentTests(DatabaseProvider provider)
{
    private const string Forecasts = "/api/units/1/forecasts";
    private const string From = "2026-03-09T08:00:00Z", Noon = "2026-03-09T11:00:00Z", Next = "2026-03-09T11:15:00Z";

    private RunningServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider);

    [TearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task An_area_is_multiplied_and_a_point_set_in_a_new_version_with_who_and_why()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        Dictionary<string, JsonNode> before = await PointsAsync(tora, 1);

        JsonNode made = (await AdjustAsync(tora, 1, "Utskick om avfall", Area("första", 1.5), Point("första", 7.5))).Is(200).Json;

        int id = made["id"]!.GetValue<int>();
        (made["version"]!.GetValue<int>(), made["inputs"]!.GetValue<string>(), made["model"]!.GetValue<string>()).ShouldBe((2, "forecast#1", "by hand"));
        Dictionary<string, JsonNode> after = await PointsAsync(tora, id);
        after.Keys.ShouldBe(before.Keys, ignoreOrder: true);
        int changed = 0;
        foreach ((string key, JsonNode was) in before)
        {
            Instant start = NodaTime.Text.InstantPattern.ExtendedIso.Parse(was["start"]!.GetValue<string>()).Value;
            bool isOfQueue = was["queue"]!.GetValue<string>() == "första";
            bool isArea = isOfQueue && start >= Instant.FromUtc(2026, 3, 9, 8, 0) && start < Instant.FromUtc(2026, 3, 9, 11, 0), isPoint = isOfQueue && start == Instant.FromUtc(2026, 3, 9, 11, 0);
            double calls = was["calls"]!.GetValue<double>(), expected = isPoint ? 7.5 : isArea ? calls * 1.5 : calls;
            after[key]["calls"]!.GetValue<double>().ShouldBe(expected, 1e-9);
            after[key]["p90"]!.GetValue<double>().ShouldBe(was["p90"]!.GetValue<double>() * expected / calls, 1e-9);
            after[key]["averageHandleSeconds"]!.ToJsonString().ShouldBe(was["averageHandleSeconds"]!.ToJsonString());
            changed += expected == calls ? 0 : 1;
        }

        changed.ShouldBe(13);
        JsonNode kept = (await tora.GetAsync($"{Forecasts}/{id}")).Is(200).Json["adjustments"]!;
        kept.AsArray().Select(one => $"{one!["by"]} {one["why"]} {one["span"]!["factor"]} {one["span"]!["calls"]}").ShouldBe(["tora Utskick om avfall 1.5 ", "tora Utskick om avfall  7.5"]);
        await using WfmDb db = _server.Database.CreateContext();
        AuditEntry audit = await db.AuditEntries.SingleAsync(row => row.Action == "adjust-forecast");
        (audit.Who, audit.Subject, audit.Why).ShouldBe(("tora", "forecast v2", "Utskick om avfall"));
        (await db.Events.AnyAsync(row => row.Kind == "forecast-created" && row.Subject == $"forecasts/{id}")).ShouldBeTrue();
    }

    [Test]
    public async Task The_next_forecast_takes_it_along_unless_it_is_left_out()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        string key = $"första {From}";
        double plain = (await PointsAsync(tora, 1))[key]["calls"]!.GetValue<double>();
        (await AdjustAsync(tora, 1, "Snöfall", Area("första", 2))).Is(200);

        int again = await MakeAsync(tora, dropsAdjustments: false), without = await MakeAsync(tora, dropsAdjustments: true), after = await MakeAsync(tora, dropsAdjustments: false);

        (await PointsAsync(tora, again))[key]["calls"]!.GetValue<double>().ShouldBe(2 * plain, 1e-6);
        (await PointsAsync(tora, without))[key]["calls"]!.GetValue<double>().ShouldBe(plain, 1e-6);
        (await PointsAsync(tora, after))[key]["calls"]!.GetValue<double>().ShouldBe(plain, 1e-6);
        (await tora.GetAsync($"{Forecasts}/{again}")).Json["adjustments"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task An_old_version_and_nonsense_are_refused_and_nothing_is_made()
    {
        using ApiClient tora = await _server.AsAsync("tora");
        foreach (object span in (object[])[Area("första", -1), Area("första", 10.5), Area("första", null), new { queue = "första", from = Noon, to = From, factor = 1.5 }, new { queue = "första", from = From, to = Noon, factor = 1, calls = 3 }])
        {
            (await AdjustAsync(tora, 1, "varför", span)).Status.ShouldBe(400);
        }

        (await AdjustAsync(tora, 1, "varför")).Status.ShouldBe(400);
        (await AdjustAsync(tora, 1, " ", Area("första", 1.1))).Status.ShouldBe(400);
        (await AdjustAsync(tora, 999, "varför", Area("första", 1.1))).Status.ShouldBe(404);
        ApiAnswer nowhere = await AdjustAsync(tora, 1, "varför", Area("okänd", 1.1));
        (nowhere.Status, nowhere.Code).ShouldBe((409, "nothing-to-adjust"));
        (await AdjustAsync(tora, 1, "först", Area("första", 1.1))).Is(200);
        ApiAnswer late = await AdjustAsync(tora, 1, "sedan", Area("första", 1.2));
        (late.Status, late.Code).ShouldBe((409, "changed-meanwhile"));
        await using WfmDb db = _server.Database.CreateContext();
        (await db.Forecasts.CountAsync(row => row.BusinessUnitId == House.Unit)).ShouldBe(2);
    }

    private static object Area(string queue, double? factor) => new { queue, from = From, to = Noon, factor };

    private static object Point(string queue, double calls) => new { queue, from = Noon, to = Next, calls };

    private static Task<ApiAnswer> AdjustAsync(ApiClient by, int forecast, string why, params object[] spans) => by.DecideAsync($"{Forecasts}/{forecast}/adjustments", new { why, spans });

    private static async Task<int> MakeAsync(ApiClient by, bool dropsAdjustments) =>
        (await by.DecideAsync(Forecasts, new { from = "2026-03-02", days = 14, dropsAdjustments })).Is(200).Json["forecast"]!["id"]!.GetValue<int>();

    private static async Task<Dictionary<string, JsonNode>> PointsAsync(ApiClient by, int forecast) => (await by.GetAsync($"{Forecasts}/{forecast}/intervals")).Is(200).Json.AsArray()
        .ToDictionary(point => $"{point!["queue"]} {point["start"]}", point => point!);
}
