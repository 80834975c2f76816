using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A yes, all of it: checks, schedule, absences or meetings, balance, audit, messages. Said by a leader or by a rule.</summary>
/// <param name="db">The database, with the unit held.</param>
/// <param name="now">What time it is.</param>
/// <param name="zone">The unit's clock on the wall.</param>
internal sealed class Approval(WfmDb db, Instant now, DateTimeZone zone)
{
    /// <summary>Says yes, or why that is impossible; nothing is written then.</summary>
    public async Task<RequestRefusal?> SayAsync(StoredRequest request, StoredWeighing weighing, SaidYes yes, CancellationToken cancellationToken)
    {
        if (await new RequestChecks(db).RefusalAsync(request, weighing, zone, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        RequestBalances balances = new(db);
        (BalanceKind Kind, double Amount)? taken = RequestBalances.TakenBy(request, weighing, zone);
        if (taken is { } needed)
        {
            if (await balances.RefusalAsync(request, needed, yes, cancellationToken) is { } tooLow)
            {
                return tooLow;
            }

        }

        OvertimeInLieu? earned = request.Settlement == OvertimeSettlement.InLieu ? weighing.Figures.Overtime : null;
        (RequestEffect? effect, RequestRefusal? conflict) = await new ChangeForRequest(db, now).MakeAsync(request, weighing, yes, zone, cancellationToken);
        if (effect is null)
        {
            return conflict;
        }

        if (taken is { } booked)
        {
            balances.Take(request, booked, yes, now);
        }

        if (earned is not null)
        {
            balances.Earn(request, earned, yes.By, now);
        }

        RequestStatus before = request.Status;
        request.Answer(RequestStatus.Approved, new RequestAnswer(
            yes.By.Name, now, yes.Reason, RequestJson.Write(weighing.Figures), RequestJson.Write(effect), yes.Rule is not null));
        RequestTelling.Audit(db, request, "approve-request", yes.By, now, before, yes.Reason, new
        {
            request.Status,
            weighing.Figures.Recommendation,
            Consequence = weighing.Figures.Hash,
            weighing.Figures.Inputs,
            effect.Versions,
            HoursInLieu = earned?.HoursOff,
            yes.Rule,
        });
        RequestTelling.People(db, request, "request-approved", yes.By, now, zone);
        await RequestTelling.BorrowersAsync(db, request, "loan-approved", yes.By, now, zone, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}

/// <summary>Who says yes and why.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rule">The rule that says it; empty when a person does.</param>
internal sealed record SaidYes(Actor By, string? Reason, RequestRule? Rule = null);
