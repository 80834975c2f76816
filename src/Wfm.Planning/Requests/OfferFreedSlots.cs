using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Asks of every request on the waiting list whether a yes would pass by now, and tells its leader, who decides.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class OfferFreedSlots(WfmDb db, IClock clock, KeptPlans plans)
{
    private static readonly Actor Itself = new("waiting-list", null, null);

    /// <summary>Asks all that wait, the longest waiting first.</summary>
    /// <param name="cancellationToken">Stops after the one at hand.</param>
    /// <returns>How many are offered now.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        var waiting = await db.Requests.AsNoTracking().IgnoreAutoIncludes()
            .Where(row => row.Status == RequestStatus.Waiting && row.OfferedAt == null && row.DecideBy > now)
            .OrderBy(row => row.SentAt).ThenBy(row => row.Id).Select(row => new { row.BusinessUnitId, row.Id }).ToListAsync(cancellationToken);
        int offered = 0;
        foreach (var request in waiting)
        {
            offered += await InTransaction.RunAsync(db, () => OfferAsync(request.BusinessUnitId, request.Id, now, cancellationToken), cancellationToken) ? 1 : 0;
            db.ChangeTracker.Clear();
        }

        return offered;
    }

    private async Task<bool> OfferAsync(BusinessUnitId unit, int id, Instant now, CancellationToken cancellationToken)
    {
        (StoredRequest? request, DateTimeZone zone) = await LoadRequest.HeldAsync(db, unit, id, cancellationToken);
        if (request is not { Status: RequestStatus.Waiting, OfferedAt: null })
        {
            return false;
        }

        StoredWeighing weighing = await new WeighStoredRequest(db, plans).RunAsync(unit, request.Content, WeighStoredRequest.FromTable, cancellationToken);
        if (weighing.Figures.Recommendation == Recommendation.NotRecommended
            || await new RequestChecks(db).RefusalAsync(request, weighing, zone, cancellationToken) is not null)
        {
            return false;
        }

        request.Offer(now);
        RequestTelling.Audit(db, request, "offer-freed-slot", Itself, now, RequestStatus.Waiting, null, new { request.Status, Consequence = weighing.Figures.Hash, weighing.Figures.Inputs });
        await RequestTelling.LeadersAsync(db, request, "request-offered", Itself, now, zone, cancellationToken);
        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
