using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Keeps Quartz's schedule in step with the runs that wait, and takes runs away from nodes that are not heard of any more.</summary>
/// <remarks>
/// Quartz recovers jobs of lost nodes too, but has been seen to lose them after SIGKILL, and to leave a trigger "acquired" after a lost database.
/// The runs are the truth; Quartz is asked again as long as one of them waits.
/// </remarks>
/// <param name="schedulers">Quartz.</param>
/// <param name="scopes">Opens contexts.</param>
/// <param name="settings">What this installation sets.</param>
/// <param name="log">Where trouble goes.</param>
public sealed partial class RunWatch(ISchedulerFactory schedulers, IServiceScopeFactory scopes, ServerSettings settings, ILogger<RunWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TimesEvery = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _timed = [];

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "The watch must outlive whatever it watches.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IScheduler scheduler = await schedulers.GetScheduler(stoppingToken);
        for (int round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                await LookAsync(scheduler, round % (TimesEvery.Ticks / Every.Ticks) == 0, stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                Troubled(log, trouble);
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(IScheduler scheduler, bool alsoTimes, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        if (alsoTimes)
        {
            await KeepTimesAsync(scheduler, db, cancellationToken);
            await scope.ServiceProvider.GetRequiredService<QueueRuns>().CatchUpAsync(cancellationToken);
        }

        int rescued = await RunStore.RescueAsync(db, cancellationToken);
        if (rescued > 0)
        {
            Rescued(log, rescued);
        }

        await ParkAsync(db, cancellationToken);
        await OfferAsync(scheduler, db, cancellationToken);
        if (db.Provider == DatabaseProvider.PostgreSql)
        {
            // Acquired by nobody: no node has it, and none would ever look at it again.
            await db.Database.ExecuteSqlAsync($"""
                UPDATE qrtz_triggers t SET trigger_state = 'WAITING' WHERE sched_name = 'wfm' AND trigger_state = 'ACQUIRED'
                  AND NOT EXISTS (SELECT 1 FROM qrtz_fired_triggers f
                    WHERE f.sched_name = t.sched_name AND f.trigger_name = t.trigger_name AND f.trigger_group = t.trigger_group)
                """, cancellationToken);
        }
    }

    // Units may come with another time zone, and a trigger may be lost with its node's memory.
    private async Task KeepTimesAsync(IScheduler scheduler, WfmDb db, CancellationToken cancellationToken)
    {
        List<string> zones = await db.BusinessUnits.Select(unit => unit.ZoneId).Distinct().ToListAsync(cancellationToken);
        foreach (string zone in zones)
        {
            foreach ((string kind, string cron) in JobTimes.Of(settings))
            {
                if (_timed.Add($"{kind} {zone} {cron}"))
                {
                    IJobDetail job = JobBuilder.Create<TimesJob>().WithIdentity($"{kind} {zone}", "times").RequestRecovery()
                        .UsingJobData(TimesJob.KindKey, kind).UsingJobData(TimesJob.ZoneKey, zone).Build();
                    await scheduler.ScheduleJob(job, JobTimes.Trigger(kind, cron, zone), new ScheduleJobOptions { Replace = true }, cancellationToken);
                }
            }
        }
    }

    // Lost with its node as often as a run may fail: it may be what kills them.
    private static async Task ParkAsync(WfmDb db, CancellationToken cancellationToken)
    {
        foreach (StoredRun run in await db.Runs.AsNoTracking().Where(row => row.State == RunState.Queued && row.Tries >= RunStore.MostTries).ToListAsync(cancellationToken))
        {
            await InTransaction.RunAsync(db, async () =>
            {
                if (await RunStore.ParkAsync(db, run.Id, Remark.Of("run-lost", $"lost {run.Tries} times; last: {run.Reason}"), cancellationToken))
                {
                    RunKey key = new(run.BusinessUnitId, run.Kind, run.Part, run.LocalDate);
                    await Alarm.TellAsync(db, key, run.Id, Remark.Of("run-lost", $"lost {run.Tries} times"), cancellationToken);
                }

                return 0;
            }, cancellationToken);
        }
    }

    private static async Task OfferAsync(IScheduler scheduler, WfmDb db, CancellationToken cancellationToken)
    {
        List<StoredRun> waiting = await db.Runs.AsNoTracking().Where(row => row.State == RunState.Queued && row.Tries < RunStore.MostTries)
            .OrderByDescending(row => row.Size).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
        {
            return;
        }

        HashSet<string> offered = [.. (await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(RunJob.Group), cancellationToken)).Select(key => key.Name)];
        foreach (StoredRun run in waiting)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{run.Id.Value}-{run.Epoch}");
            if (!offered.Contains(name))
            {
                await OfferAsync(scheduler, run, name, cancellationToken);
            }
        }
    }

    // The largest first among those queued together; late is no reason to change the order.
    private static async Task OfferAsync(IScheduler scheduler, StoredRun run, string name, CancellationToken cancellationToken)
    {
        IJobDetail job = JobBuilder.Create<RunJob>().WithIdentity(name, RunJob.Group).RequestRecovery()
            .UsingJobData(RunJob.RunKey, run.Id.Value.ToString(CultureInfo.InvariantCulture)).Build();
        ITrigger trigger = TriggerBuilder.Create().WithIdentity(name, RunJob.Group).ForJob(job).StartAt(run.QueuedAt.ToDateTimeOffset()).WithPriority(run.Size)
            .WithExecutionGroup(run.Kind)
            .WithSchedule(SimpleScheduleBuilder.Create().WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();
        try
        {
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node offered it at the same moment.
        }
    }

    [LoggerMessage(44, LogLevel.Warning, "{Count} runs of nodes that are not heard of any more wait again.")]
    private static partial void Rescued(ILogger log, int count);

    [LoggerMessage(45, LogLevel.Error, "The watch over runs could not look; it looks again.")]
    private static partial void Troubled(ILogger log, Exception trouble);
}
