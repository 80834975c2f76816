using Microsoft.Extensions.DependencyInjection;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Looks at the running day of a unit.</summary>
/// <param name="scopes">Opens contexts.</param>
public sealed class WatchStep(IServiceScopeFactory scopes) : IRunStep
{
    /// <inheritdoc/>
    public string Kind => JobTimes.Watch;

    /// <inheritdoc/>
    public async Task RunAsync(RunWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WatchOutcome outcome = await scope.ServiceProvider.GetRequiredService<WatchDay>().RunAsync(work.Hold.Key.Unit, cancellationToken);
        await RunStore.EndAsync(
            scope.ServiceProvider.GetRequiredService<WfmDb>(), work.Hold, new RunEnd(RunState.Done, outcome.Obstacle, Progress: new RunProgress(1)), cancellationToken);
    }
}
