using NodaTime;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A group leader answers a request. The consequence is reckoned again in the transaction of the answer; if it is not what the leader saw, nothing happens.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class DecideRequest(WfmDb db, IClock clock, KeptPlans plans)
{
    /// <summary>Answers.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="request">Which.</param>
    /// <param name="decision">The answer.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="cancellationToken">Undoes all of it.</param>
    public Task<RequestOutcome> RunAsync(BusinessUnitId unit, int request, Decision decision, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(by);
        return InTransaction.RunAsync(db, () => DecideAsync(unit, request, decision, by, cancellationToken), cancellationToken);
    }

    private async Task<RequestOutcome> DecideAsync(BusinessUnitId unit, int id, Decision decision, Actor by, CancellationToken cancellationToken)
    {
        (StoredRequest? request, DateTimeZone zone) = await LoadRequest.HeldAsync(db, unit, id, cancellationToken);
        if (request is null)
        {
            return RequestRefusal.NoSuchRequest;
        }

        Instant now = clock.GetCurrentInstant();
        if (Obstacle(request, by, now) is { } obstacle)
        {
            return obstacle;
        }

        bool isYes = decision.Answer == RequestStatus.Approved;
        StoredWeighing weighing = await new WeighStoredRequest(db, plans).RunAsync(unit, request.Content, WeighStoredRequest.FromTable, cancellationToken);
        if (weighing.Figures.Hash != decision.SeenConsequence)
        {
            return new RequestRefusal("consequence-changed", "What a yes would cost has changed since you saw it.", weighing.Figures with { Alternatives = [], WhyFewAlternatives = null, Few = null });
        }

        bool isReasonNeeded = decision.Answer == RequestStatus.Denied || (isYes && weighing.Figures.Violations.Count > 0);
        if (isReasonNeeded && string.IsNullOrWhiteSpace(decision.Reason))
        {
            return RequestRefusal.NoReason;
        }

        if (isYes)
        {
            return await new Approval(db, now, zone).SayAsync(request, weighing, new SaidYes(by, decision.Reason), cancellationToken) is { } refusal
                ? refusal
                : RequestOutcome.Done(request);
        }

        await SayNoAsync(request, decision, weighing, by, now, zone, cancellationToken);
        return RequestOutcome.Done(request);
    }

    private static RequestRefusal? Obstacle(StoredRequest request, Actor by, Instant now)
    {
        if (by.Agent is { } self && request.Content.People.Contains(self))
        {
            return RequestRefusal.Own;
        }

        return !request.IsOpen ? RequestRefusal.Not(request.Status) : request.DecideBy <= now ? RequestRefusal.Expired : null;
    }

    private async Task SayNoAsync(
        StoredRequest request, Decision decision, StoredWeighing weighing, Actor by, Instant now, DateTimeZone zone, CancellationToken cancellationToken)
    {
        RequestStatus before = request.Status;
        RequestObstacles grounds = RequestObstacles.Of(weighing.Figures with { Alternatives = decision.Alternatives });
        request.Answer(decision.Answer, new RequestAnswer(by.Name, now, decision.Reason, RequestJson.Write(grounds)));
        bool waits = decision.Answer == RequestStatus.Waiting;
        RequestTelling.Audit(db, request, waits ? "put-request-on-waiting-list" : "deny-request", by, now, before, decision.Reason, new
        {
            request.Status,
            Consequence = weighing.Figures.Hash,
            weighing.Figures.Inputs,
        });
        RequestTelling.People(db, request, waits ? "request-waiting" : "request-denied", by, now, zone);
        await RequestTelling.BorrowersAsync(db, request, waits ? "loan-waiting" : "loan-denied", by, now, zone, cancellationToken);
        await RequestTelling.ScreensAsync(db, request, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>A group leader's answer.</summary>
/// <param name="Answer">Approved, denied, or waiting.</param>
/// <param name="Reason">Why.</param>
/// <param name="SeenConsequence">The hash of the consequence they saw.</param>
public sealed record Decision(RequestStatus Answer, string? Reason, string SeenConsequence)
{
    /// <summary>How far to look, before anything is held, for what a no tells: the nearest time that would pass.</summary>
    public static WeighOptions Nearest { get; } = WeighStoredRequest.FromTable with { Alternatives = 3 };

    /// <summary>What was found near by; a no tells the first that is the asker's own.</summary>
    public IReadOnlyList<OtherChoice> Alternatives { get; init; } = [];
}

/// <summary>What stood in the way of a yes, as the agent is told.</summary>
/// <param name="Rules">Rules that would be broken.</param>
/// <param name="Intervals">Intervals that would fall below the target.</param>
/// <param name="Reason">The consequence in a sentence.</param>
/// <param name="Nearest">The nearest time that would pass.</param>
public sealed record RequestObstacles(IReadOnlyList<string> Rules, IReadOnlyList<IntervalBelow> Intervals, string Reason, OtherChoice? Nearest)
{
    private const int MostIntervals = 40;

    /// <summary>What stood in the way.</summary>
    /// <param name="figures">The consequence.</param>
    internal static RequestObstacles Of(ConsequenceFigures figures) => new(
        [.. figures.Violations.Select(violation => $"{violation.Rule} ({violation.Paragraph}): {violation.Reason}")],
        [
            .. figures.Queues.SelectMany(queue => queue.Intervals, (queue, interval) => (queue, interval))
                .Where(pair => pair.interval is { LevelBefore: { } before, LevelAfter: { } after } && after < pair.queue.TargetShare && after < before)
                .OrderBy(pair => pair.interval.LevelAfter).Take(MostIntervals).OrderBy(pair => pair.interval.Start)
                .Select(pair => new IntervalBelow(pair.queue.Queue, pair.interval.Start, pair.interval.LevelBefore, pair.interval.LevelAfter, pair.queue.TargetShare)),
        ],
        figures.Reason,
        figures.Alternatives.FirstOrDefault(choice => choice.IsOwn));
}

/// <summary>An interval that would fall below its target.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Start">When it begins.</param>
/// <param name="LevelBefore">Service level as it is.</param>
/// <param name="LevelAfter">Service level after a yes.</param>
/// <param name="Target">Share promised.</param>
public sealed record IntervalBelow(Wfm.Domain.QueueId Queue, Instant Start, double? LevelBefore, double? LevelAfter, double Target);
