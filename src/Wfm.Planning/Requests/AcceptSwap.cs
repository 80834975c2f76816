using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The other person of a swap says yes; the group leader still decides.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class AcceptSwap(WfmDb db, IClock clock)
{
    /// <summary>Accepts.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="request">Which.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    public Task<RequestOutcome> RunAsync(BusinessUnitId unit, int request, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(db, () => AcceptAsync(unit, request, by, cancellationToken), cancellationToken);
    }

    private async Task<RequestOutcome> AcceptAsync(BusinessUnitId unit, int id, Actor by, CancellationToken cancellationToken)
    {
        (StoredRequest? request, DateTimeZone zone) = await LoadRequest.HeldAsync(db, unit, id, cancellationToken);
        if (request is null || request.Kind != RequestKind.Swap || request.Content.People[1] != by.Agent)
        {
            return RequestRefusal.NoSuchRequest;
        }

        if (!request.IsOpen)
        {
            return RequestRefusal.Not(request.Status);
        }

        Instant now = clock.GetCurrentInstant();
        request.Accept(now);
        RequestTelling.Audit(db, request, "accept-swap", by, now, request.Status, null);
        RequestTelling.People(db, request, "swap-accepted", by, now, zone);
        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RequestOutcome.Done(request);
    }
}
