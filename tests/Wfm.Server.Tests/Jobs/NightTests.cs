using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Tests.Jobs;

/// <summary>A whole night of one unit, run by run, without Quartz: what it stores, tells and skips.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class NightTests(DatabaseProvider provider)
{
    private static readonly LocalDate Today = new(2026, 2, 16);
    private RunningServer _server = null!;
    private RunShell _shell = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RunningServer.StartAsync(provider);
        _shell = Shell(new ServerSettings { NightStepsPerUnit = 60, NightSecondsPerUnit = 60 });
    }

    [TearDown]
    public Task Stop() => _server.DisposeAsync().AsTask();

    [Test]
    public async Task A_night_plans_the_next_period_once_and_tells_the_planners()
    {
        await NightAsync(Today);

        await using WfmDb db = _server.Database.CreateContext();
        StoredRun plan = await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind);
        (plan.State, plan.Part, plan.Tries, plan.Reason).ShouldBe((RunState.Done, "bygg", 1, null));
        ScheduleVersion draft = await db.Schedules.SingleAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Draft);
        draft.FirstDay.ShouldBe(new LocalDate(2026, 3, 16));
        draft.Cost!.Value.ShouldBe(plan.Cost!.Value, 1e-9);
        (await db.Shifts.CountAsync(row => row.ScheduleId == draft.Id)).ShouldBeGreaterThan(40);
        JsonNode report = JsonNode.Parse((await db.Notifications.SingleAsync(row => row.Kind == "night-report")).BodyJson)!;
        report["schedule"]!.GetValue<int>().ShouldBe(draft.Id.Value);
        report["units"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public async Task A_unit_whose_inputs_are_as_yesterday_is_not_planned_again()
    {
        await NightAsync(Today);
        await NightAsync(Today.PlusDays(1));

        await using WfmDb db = _server.Database.CreateContext();
        StoredRun second = await db.Runs.SingleAsync(row => row.Kind == JoinNight.PlanKind && row.LocalDate == Today.PlusDays(1));
        (second.State, second.Reason).ShouldBe((RunState.Done, "nothing changed since it was last planned"));
        (await db.Schedules.CountAsync(row => row.BusinessUnitId == House.Unit && row.State == ScheduleState.Draft)).ShouldBe(1);
    }

    [Test]
    public async Task A_poisoned_run_is_tried_three_times_then_parked_and_planners_are_told_while_others_go_on()
    {
        RunShell shell = Shell(new ServerSettings(), new Poison());
        await using WfmDb db = _server.Database.CreateContext();
        RunId poisoned = await QueuedAsync(db, "poison", Today);
        for (int round = 0; round < 4; round++)
        {
            await shell.RunAsync(poisoned, default);
        }

        StoredRun run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == poisoned);
        (run.State, run.Tries).ShouldBe((RunState.Parked, 3));
        run.Reason!.ShouldContain("giftigt");
        (await db.Notifications.CountAsync(row => row.Kind == "run-parked")).ShouldBe(1);
        await NightAsync(Today);
        (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.PlanKind)).State.ShouldBe(RunState.Done);
    }

    [Test]
    public async Task A_run_that_is_stopped_ends_soon_and_says_so()
    {
        RunShell slow = Shell(new ServerSettings { NightStepsPerUnit = 500_000_000, NightSecondsPerUnit = 120 });
        await using WfmDb db = _server.Database.CreateContext();
        await slow.RunAsync(await QueuedAsync(db, JoinNight.NightKind, Today), default);
        RunId plan = (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.PlanKind)).Id;
        Task running = slow.RunAsync(plan, default);
        while ((await db.Runs.AsNoTracking().SingleAsync(row => row.Id == plan)).Cost is null)
        {
            await Task.Delay(100);
        }

        Instant asked = await RunStore.NowAsync(db, default);
        using ApiClient tora = await _server.AsAsync("tora");
        (await tora.SendAsync("POST", $"/api/units/1/runs/{plan.Value}/cancel")).Is(200);
        await running;

        StoredRun run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == plan);
        run.State.ShouldBe(RunState.Cancelled);
        (run.FinishedAt!.Value - asked).ShouldBeLessThan(Duration.FromSeconds(15));
        (await tora.GetAsync("/api/units/1/runs")).Is(200).Json["items"]!.AsArray().Count.ShouldBe(2);
        (await tora.GetAsync($"/api/units/1/runs/{plan.Value}")).Is(200).Json["state"]!.GetValue<string>().ShouldBe("cancelled");
    }

    private async Task NightAsync(LocalDate date)
    {
        await using WfmDb db = _server.Database.CreateContext();
        await _shell.RunAsync(await QueuedAsync(db, JoinNight.NightKind, date), default);
        foreach (StoredRun run in await db.Runs.AsNoTracking().Where(row => row.State == RunState.Queued && row.Kind == JoinNight.PlanKind).ToListAsync())
        {
            await _shell.RunAsync(run.Id, default);
        }

        StoredRun night = await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == JoinNight.NightKind && row.LocalDate == date);
        (night.State, night.Reason).ShouldBe((RunState.Done, null));
    }

    private static async Task<RunId> QueuedAsync(WfmDb db, string kind, LocalDate date)
    {
        await RunStore.QueueAsync(db, new RunKey(House.Unit, kind, "", date), new RunOrder(), again: false, default);
        return (await db.Runs.AsNoTracking().SingleAsync(row => row.Kind == kind && row.LocalDate == date)).Id;
    }

    private RunShell Shell(ServerSettings settings, params IRunStep[] more)
    {
        IServiceScopeFactory scopes = _server.Services.GetRequiredService<IServiceScopeFactory>();
        return new RunShell([new NightStep(scopes, settings), new PlanStep(scopes, settings), .. more], scopes, new NodeName("a"), NullLogger<RunShell>.Instance);
    }

    private sealed class Poison : IRunStep
    {
        public string Kind => "poison";

        public Task RunAsync(RunWork work, CancellationToken cancellationToken) => throw new InvalidDataException("giftigt");
    }
}
