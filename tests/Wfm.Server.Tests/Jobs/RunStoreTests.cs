using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.Jobs;

/// <summary>A run is queued once, held by one node at a time, and ended once, on both databases.</summary>
[TestFixtureSource(typeof(RunningServer), nameof(RunningServer.Both))]
public sealed class RunStoreTests(DatabaseProvider provider)
{
    private static readonly RunKey Key = new(House.Unit, "plan", "första", new LocalDate(2026, 2, 2));
    private string _folder = "";
    private WfmDb _db = null!;

    [SetUp]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("wfm-runs-").FullName;
        _db = (await House.CopyAsync(provider, _folder)).CreateContext();
    }

    [TearDown]
    public async Task Close()
    {
        await _db.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_job_that_fires_twice_queues_one_run()
    {
        (await QueueAsync()).ShouldBeTrue();
        (await QueueAsync()).ShouldBeFalse();

        (await _db.Runs.CountAsync()).ShouldBe(1);
    }

    [Test]
    public async Task Only_one_of_two_nodes_takes_a_run()
    {
        RunId run = await QueuedAsync();

        (await RunStore.TakeAsync(_db, run, "a", default)).ShouldNotBeNull().Epoch.ShouldBe(1);
        (await RunStore.TakeAsync(_db, run, "b", default)).ShouldBeNull();
    }

    [Test]
    public async Task What_a_node_writes_after_its_run_was_taken_from_it_is_refused()
    {
        RunHold first = (await RunStore.TakeAsync(_db, await QueuedAsync(), "a", default))!;
        await SilenceAsync(first.Run);
        RunHold second = (await RunStore.TakeAsync(_db, first.Run, "b", default)).ShouldNotBeNull();

        await Should.ThrowAsync<RunLostException>(() => RunStore.EndAsync(_db, first, new RunEnd(RunState.Done, null), default));
        (await RunStore.KeepAsync(_db, first, new IncumbentPlan(1, "h", [1]), default)).ShouldBeFalse();
        (await RunStore.BeatAsync(_db, first, new RunProgress(0.5), default)).IsHeld.ShouldBeFalse();
        (await RunStore.KeepAsync(_db, second, new IncumbentPlan(2, "h", [2]), default)).ShouldBeTrue();
        await RunStore.EndAsync(_db, second, new RunEnd(RunState.Done, null), default);

        StoredRun run = await _db.Runs.AsNoTracking().SingleAsync();
        (run.State, run.Epoch, run.Node, run.Progress).ShouldBe((RunState.Done, 2, "b", 1));
        (await _db.Incumbents.AsNoTracking().SingleAsync()).Cost.ShouldBe(2);
    }

    [Test]
    public async Task The_largest_that_waits_goes_next_and_what_has_just_failed_rests()
    {
        foreach ((string part, int size) in ((string, int)[])[("små", 3), ("stora", 9)])
        {
            await RunStore.QueueAsync(_db, Key with { Part = part }, new RunOrder(size), again: false, default);
        }

        RunId large = (await RunStore.NextAsync(_db, "plan", default))!.Value;
        RunHold hold = (await RunStore.TakeAsync(_db, large, "a", default))!;
        RunHold small = (await RunStore.TakeAsync(_db, (await RunStore.NextAsync(_db, "plan", default))!.Value, "a", default))!;
        (hold.Key.Part, small.Key.Part).ShouldBe(("stora", "små"));
        await RunStore.GiveBackAsync(_db, hold, Remark.Of("run-trouble", "trasig"), counts: true, default);

        (await RunStore.NextAsync(_db, "plan", default)).ShouldBeNull();
        await _db.Runs.Where(row => row.Id == large).ExecuteUpdateAsync(set => set.SetProperty(row => row.QueuedAt, Instant.FromUtc(2026, 2, 2, 0, 0)));
        (await RunStore.NextAsync(_db, "plan", default)).ShouldBe(large);
        (await RunStore.NextAsync(_db, "night", default)).ShouldBeNull();
    }

    [Test]
    public async Task A_silent_node_loses_its_run_and_a_run_that_lost_three_nodes_is_not_taken_again()
    {
        RunId run = await QueuedAsync();
        for (int round = 1; round <= RunStore.MostTries; round++)
        {
            (await RunStore.TakeAsync(_db, run, "a", default)).ShouldNotBeNull();
            (await RunStore.RescueAsync(_db, default)).ShouldBe(0);
            await SilenceAsync(run);
            (await RunStore.RescueAsync(_db, default)).ShouldBe(1);
        }

        (await RunStore.TakeAsync(_db, run, "a", default)).ShouldBeNull();
        (await RunStore.ParkAsync(_db, run, Remark.Of("run-lost", "lost"), default)).ShouldBeTrue();
        (await _db.Runs.AsNoTracking().SingleAsync()).State.ShouldBe(RunState.Parked);
    }

    [Test]
    public async Task A_node_that_stops_gives_its_run_back_without_counting_a_try()
    {
        RunHold hold = (await RunStore.TakeAsync(_db, await QueuedAsync(), "a", default))!;

        await RunStore.GiveBackAsync(_db, hold, Remark.Of("node-stopped", "stopped"), counts: false, default);

        StoredRun run = await _db.Runs.AsNoTracking().SingleAsync();
        (run.State, run.Tries, run.Epoch).ShouldBe((RunState.Queued, 0, 1));
        await Should.ThrowAsync<RunLostException>(() => RunStore.GiveBackAsync(_db, hold, Remark.Of("node-stopped", "stopped"), counts: false, default), "it is nobody's now");
    }

    [Test]
    public async Task A_waiting_run_is_stopped_at_once_and_a_held_one_is_told()
    {
        RunId run = await QueuedAsync();
        (await RunStore.CancelAsync(_db, run, Remark.Of("run-stopped-by", "stopped by tora"), default)).ShouldBeTrue();
        (await _db.Runs.AsNoTracking().SingleAsync()).State.ShouldBe(RunState.Cancelled);
        (await RunStore.CancelAsync(_db, run, Remark.Of("run-stopped-by", "stopped by tora"), default)).ShouldBeFalse();

        (await RunStore.QueueAsync(_db, Key, new RunOrder(), again: true, default)).ShouldBeTrue();
        RunHold hold = (await RunStore.TakeAsync(_db, run, "a", default))!;
        (await RunStore.CancelAsync(_db, run, Remark.Of("run-stopped-by", "stopped by tora"), default)).ShouldBeTrue();
        (await RunStore.BeatAsync(_db, hold, new RunProgress(0.1, 5, 4), default)).ShouldBe(new RunPulse(true, true));
    }

    [Test]
    public async Task Retention_counts_first_and_then_removes_what_is_old()
    {
        RunHold hold = (await RunStore.TakeAsync(_db, await QueuedAsync(), "a", default))!;
        await RunStore.EndAsync(_db, hold, new RunEnd(RunState.Done, null), default);
        Instant old = Instant.FromUtc(2024, 1, 1, 0, 0);
        await _db.Runs.ExecuteUpdateAsync(set => set.SetProperty(row => row.FinishedAt, old));

        IReadOnlyList<RetentionRow> counted = await Retention.RunAsync(_db, new Dictionary<string, int>(), dryRun: true, default);
        counted.Single(row => row.Class == "runs").Rows.ShouldBe(1);
        (await _db.Runs.CountAsync()).ShouldBe(1);
        IReadOnlyList<RetentionRow> removed = await Retention.RunAsync(_db, new Dictionary<string, int> { ["calls"] = 100_000 }, dryRun: false, default);
        removed.Single(row => row.Class == "runs").Rows.ShouldBe(1);
        removed.Single(row => row.Class == "calls").Rows.ShouldBe(0);
        (await _db.Runs.CountAsync()).ShouldBe(0);
        await Should.ThrowAsync<FormatException>(() => Retention.RunAsync(_db, new Dictionary<string, int> { ["audit"] = 1 }, dryRun: true, default));
    }

    private Task<bool> QueueAsync() => RunStore.QueueAsync(_db, Key, new RunOrder(3, null, "{}"), again: false, default);

    private async Task<RunId> QueuedAsync()
    {
        await QueueAsync();
        return (await _db.Runs.AsNoTracking().SingleAsync()).Id;
    }

    // As if the node had not been heard of for a minute.
    private async Task SilenceAsync(RunId run)
    {
        Instant before = await RunStore.NowAsync(_db, default) - Duration.FromMinutes(1);
        await _db.Runs.Where(row => row.Id == run).ExecuteUpdateAsync(set => set.SetProperty(row => row.HeardAt, before));
    }
}
