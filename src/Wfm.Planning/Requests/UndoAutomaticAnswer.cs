using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A leader undoes what a rule approved; the request waits for the leader again.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class UndoAutomaticAnswer(WfmDb db, IClock clock)
{
    /// <summary>Undoes.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="request">Which.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    public Task<RequestOutcome> RunAsync(BusinessUnitId unit, int request, string why, Actor by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(db, () => UndoAsync(unit, request, why, by, cancellationToken), cancellationToken);
    }

    private async Task<RequestOutcome> UndoAsync(BusinessUnitId unit, int id, string why, Actor by, CancellationToken cancellationToken)
    {
        (StoredRequest? request, DateTimeZone zone) = await LoadRequest.HeldAsync(db, unit, id, cancellationToken);
        if (request is null)
        {
            return RequestRefusal.NoSuchRequest;
        }

        if (by.Agent is { } self && request.Content.People.Contains(self))
        {
            return RequestRefusal.Own;
        }

        if (request.Status != RequestStatus.Approved || !request.IsAutomatic)
        {
            return RequestRefusal.Not(request.Status);
        }

        Instant now = clock.GetCurrentInstant();
        if (await UndoApproval.RefusalAsync(db, request, by, why, now, zone, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        request.Reopen(FileRequest.UsualDecideBy(request.Content, now));
        RequestTelling.Audit(db, request, "undo-automatic-answer", by, now, RequestStatus.Approved, why);
        RequestTelling.People(db, request, "request-reopened", by, now, zone);
        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RequestOutcome.Done(request);
    }
}
