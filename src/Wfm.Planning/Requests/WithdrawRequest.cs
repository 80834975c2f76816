using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Takes a request back. One that was approved gives the shifts and the balance back, as long as it has not begun.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class WithdrawRequest(WfmDb db, IClock clock)
{
    /// <summary>Withdraws.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="request">Which.</param>
    /// <param name="why">Why, where somebody wants to say.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    public Task<RequestOutcome> RunAsync(BusinessUnitId unit, int request, string? why, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(db, () => WithdrawAsync(unit, request, why, by, cancellationToken), cancellationToken);
    }

    private async Task<RequestOutcome> WithdrawAsync(BusinessUnitId unit, int id, string? why, Actor by, CancellationToken cancellationToken)
    {
        (StoredRequest? request, DateTimeZone zone) = await LoadRequest.HeldAsync(db, unit, id, cancellationToken);
        if (request is null)
        {
            return RequestRefusal.NoSuchRequest;
        }

        Instant now = clock.GetCurrentInstant();
        RequestStatus before = request.Status;
        if (before == RequestStatus.Approved)
        {
            if (await UndoApproval.RefusalAsync(db, request, by, why, now, zone, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }
        else if (before != RequestStatus.Draft && !request.IsOpen)
        {
            return RequestRefusal.Not(before);
        }

        request.Withdraw();
        RequestTelling.Audit(db, request, "withdraw-request", by, now, before, why);
        if (before != RequestStatus.Draft)
        {
            RequestTelling.People(db, request, "request-withdrawn", by, now, zone);
            await RequestTelling.LeadersAsync(db, request, "request-withdrawn", by, now, zone, cancellationToken);
            await RequestTelling.BorrowersAsync(db, request, "loan-withdrawn", by, now, zone, cancellationToken);
        }

        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RequestOutcome.Done(request);
    }
}

/// <summary>Takes an approval back: shifts, absences or meetings, balance.</summary>
internal static class UndoApproval
{
    /// <summary>Takes it back, or says why not; nothing is written then.</summary>
    public static async Task<RequestRefusal?> RefusalAsync(
        WfmDb db, StoredRequest request, Actor by, string? why, Instant now, DateTimeZone zone, CancellationToken cancellationToken)
    {
        if (request.Start <= now)
        {
            return RequestRefusal.HasBegun;
        }

        bool isLeadersReason = !string.IsNullOrWhiteSpace(why) && by.Agent != request.Content.People[0];
        if (!isLeadersReason && await new RequestBalances(db).UsedAsync(request, cancellationToken) is { } used)
        {
            return used;
        }

        if (await new ChangeForRequest(db, now).UndoAsync(request, by, zone, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await new RequestBalances(db).GiveBackAsync(request, by, now, cancellationToken);
        return null;
    }
}
