using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>The parts that take jobs.</summary>
internal static class JobParts
{
    // A lost node is noticed by Quartz after check-in and threshold; the watch over runs is a little faster.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(10);

    /// <summary>Adds them where this process takes jobs.</summary>
    public static void AddJobs(this IServiceCollection services, ServerSettings settings, WfmDatabase database)
    {
        services.AddScoped<QueueRuns>();
        services.AddHostedService<OtlpExport>();
        if (!settings.TakesJobs)
        {
            return;
        }

        _ = JobTimes.Of(settings);
        RemoveOld.Check(settings);
        NodeName node = new(settings.Node ?? string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{Environment.TickCount64 % 1_000_000}"));
        services.AddSingleton(node);
        services.AddSingleton<RunShell>();
        services.AddSingleton<IRunStep, NightStep>();
        services.AddSingleton<IRunStep, PlanStep>();
        services.AddSingleton<IRunStep, ImportStep>();
        services.AddSingleton<IRunStep, WatchStep>();
        services.AddSingleton<IRunStep, RetentionStep>();
        services.AddSingleton<IRunStep, BackupStep>();
        services.AddSingleton<IRunStep, SavedReportStep>();
        services.AddHostedService<RunWatch>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "wfm";
                scheduler.InstanceId = node.Value;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(2);
                scheduler.MaxBatchSize = 1;
            });
            quartz.UseDefaultThreadPool(settings.PlansAtOnce + 2);
            quartz.UseExecutionLimits(limits => limits.ForGroup(JoinNight.PlanKind, settings.PlansAtOnce).ForGroup(JoinNight.NightKind, 1));
            quartz.AddJobType<RunJob>();
            quartz.AddJobType<TimesJob>();
            if (database.Provider == DatabaseProvider.PostgreSql)
            {
                quartz.UsePersistentStore(store => Persist(store, database));
            }
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    private static void Persist(IPersistentStoreBuilder store, WfmDatabase database)
    {
        NpgsqlConnectionStringBuilder parts = new(database.ConnectionString) { ApplicationName = "wfm jobs", MaxPoolSize = 10 };

        // Quartz's locks are everybody's: a node that stands still while it holds one would stop all the others. The last setting counts.
        parts.Options = $"{parts.Options} -c idle_in_transaction_session_timeout=5s".TrimStart();
        store.UsePostgres(NpgsqlFactory.Instance, parts.ConnectionString);
        store.UseSystemTextJsonSerializer();
        store.ConfigureStore(options =>
        {
            options.TablePrefix = "qrtz_";
            options.StoreJobDataAsStrings = true;
            options.DbRetryInterval = TimeSpan.FromSeconds(2);
        });
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = CheckIn;
            cluster.CheckinMisfireThreshold = Missed;
        });
    }
}
