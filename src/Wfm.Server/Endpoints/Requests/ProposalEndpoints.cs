using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What trafikledning proposes for the running of the centre: loans between groups, meetings, trainings, assignments. Group leaders decide.</summary>
internal static class ProposalEndpoints
{
    private const int LongestReason = 1000;

    public static void MapProposals(this RouteGroupBuilder requests)
    {
        requests.MapPost("/proposals", ProposeAsync).Allow(Act.ProposeRequest).WithSummary("Propose a loan, meeting, training or assignment; the group leader decides");
        requests.MapPost("/proposals/{request:int}/withdraw", WithdrawAsync).Allow(Act.ProposeRequest).WithSummary("Take back what one proposed, as long as nobody answered");
    }

    private static async Task<IResult> ProposeAsync(
        int unit, RequestBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, FileRequest file, WeighStoredRequest weigh, Idempotent once, CancellationToken cancellationToken)
    {
        if (body.Kind is not (RequestKind.Loan or RequestKind.Meeting or RequestKind.Training or RequestKind.Assignment) || body.IsDraft)
        {
            return ApiProblem.Bad("bad-field", body.IsDraft ? "isDraft: expected a proposal that is sent." : "kind: expected loan, meeting, training or assignment.");
        }

        BusinessUnitId where = new(unit);
        RequestContent content = await body.ReadAsync(db, where, caller, Act.ProposeRequest, clock.GetCurrentInstant(), cancellationToken);
        Instant? decideBy = body.DecideByOf(content, clock.GetCurrentInstant());

        // Reading a plan takes long; it is done before the unit is held.
        await weigh.RunAsync(where, content, WeighStoredRequest.FromTable, cancellationToken);
        return await once.RunAsync(
            context, body,
            async () => await RequestAnswers.ViewAsync(
                db, caller, await file.RunAsync(where, content, decideBy, isDraft: false, RequestAnswers.ActorOf(caller, where), cancellationToken), cancellationToken),
            cancellationToken);
    }

    private static async Task<IResult> WithdrawAsync(
        int unit, int request, WithdrawBody body, HttpContext context, Caller caller, WfmDb db, WithdrawRequest withdraw, Idempotent once, CancellationToken cancellationToken)
    {
        string? why = ShortWords.Optional("reason", body.Reason, LongestReason);
        StoredRequest? found = await RequestScope.FindAsync(db, new(unit), request, caller, cancellationToken);
        if (found is null || found.AskedByAccount is null || found.AskedByAccount != caller.Account)
        {
            return ApiProblem.NotFound;
        }

        if (found.Status == RequestStatus.Approved)
        {
            return RequestAnswers.ProblemOf(RequestRefusal.Not(found.Status));
        }

        return await once.RunAsync(
            context, body,
            async () => await RequestAnswers.ViewAsync(
                db, caller, await withdraw.RunAsync(new(unit), request, why, RequestAnswers.ActorOf(caller, new(unit)), cancellationToken), cancellationToken),
            cancellationToken);
    }
}
