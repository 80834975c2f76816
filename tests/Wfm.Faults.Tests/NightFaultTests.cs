using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Faults.Tests;

/// <summary>F04, F05, F06: nodes die or stand still in the middle of the night, on one PostgreSQL.</summary>
[TestFixture]
[NonParallelizable]
public sealed class NightFaultTests
{
    private static readonly LocalDate Tonight = new(2026, 2, 16);
    private static readonly TimeSpan Resumed = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Test]
    public async Task F04_F06_a_worker_killed_in_a_search_is_followed_by_another_and_every_unit_is_planned_once()
    {
        for (int round = 0; round < Rounds.Count; round++)
        {
            WfmDatabase database = await House.CopyAsync(DatabaseProvider.PostgreSql, "");
            await using Node first = Worker("a", database, seconds: 6);
            await using Node second = Worker("b", database, seconds: 6);
            await Task.WhenAll(first.Address, second.Address);
            await QueueNightAsync(database);
            StoredRun held = await HeldAsync(database, first, second);

            await (held.Node == "a" ? first : second).KillAsync();
            double incumbent = (await IncumbentAsync(database, held.Id))!.Cost;
            long began = Stopwatch.GetTimestamp();
            await Rounds.UntilAsync("another node takes the run", Patience, async () => (await PlanAsync(database, held.Id)) is { } run && run.Epoch > held.Epoch ? run : null, first, second);
            TimeSpan resumed = Stopwatch.GetElapsedTime(began);
            TestContext.Out.WriteLine($"F04 round {round}: resumed after {resumed.TotalSeconds:0.0} s");

            resumed.ShouldBeLessThan(Resumed);
            await DoneAsync(database, first, second);
            (await PlanAsync(database, held.Id)).Cost!.Value.ShouldBeLessThanOrEqualTo(incumbent + 1e-6, "the plan goes on from the stored one");
            await EveryUnitIsPlannedOnceAsync(database);
        }
    }

    [Test]
    public async Task F05_a_worker_that_stood_still_cannot_write_over_the_one_that_followed_it()
    {
        for (int round = 0; round < Rounds.Count; round++)
        {
            WfmDatabase database = await House.CopyAsync(DatabaseProvider.PostgreSql, "");
            await using Node zombie = Worker("a", database, seconds: 8);
            await zombie.Address;
            await QueueNightAsync(database);
            StoredRun held = await HeldAsync(database, zombie);
            await zombie.FreezeAsync();
            await using Node second = Worker("b", database, seconds: 3);
            await DoneAsync(database, zombie, second);
            StoredRun done = await PlanAsync(database, held.Id);

            await zombie.ThawAsync();
            await Rounds.UntilAsync("the zombie is told that its run is not its own", Patience, () => Task.FromResult(zombie.Said.Contains("was taken by another node", StringComparison.Ordinal) ? zombie : null), zombie, second);

            StoredRun after = await PlanAsync(database, held.Id);
            (after.State, after.Epoch, after.Node, after.Cost, after.FinishedAt).ShouldBe((done.State, done.Epoch, "b", done.Cost, done.FinishedAt));
            await EveryUnitIsPlannedOnceAsync(database);
        }
    }

    [Test]
    public async Task A_search_that_somebody_stops_ends_long_before_its_time_and_keeps_its_best_plan()
    {
        for (int round = 0; round < Rounds.Count; round++)
        {
            WfmDatabase database = await House.CopyAsync(DatabaseProvider.PostgreSql, "");
            await using Node worker = Worker("a", database, seconds: 600);
            await worker.Address;
            await QueueNightAsync(database);
            StoredRun held = await HeldAsync(database, worker);
            long began = Stopwatch.GetTimestamp();
            (await Rounds.AskAsync(database, db => RunStore.CancelAsync(db, held.Id, Remark.Of("run-stopped-by", "stopped by tora"), default))).ShouldBeTrue();

            StoredRun ended = await Rounds.UntilAsync("the run ends", Patience, async () => (await PlanAsync(database, held.Id)) is { State: not RunState.Running } run ? run : null, worker);
            TestContext.Out.WriteLine($"Stop, round {round}: ended after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s (promised 3)");
            (ended.State, ended.Epoch, ended.Reason).ShouldBe((RunState.Cancelled, held.Epoch, "stopped on request"));
            (await IncumbentAsync(database, held.Id)).ShouldNotBeNull();
        }
    }

    // The search goes on until its time is over, so that there is a middle to be killed in.
    private static Node Worker(string name, WfmDatabase database, int seconds) =>
        Node.Start("worker", name, database, ("NightSecondsPerUnit", $"{seconds}"), ("NightStepsPerUnit", "900000000"));

    private static Task<int> QueueNightAsync(WfmDatabase database) => Rounds.AskAsync(database, async db =>
    {
        foreach (BusinessUnitId unit in (BusinessUnitId[])[House.Unit, House.OtherUnit])
        {
            await RunStore.QueueAsync(db, new RunKey(unit, "night", "", Tonight), new RunOrder(), again: false, default);
        }

        return 0;
    });

    private static Task<StoredRun> HeldAsync(WfmDatabase database, params Node[] nodes) => Rounds.UntilAsync("a node holds a run with a plan", Patience, async () =>
    {
        foreach (StoredRun run in await Rounds.PlansAsync(database))
        {
            if (run.State == RunState.Running && await IncumbentAsync(database, run.Id) is not null)
            {
                return run;
            }
        }

        return null;
    }, nodes);

    private static Task<StoredIncumbent?> IncumbentAsync(WfmDatabase database, RunId run) =>
        Rounds.AskAsync(database, db => db.Incumbents.AsNoTracking().SingleOrDefaultAsync(row => row.RunId == run));

    private static Task<StoredRun> PlanAsync(WfmDatabase database, RunId run) =>
        Rounds.AskAsync(database, db => db.Runs.AsNoTracking().SingleAsync(row => row.Id == run));

    private static Task<List<StoredRun>> DoneAsync(WfmDatabase database, params Node[] nodes) => Rounds.UntilAsync("every unit is planned", Patience, async () =>
    {
        List<StoredRun> runs = await Rounds.PlansAsync(database);
        return runs.Count == 2 && runs.All(run => run.State == RunState.Done) ? runs : null;
    }, nodes);

    private static async Task EveryUnitIsPlannedOnceAsync(WfmDatabase database)
    {
        List<ScheduleVersion> drafts = await Rounds.AskAsync(database, db => db.Schedules.AsNoTracking().Where(row => row.State == ScheduleState.Draft).ToListAsync());
        drafts.Select(draft => draft.BusinessUnitId).ShouldBe([House.Unit, House.OtherUnit], ignoreOrder: true);
        List<StoredNotification> told = await Rounds.AskAsync(database, db => db.Notifications.AsNoTracking().Where(row => row.Kind == "night-report").ToListAsync());
        told.Count.ShouldBe(2);
    }
}
