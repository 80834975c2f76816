using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Closes requests nobody answered by their decide-by date, and tells both sides.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class ExpireRequests(WfmDb db, IClock clock)
{
    private static readonly Actor Itself = new("expiry", null, null);

    /// <summary>Closes all that are due.</summary>
    /// <param name="cancellationToken">Stops after the one at hand.</param>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        var due = await db.Requests.AsNoTracking().IgnoreAutoIncludes()
            .Where(row => (row.Status == RequestStatus.Sent || row.Status == RequestStatus.Waiting) && row.DecideBy <= now)
            .Select(row => new { row.BusinessUnitId, row.Id }).ToListAsync(cancellationToken);
        int expired = 0;
        foreach (var request in due)
        {
            expired += await InTransaction.RunAsync(db, () => ExpireAsync(request.BusinessUnitId, request.Id, now, cancellationToken), cancellationToken) ? 1 : 0;
            db.ChangeTracker.Clear();
        }

        return expired;
    }

    private async Task<bool> ExpireAsync(BusinessUnitId unit, int id, Instant now, CancellationToken cancellationToken)
    {
        (StoredRequest? request, DateTimeZone zone) = await LoadRequest.HeldAsync(db, unit, id, cancellationToken);
        if (request is null || !request.IsOpen || request.DecideBy > now)
        {
            return false;
        }

        RequestStatus before = request.Status;
        request.Expire();
        RequestTelling.Audit(db, request, "expire-request", Itself, now, before, null);
        RequestTelling.People(db, request, "request-expired", Itself, now, zone);
        await RequestTelling.LeadersAsync(db, request, "request-expired", Itself, now, zone, cancellationToken);
        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
