using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Removes what has been kept long enough.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="settings">What this installation sets.</param>
public sealed class RetentionStep(IServiceScopeFactory scopes, ServerSettings settings) : IRunStep
{
    /// <inheritdoc/>
    public string Kind => JobTimes.Retention;

    /// <inheritdoc/>
    public async Task RunAsync(RunWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        IReadOnlyList<RetentionRow> removed = await RemoveOld.RunAsync(db, settings, "retention", dryRun: false, cancellationToken);
        await RunStore.EndAsync(db, work.Hold, new RunEnd(RunState.Done, null, JsonSerializer.Serialize(removed, JsonSerializerOptions.Web)), cancellationToken);
    }
}
