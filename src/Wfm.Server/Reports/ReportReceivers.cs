using Microsoft.EntityFrameworkCore;
using Wfm.Planning;
using Wfm.Server.Endpoints;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Reports;

/// <summary>Which receivers of a saved report may read it today, and how far they see.</summary>
internal static class ReportReceivers
{
    /// <summary>Reads them; who has lost the role gets nothing.</summary>
    public static async Task<IReadOnlyList<ReportReceiver>> OfAsync(WfmDb db, StoredSavedReport saved, CancellationToken cancellationToken)
    {
        AccountId[] wanted = [.. saved.Receivers.Select(receiver => receiver.AccountId)];
        List<ReportReceiver> found = [];
        foreach (StoredAccount account in await db.Accounts.AsNoTracking().Where(row => wanted.Contains(row.Id) && row.IsActive).OrderBy(row => row.Id).ToListAsync(cancellationToken))
        {
            Caller caller = await FindCaller.OfAccountAsync(account, db, cancellationToken);
            if (caller.In(saved.BusinessUnitId, Act.ReadReports).Reach != Reach.None)
            {
                found.Add(new ReportReceiver(account.Id, ReportEndpoints.ReachOf(caller, saved.BusinessUnitId)));
            }
        }

        return found;
    }
}
