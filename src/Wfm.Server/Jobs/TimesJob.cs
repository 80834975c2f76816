using Quartz;

namespace Wfm.Server.Jobs;

/// <summary>Fires by the clock on the wall of a time zone, and queues runs for its units. Firing twice queues nothing twice.</summary>
/// <param name="queue">Queues them.</param>
[DisallowConcurrentExecution]
public sealed class TimesJob(QueueRuns queue) : IJob
{
    /// <summary>Where the kind stands.</summary>
    public const string KindKey = "kind";

    /// <summary>Where the time zone stands.</summary>
    public const string ZoneKey = "zone";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await queue.RunAsync(context.MergedJobDataMap.GetString(KindKey)!, context.MergedJobDataMap.GetString(ZoneKey)!, cancellationToken);
}
