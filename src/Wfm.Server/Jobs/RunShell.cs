using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Carries a run from its taking to its end, whatever happens in between.</summary>
/// <param name="steps">What runs do, by kind.</param>
/// <param name="scopes">Opens contexts.</param>
/// <param name="node">This process.</param>
/// <param name="log">Where trouble goes.</param>
public sealed partial class RunShell(IEnumerable<IRunStep> steps, IServiceScopeFactory scopes, NodeName node, ILogger<RunShell> log)
{
    /// <summary>Takes the run and works on it, then on whatever waits of the same kind; does nothing when it is somebody else's or has ended.</summary>
    /// <remarks>Asking Quartz for each run costs a node up to its idle wait; a node that has just ended one need not wait.</remarks>
    /// <param name="run">Which.</param>
    /// <param name="stopping">The process ends: the run is given back.</param>
    public async Task RunAllAsync(RunId run, CancellationToken stopping)
    {
        string? kind = await RunAsync(run, stopping);
        while (kind is not null && !stopping.IsCancellationRequested && await InScopeAsync(db => RunStore.NextAsync(db, kind, stopping)) is { } next)
        {
            await RunAsync(next, stopping);
        }
    }

    /// <summary>Takes the run and works on it; does nothing when it is somebody else's or has ended.</summary>
    /// <param name="run">Which.</param>
    /// <param name="stopping">The process ends: the run is given back.</param>
    /// <returns>Its kind; empty when nothing was done.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "The shell of a job: whatever broke is kept with the run, and the node goes on.")]
    public async Task<string?> RunAsync(RunId run, CancellationToken stopping)
    {
        if (await InScopeAsync(db => RunStore.TakeAsync(db, run, node.Value, stopping)) is not { } hold)
        {
            return null;
        }

        RunWork work = new(hold);
        await using Heartbeat heart = new(work, scopes, log, stopping);
        using Activity? trace = Telemetry.Source.StartActivity($"run {hold.Key.Kind}");
        long began = Stopwatch.GetTimestamp();
        string outcome = "done";
        try
        {
            IRunStep step = steps.FirstOrDefault(known => known.Kind == hold.Key.Kind) ?? throw new InvalidOperationException($"Nobody knows how to do a run of kind \"{hold.Key.Kind}\".");
            await step.RunAsync(work, heart.Ended);
        }
        catch (Exception end) when (heart.IsLost || end is RunLostException)
        {
            outcome = "lost";
            Lost(log, hold.Run.Value, hold.Epoch);
        }
        catch (OperationCanceledException) when (heart.IsCancelAsked)
        {
            outcome = "cancelled";
            await EndAsync(hold, new RunEnd(RunState.Cancelled, Remark.Of("run-stopped", "stopped on request"), Progress: work.Progress));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            outcome = "given-back";
            await TryAsync(() => InScopeAsync(async db =>
            {
                await RunStore.GiveBackAsync(db, hold, Remark.Of("node-stopped", "its node was stopped"), counts: false, CancellationToken.None);
                return 0;
            }));
        }
        catch (Exception trouble)
        {
            outcome = "failed";
            Failed(log, hold.Run.Value, hold.Tries, trouble);
            await FailAsync(work, trouble);
        }

        Telemetry.Runs.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new("kind", hold.Key.Kind), new("outcome", outcome));
        return hold.Key.Kind;
    }

    private async Task FailAsync(RunWork work, Exception trouble)
    {
        RunHold hold = work.Hold;
        if (hold.Tries >= RunStore.MostTries)
        {
            await EndAsync(hold, new RunEnd(RunState.Parked, Remark.Of("run-failed", $"failed {hold.Tries} times: {trouble.Message}"), Progress: work.Progress));
            return;
        }

        await TryAsync(() => InScopeAsync(async db =>
        {
            await RunStore.GiveBackAsync(db, hold, Remark.Of("run-trouble", $"{trouble.Message}"), counts: true, CancellationToken.None);
            return 0;
        }));
    }

    private Task EndAsync(RunHold hold, RunEnd end) => TryAsync(() => InScopeAsync(db => InTransaction.RunAsync(db, async () =>
    {
        await RunStore.EndAsync(db, hold, end, CancellationToken.None);
        if (end.State == RunState.Parked)
        {
            await Alarm.TellAsync(db, hold.Key, hold.Run, end.Reason!, CancellationToken.None);
        }

        if (hold.Key.Kind == JoinNight.PlanKind)
        {
            await new JoinNight(db, new DatabaseClock(await RunStore.NowAsync(db, CancellationToken.None))).RunAsync(hold.Key, CancellationToken.None);
        }

        return 0;
    }, CancellationToken.None)));

    // The database may be the trouble; then the run is lost by and by, and somebody takes it again.
    private async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception trouble) when (trouble is DbException or RunLostException or TimeoutException or InvalidOperationException { InnerException: DbException })
        {
            NotTold(log, trouble.Message);
        }
    }

    private async Task<TResult> InScopeAsync<TResult>(Func<WfmDb, Task<TResult>> work)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<WfmDb>());
    }

    [LoggerMessage(41, LogLevel.Warning, "Run {Run}, epoch {Epoch}, was taken by another node; what this one made of it is not stored.")]
    private static partial void Lost(ILogger log, int run, int epoch);

    [LoggerMessage(42, LogLevel.Error, "Run {Run} failed, try {Tries}.")]
    private static partial void Failed(ILogger log, int run, int tries, Exception trouble);

    [LoggerMessage(43, LogLevel.Warning, "The end of a run could not be written: {Trouble}")]
    private static partial void NotTold(ILogger log, string trouble);
}

/// <summary>What this process is called in the history of runs.</summary>
/// <param name="Value">The name.</param>
public sealed record NodeName(string Value);
