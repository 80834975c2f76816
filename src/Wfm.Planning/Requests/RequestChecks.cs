using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What no yes may break, whoever says it: asked with the unit held, so that two cannot pass at once.</summary>
/// <param name="db">The database, with the unit held.</param>
internal sealed class RequestChecks(WfmDb db)
{
    /// <summary>Why a yes is impossible; nothing when it is not.</summary>
    public async Task<RequestRefusal?> RefusalAsync(StoredRequest request, StoredWeighing weighing, DateTimeZone zone, CancellationToken cancellationToken)
    {
        if (weighing.Findings.Count > 0)
        {
            return RequestRefusal.DoesNotFit(weighing);
        }

        if (request.Kind == RequestKind.Swap && request.AcceptedAt is null)
        {
            return RequestRefusal.NotAccepted;
        }

        BusinessUnitId unit = request.BusinessUnitId;
        StoredRequestLimit? limit = await db.RequestLimits.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit, cancellationToken);
        if (limit?.LowestLevel is { } lowest && Lowest(weighing.Figures, lowest) is { } queue)
        {
            return new RequestRefusal(
                "limit-reached", "A queue would fall below the lowest level the unit allows.",
                new { queue.Queue, queue.Date, LowestLevel = lowest, Before = queue.Before.ServiceLevel, After = queue.After.ServiceLevel });
        }

        return request.Kind is RequestKind.Absence or RequestKind.TimeOff ? await RefusalOfAwayAsync(request, limit?.MostAway, zone, cancellationToken) : null;
    }

    private static QueueConsequence? Lowest(ConsequenceFigures figures, double lowest) => figures.Queues
        .Where(queue => queue is { Before.ServiceLevel: { } before, After.ServiceLevel: { } after } && after < before && after < lowest)
        .MinBy(queue => queue.After.ServiceLevel);

    private async Task<RequestRefusal?> RefusalOfAwayAsync(StoredRequest request, int? mostAway, DateTimeZone zone, CancellationToken cancellationToken)
    {
        List<AwaySpell> away = await AwayAsync(request.BusinessUnitId, request.Start, request.End, zone, cancellationToken);
        AgentId who = request.Content.People[0];
        if (away.Exists(other => other.Agent == who && other.Start < request.End && other.End > request.Start))
        {
            return new RequestRefusal("already-away", "The person is away then already.");
        }

        int most = AwaySpell.MostAtOnce(away, request.Start, request.End) + 1;
        return mostAway is { } limit && most > limit
            ? new RequestRefusal("limit-reached", "More people would be away at once than the unit allows.", new { MostAway = limit, Away = most })
            : null;
    }

    /// <summary>Who is away at any time of a span: absences, and time off that was granted.</summary>
    public async Task<List<AwaySpell>> AwayAsync(BusinessUnitId unit, Instant start, Instant end, DateTimeZone zone, CancellationToken cancellationToken)
    {
        (LocalDateTime from, LocalDateTime to) = (start.InZone(zone).LocalDateTime.PlusHours(-2), end.InZone(zone).LocalDateTime.PlusHours(2));
        List<StoredAbsence> absences = await db.Absences.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.Start < to && row.End > from).ToListAsync(cancellationToken);
        List<StoredRequest> timeOff = await db.Requests.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.Kind == RequestKind.TimeOff && row.Status == RequestStatus.Approved && row.Start < end && row.End > start)
            .ToListAsync(cancellationToken);
        return
        [
            .. absences.Select(row => new AwaySpell(row.AgentCode, row.Start.InZone(zone, WallClock.Earliest).ToInstant(), row.End.InZone(zone, WallClock.Latest).ToInstant()))
                .Where(row => row.Start < end && row.End > start),
            .. timeOff.Select(row => new AwaySpell(row.Content.People[0], row.Start, row.End)),
        ];
    }
}

/// <summary>Somebody away.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
internal sealed record AwaySpell(AgentId Agent, Instant Start, Instant End)
{
    /// <summary>The most people away at one moment of a span. Their number changes only where somebody's absence begins.</summary>
    public static int MostAtOnce(IReadOnlyList<AwaySpell> away, Instant start, Instant end) => away.Where(other => other.Start < end && other.End > start)
        .Select(other => Instant.Max(other.Start, start)).Append(start).Distinct()
        .Max(at => away.Where(other => other.Start <= at && other.End > at).Select(other => other.Agent).Distinct().Count());
}
