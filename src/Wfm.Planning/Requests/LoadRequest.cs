using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads a request that is about to change, with its unit held, so that nobody else decides anything meanwhile.</summary>
internal static class LoadRequest
{
    public static async Task<(StoredRequest? Request, DateTimeZone Zone)> HeldAsync(WfmDb db, BusinessUnitId unit, int id, CancellationToken cancellationToken)
    {
        await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
        StoredRequest? request = await db.Requests.SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == id, cancellationToken);
        return (request, await ZoneAsync(db, unit, cancellationToken));
    }

    public static async Task<DateTimeZone> ZoneAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        DateTimeZoneProviders.Tzdb[await db.BusinessUnits.Where(row => row.Id == unit).Select(row => row.ZoneId).SingleAsync(cancellationToken)];
}
