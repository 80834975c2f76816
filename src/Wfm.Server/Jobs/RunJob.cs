using System.Globalization;
using Microsoft.Extensions.Hosting;
using Quartz;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Quartz says when and on which node; the run itself knows whether there is anything left to do.</summary>
/// <param name="shell">Carries the run.</param>
/// <param name="life">The process.</param>
[DisallowConcurrentExecution]
public sealed class RunJob(RunShell shell, IHostApplicationLifetime life) : IJob
{
    /// <summary>Group of one-shot jobs, one per run and taking.</summary>
    public const string Group = "runs";

    /// <summary>Where the run's number stands.</summary>
    public const string RunKey = "run";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await shell.RunAllAsync(new RunId(int.Parse(context.MergedJobDataMap.GetString(RunKey)!, CultureInfo.InvariantCulture)), life.ApplicationStopping);
}
