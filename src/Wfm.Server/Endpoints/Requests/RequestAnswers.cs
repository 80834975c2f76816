using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Wfm.Planning;
using Wfm.Requests;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What is done to a request: sent, accepted, advised on, decided, withdrawn, undone.</summary>
internal static class RequestAnswers
{
    private const int LongestReason = 1000;

    public static void MapRequestAnswers(this RouteGroupBuilder requests)
    {
        requests.MapPost("/{request:int}/send", SendAsync).Allow(Act.WriteRequest).WithSummary("Send a draft to the group leader");
        requests.MapPost("/{request:int}/accept", AcceptAsync).Allow(Act.WriteRequest).WithSummary("Say yes to a swap somebody asked one for");
        requests.MapPost("/{request:int}/withdraw", WithdrawAsync).Allow(Act.WriteRequest).WithSummary("Take a request back");
        requests.MapPost("/{request:int}/advice", AdviseAsync).Allow(Act.AdviseRequest).WithSummary("Attach trafikledning's advice");
        requests.MapPost("/{request:int}/decision", DecideAsync).Allow(Act.DecideRequest)
            .WithSummary("Say yes, no or wait. 409 consequence-changed with the new figures when they are not what was seen");
        requests.MapPost("/{request:int}/undo", UndoAsync).Allow(Act.DecideRequest).WithSummary("Undo what a rule approved");
    }

    public static Actor ActorOf(Caller caller, BusinessUnitId unit) => new(caller.Name, caller.Account, caller.AgentUnit == unit ? caller.Agent : null);

    /// <summary>The request as it is now, or the refusal thrown, which undoes everything.</summary>
    public static async Task<RequestView> ViewAsync(WfmDb db, Caller caller, RequestOutcome outcome, CancellationToken cancellationToken) => outcome.Request is { } request
        ? await RequestViews.OfAsync(db, caller, request, cancellationToken)
        : throw new ApiProblemException(ProblemOf(outcome.Refusal!));

    public static ApiProblem ProblemOf(RequestRefusal refusal) => refusal.Code switch
    {
        "not-found" => ApiProblem.NotFound,
        "own-request" => new ApiProblem(StatusCodes.Status403Forbidden, refusal.Code, refusal.Words),
        "does-not-fit" or "reason-missing" => ApiProblem.Bad(refusal.Code, refusal.Words) with { Facts = refusal.Facts },
        _ => ApiProblem.Conflict(refusal.Code, refusal.Words, refusal.Facts),
    };

    private static async Task<IResult> SendAsync(
        int unit, int request, NothingSaid body, HttpContext context, Caller caller, WfmDb db, SendRequest send, Idempotent once, CancellationToken cancellationToken)
    {
        await RequestScope.ReachedAsync(db, new(unit), request, caller, Act.WriteRequest, cancellationToken);
        return await once.RunAsync(
            context, body, async () => await ViewAsync(db, caller, await send.RunAsync(new(unit), request, ActorOf(caller, new(unit)), cancellationToken), cancellationToken), cancellationToken);
    }

    private static async Task<IResult> AcceptAsync(
        int unit, int request, NothingSaid body, HttpContext context, Caller caller, WfmDb db, AcceptSwap accept, Idempotent once, CancellationToken cancellationToken)
    {
        _ = await RequestScope.FindAsync(db, new(unit), request, caller, cancellationToken) ?? throw new ApiProblemException(ApiProblem.NotFound);
        return await once.RunAsync(
            context, body, async () => await ViewAsync(db, caller, await accept.RunAsync(new(unit), request, ActorOf(caller, new(unit)), cancellationToken), cancellationToken), cancellationToken);
    }

    private static async Task<IResult> WithdrawAsync(
        int unit, int request, WithdrawBody body, HttpContext context, Caller caller, WfmDb db, WithdrawRequest withdraw, Idempotent once, CancellationToken cancellationToken)
    {
        string? why = ShortWords.Optional("reason", body.Reason, LongestReason);
        StoredRequest found = await RequestScope.FindAsync(db, new(unit), request, caller, cancellationToken) ?? throw new ApiProblemException(ApiProblem.NotFound);
        if (found.AskedByAccount != caller.Account || caller.Account is null)
        {
            await RequestScope.ReachedAsync(db, new(unit), request, caller, Act.WriteRequest, cancellationToken);
        }

        return await once.RunAsync(
            context, body, async () => await ViewAsync(db, caller, await withdraw.RunAsync(new(unit), request, why, ActorOf(caller, new(unit)), cancellationToken), cancellationToken), cancellationToken);
    }

    private static async Task<IResult> AdviseAsync(
        int unit, int request, AdviceBody body, HttpContext context, Caller caller, WfmDb db, AdviseOnRequest advise, Idempotent once, CancellationToken cancellationToken)
    {
        string comment = ShortWords.Required("comment", body.Comment, LongestReason);
        await RequestScope.ReachedAsync(db, new(unit), request, caller, Act.AdviseRequest, cancellationToken);
        return await once.RunAsync(
            context, body,
            async () => await ViewAsync(db, caller, await advise.RunAsync(new(unit), request, body.Recommendation, comment, ActorOf(caller, new(unit)), cancellationToken), cancellationToken),
            cancellationToken);
    }

    private static async Task<IResult> DecideAsync(
        int unit, int request, DecisionBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, WeighStoredRequest weigh, DecideRequest decide, Idempotent once,
        CancellationToken cancellationToken)
    {
        string? reason = ShortWords.Optional("reason", body.Reason, LongestReason);
        StoredRequest found = await RequestScope.ReachedAsync(db, new(unit), request, caller, Act.DecideRequest, cancellationToken);

        // Reading a plan takes long, and so does looking for another time: both are done before the unit is held.
        WeighOptions options = body.Answer == DecisionWord.Approve ? WeighStoredRequest.FromTable : Decision.Nearest with { Earliest = clock.GetCurrentInstant() };
        StoredWeighing? looked = found.IsOpen ? await weigh.RunAsync(new(unit), found.Content, options, cancellationToken) : null;
        Decision decision = new(
            body.Answer switch
            {
                DecisionWord.Approve => RequestStatus.Approved,
                DecisionWord.Deny => RequestStatus.Denied,
                DecisionWord.Wait => RequestStatus.Waiting,
            },
            reason, body.SeenConsequence)
        {
            Alternatives = looked?.Figures.Alternatives ?? [],
        };
        return await once.RunAsync(
            context, body, async () => await ViewAsync(db, caller, await decide.RunAsync(new(unit), request, decision, ActorOf(caller, new(unit)), cancellationToken), cancellationToken), cancellationToken);
    }

    private static async Task<IResult> UndoAsync(
        int unit, int request, UndoBody body, HttpContext context, Caller caller, WfmDb db, UndoAutomaticAnswer undo, Idempotent once, CancellationToken cancellationToken)
    {
        string reason = ShortWords.Required("reason", body.Reason, LongestReason);
        await RequestScope.ReachedAsync(db, new(unit), request, caller, Act.DecideRequest, cancellationToken);
        return await once.RunAsync(
            context, body, async () => await ViewAsync(db, caller, await undo.RunAsync(new(unit), request, reason, ActorOf(caller, new(unit)), cancellationToken), cancellationToken), cancellationToken);
    }
}

/// <summary>Nothing more to say: <c>{}</c>.</summary>
public sealed record NothingSaid;

/// <summary>Why something is taken back.</summary>
/// <param name="Reason">In words; may be left out.</param>
public sealed record WithdrawBody(string? Reason = null);

/// <summary>Why an automatic answer is undone.</summary>
/// <param name="Reason">In words.</param>
public sealed record UndoBody(string Reason);

/// <summary>Trafikledning's advice.</summary>
/// <param name="Recommendation">What they would do.</param>
/// <param name="Comment">Why.</param>
public sealed record AdviceBody(Recommendation Recommendation, string Comment);

/// <summary>What a leader may answer.</summary>
public enum DecisionWord
{
    /// <summary>Yes.</summary>
    Approve,

    /// <summary>No.</summary>
    Deny,

    /// <summary>Not now: on the waiting list.</summary>
    Wait,
}

/// <summary>A group leader's answer.</summary>
/// <param name="Answer">Yes, no or wait.</param>
/// <param name="SeenConsequence">The hash of the consequence they saw.</param>
/// <param name="Reason">Why; needed for a no and for a yes that breaks a rule.</param>
public sealed record DecisionBody(DecisionWord Answer, string SeenConsequence, string? Reason = null);
