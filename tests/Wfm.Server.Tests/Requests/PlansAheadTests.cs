using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Tests.Requests;

/// <summary>Plans are read before anybody asks: after the start, and when a schedule is published.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class PlansAheadTests(DatabaseProvider provider)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private RunningServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await RunningServer.StartAsync(provider, readsAhead: true);

    [TearDown]
    public ValueTask Stop() => _server.DisposeAsync();

    [Test]
    public async Task The_plans_in_force_are_kept_after_the_start_though_nobody_asked()
    {
        StoredPlan own = await KeptAsync(House.Unit, new ScheduleId(1), AreDaysRead);
        await KeptAsync(House.OtherUnit, new ScheduleId(2), AreDaysRead);

        LocalDate today = House.Planned.InUtc().Date;
        for (int row = 0; row < own.Problem.Grid.Days.Count; row++)
        {
            LocalDate date = own.Problem.Grid.Days[row].Date;
            (date, ready: own.Prepared.IsReady(row)).ShouldBe((date, ready: date < today.PlusDays(LookAtLeave.MostDays)));
        }
    }

    [Test]
    public async Task A_new_version_is_read_when_it_is_published_with_the_people_as_they_are_then()
    {
        await KeptAsync(House.Unit, new ScheduleId(1), AreDaysRead);
        using ApiClient tora = await _server.AsAsync("tora");
        ApiAnswer days = (await tora.GetAsync("/api/units/1/schedules/1/shifts?from=2026-03-03&to=2026-03-03")).Is(200);
        string agent = days.Json.AsArray().First(shift => shift!["agent"]!.GetValue<string>() != "0001")!["agent"]!.GetValue<string>();
        string tag = (await tora.GetAsync("/api/units/1/schedules/1")).Is(200).ETag!;

        ApiAnswer corrected = (await tora.SendAsync(
            "POST", "/api/units/1/schedules/1/correct", new { days = new[] { new { agent, date = "2026-03-03", activities = Array.Empty<object>() } }, why = "kurs", acceptsBrokenRules = true },
            ("If-Match", tag), ("Idempotency-Key", Guid.NewGuid().ToString("N")))).Is(200);

        ScheduleId made = new(corrected.Json["schedule"]!["id"]!.GetValue<int>());
        made.ShouldNotBe(new ScheduleId(1));
        (await KeptAsync(House.Unit, made, _ => true)).Id.ShouldBe(made);
    }

    // Waits for the background; nobody asks for the plan.
    private async Task<StoredPlan> KeptAsync(BusinessUnitId unit, ScheduleId schedule, Predicate<StoredPlan> isDone)
    {
        KeptPlans plans = _server.Services.GetRequiredService<KeptPlans>();
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            await using WfmDb db = _server.Database.CreateContext();
            if (plans.Find(schedule, await KeptPlans.StampAsync(db, unit, late.Token)) is { Plan: { } plan } && isDone(plan))
            {
                return plan;
            }

            await Task.Delay(50, late.Token);
        }
    }

    private bool AreDaysRead(StoredPlan plan)
    {
        LocalDate last = _server.Clock.Now.InUtc().Date.PlusDays(LookAtLeave.MostDays - 1);
        int row = plan.Problem.Grid.Days.Count - 1;
        while (row > 0 && plan.Problem.Grid.Days[row].Date > last)
        {
            row--;
        }

        return plan.Prepared.IsReady(row);
    }
}
