using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Hands a draft to the group leader.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class SendRequest(WfmDb db, IClock clock, KeptPlans plans)
{
    /// <summary>Sends.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="request">Which.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    public Task<RequestOutcome> RunAsync(BusinessUnitId unit, int request, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(
            db,
            async () =>
            {
                (StoredRequest? found, _) = await LoadRequest.HeldAsync(db, unit, request, cancellationToken);
                return found is null ? RequestRefusal.NoSuchRequest
                    : found.Status != RequestStatus.Draft ? RequestRefusal.Not(found.Status)
                    : await SendAsync(found, by, cancellationToken);
            },
            cancellationToken);
    }

    internal async Task<RequestOutcome> SendAsync(StoredRequest request, Actor by, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        if (request.DecideBy <= now)
        {
            return RequestRefusal.Expired;
        }

        StoredWeighing weighing = await new WeighStoredRequest(db, plans).RunAsync(request.BusinessUnitId, request.Content, WeighStoredRequest.FromTable, cancellationToken);
        if (weighing.Findings.Count > 0)
        {
            return RequestRefusal.DoesNotFit(weighing);
        }

        DateTimeZone zone = await LoadRequest.ZoneAsync(db, request.BusinessUnitId, cancellationToken);
        request.Send(now, RequestJson.Write(weighing.Figures));
        RequestTelling.Audit(db, request, "send-request", by, now, RequestStatus.Draft, null, new { request.Status, Consequence = weighing.Figures.Hash, weighing.Figures.Inputs });
        await RequestTelling.LeadersAsync(db, request, "request-sent", by, now, zone, cancellationToken);
        await RequestTelling.BorrowersAsync(db, request, "loan-asked", by, now, zone, cancellationToken);
        if (request.Kind == RequestKind.Swap)
        {
            RequestTelling.People(db, request, "swap-asked", by, now, zone);
        }

        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await new AutomaticAnswer(db, now, zone).TryAsync(request, weighing, cancellationToken);
        return RequestOutcome.Done(request);
    }

}
