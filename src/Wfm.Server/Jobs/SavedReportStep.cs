using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wfm.Planning;
using Wfm.Server.Reports;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Makes the saved reports that are due and lays them into their receivers' inboxes.</summary>
/// <param name="scopes">Opens contexts.</param>
public sealed class SavedReportStep(IServiceScopeFactory scopes) : IRunStep
{
    /// <inheritdoc/>
    public string Kind => JobTimes.Reports;

    /// <inheritdoc/>
    public async Task RunAsync(RunWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        RunKey key = work.Hold.Key;
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        DeliverReport deliver = scope.ServiceProvider.GetRequiredService<DeliverReport>();
        int made = 0, receivers = 0;
        List<StoredSavedReport> kept = await db.SavedReports.Where(row => row.BusinessUnitId == key.Unit).OrderBy(row => row.Id).ToListAsync(cancellationToken);

        // Each in a transaction of its own: taken up again after a fault, the run makes only what is missing.
        foreach (StoredSavedReport saved in kept.Where(saved => saved.IsDue(key.Date)))
        {
            made++;
            receivers += (await deliver.RunAsync(saved, key.Date, await ReportReceivers.OfAsync(db, saved, cancellationToken), cancellationToken)).Count;
        }

        await RunStore.EndAsync(db, work.Hold, new RunEnd(RunState.Done, null, JsonSerializer.Serialize(new { reports = made, receivers })), cancellationToken);
    }
}
