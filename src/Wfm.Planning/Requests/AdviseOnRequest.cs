using NodaTime;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Trafikledning attaches its advice to a request. It does not decide.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class AdviseOnRequest(WfmDb db, IClock clock)
{
    /// <summary>Advises.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="request">Which.</param>
    /// <param name="recommendation">What they would do.</param>
    /// <param name="comment">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    public Task<RequestOutcome> RunAsync(
        BusinessUnitId unit, int request, Recommendation recommendation, string comment, Actor by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(comment);
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(
            db,
            async () =>
            {
                (StoredRequest? found, DateTimeZone zone) = await LoadRequest.HeldAsync(db, unit, request, cancellationToken);
                if (found is null || !found.IsOpen)
                {
                    return found is null ? RequestRefusal.NoSuchRequest : RequestRefusal.Not(found.Status);
                }

                Instant now = clock.GetCurrentInstant();
                found.Advise(RequestJson.Write(new RequestAdvice(by.Name, now, recommendation, comment)));
                RequestTelling.Audit(db, found, "advise-on-request", by, now, found.Status, comment, new { found.Status, Recommendation = recommendation });
                await RequestTelling.LeadersAsync(db, found, "request-advised", by, now, zone, cancellationToken);
                await RequestTelling.ScreensAsync(db, found, now, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return RequestOutcome.Done(found);
            },
            cancellationToken);
    }
}

/// <summary>Advice on a request.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Recommendation">What they would do.</param>
/// <param name="Comment">Why.</param>
public sealed record RequestAdvice(string By, Instant At, Recommendation Recommendation, string Comment);
