using NodaTime;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Somebody asks for something: what a yes would cost is attached, the group leaders are told, and a rule may answer.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class FileRequest(WfmDb db, IClock clock, KeptPlans plans)
{
    /// <summary>Days a leader has to answer unless something else is asked; never past the start.</summary>
    public const int DaysToDecide = 14;

    /// <summary>Writes a request, and sends it unless it is a draft.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="content">What is asked for.</param>
    /// <param name="decideBy">When it expires without an answer; empty for two weeks from now or its start, whichever is sooner.</param>
    /// <param name="isDraft">Whether it waits to be sent.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    public Task<RequestOutcome> RunAsync(
        BusinessUnitId unit, RequestContent content, Instant? decideBy, bool isDraft, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(
            db,
            async () =>
            {
                await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
                Instant now = clock.GetCurrentInstant();
                StoredRequest request = new(unit, content, by.Name, by.Account, now, decideBy ?? UsualDecideBy(content, now));
                db.Add(request);
                await db.SaveChangesAsync(cancellationToken);
                RequestTelling.Audit(db, request, "write-request", by, now, null, null);
                return isDraft ? await DraftAsync(request, cancellationToken) : await new SendRequest(db, clock, plans).SendAsync(request, by, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Two weeks from now, or the start when that comes first.</summary>
    /// <param name="content">What is asked for.</param>
    /// <param name="now">What time it is.</param>
    public static Instant UsualDecideBy(RequestContent content, Instant now)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Instant.Min(now + Duration.FromDays(DaysToDecide), content.Start);
    }

    private async Task<RequestOutcome> DraftAsync(StoredRequest request, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        return RequestOutcome.Done(request);
    }
}
