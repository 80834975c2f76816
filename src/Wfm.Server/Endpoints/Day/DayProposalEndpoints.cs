using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Proposals for the running day: asked for, looked at in part, answered person by person.</summary>
internal static class DayProposalEndpoints
{
    private const int LongestReason = 1000;

    public static void MapDayProposals(this RouteGroupBuilder day)
    {
        day.MapGet("/proposals", ListAsync).Allow(Act.ReadDay).WithSummary("Proposals of a day, newest first; parts of one's own groups, or of the unit");
        day.MapPost("/proposals", ProposeAsync).Allow(Act.ProposeDay).WithSummary("Search for a proposal now");
        day.MapGet("/proposals/{proposal:int}", GetAsync).Allow(Act.ReadDay).WithSummary("One proposal");
        day.MapPost("/proposals/{proposal:int}/try", TryAsync).Allow(Act.DecideDay).WithSummary("What some people's parts would give; changes nothing");
        day.MapPost("/proposals/{proposal:int}/answer", AnswerAsync).Allow(Act.DecideDay)
            .WithSummary("Say yes or no, person by person. 409 when a part is answered, too late, or its day has changed");
        day.MapPost("/proposals/{proposal:int}/offer", OfferAsync).Allow(Act.DecideDay)
            .WithSummary("Ask people themselves to stay longer, come in or go home earlier. 409 when a part is answered, too late, or holds nothing to be asked for");
    }

    private static async Task<Ok<List<DayProposalView>>> ListAsync(int unit, LocalDateText? date, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        LocalDate day = date?.Value ?? await DayEndpoints.TodayAsync(db, where, clock, cancellationToken);
        List<StoredDayProposal> rows = await db.DayProposals.AsNoTracking().Where(row => row.BusinessUnitId == where && row.LocalDate == day).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
        DayProposalViews views = await DayProposalViews.ForAsync(db, where, caller, cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(views.Of));
    }

    private static async Task<Results<Ok<DayProposalView>, ApiProblem>> GetAsync(int unit, int proposal, HttpResponse response, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        if (await FindAsync(db, where, proposal, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        Tags.Write(response, found.RowVersion);
        return TypedResults.Ok((await DayProposalViews.ForAsync(db, where, caller, cancellationToken)).Of(found));
    }

    private static async Task<IResult> ProposeAsync(
        int unit, ProposeDayBody body, HttpContext context, Caller caller, WfmDb db, ProposeDay propose, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);

        // The search takes a second; nothing is held meanwhile.
        SearchedDay searched = await propose.SearchAsync(where, body.Queues, caller.Name, cancellationToken);
        return await once.RunAsync(
            context, body,
            async () =>
            {
                StoredDayProposal made = await propose.StoreAsync(where, searched, cancellationToken);
                return (await DayProposalViews.ForAsync(db, where, caller, cancellationToken)).Of(made);
            },
            cancellationToken);
    }

    private static async Task<Results<Ok<DayPreviewView>, ApiProblem>> TryAsync(
        int unit, int proposal, TryDayBody body, Caller caller, WfmDb db, DecideDayProposal decide, CancellationToken cancellationToken)
    {
        if (body.Accept.Count == 0)
        {
            return ApiProblem.Bad("bad-field", "accept: expected at least one person.");
        }

        if (await RefusalAsync(db, new(unit), proposal, body.Accept, caller, mustDecide: false, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        DayPreview preview = await decide.TryAsync(new(unit), proposal, body.Accept, cancellationToken);
        return TypedResults.Ok(new DayPreviewView(preview.Effects, [.. preview.NewViolations.Select(violation => violation.ToString())], [.. preview.NewViolations.Select(ViolationInfo.Of)]));
    }

    private static async Task<IResult> AnswerAsync(
        int unit, int proposal, AnswerDayBody body, HttpContext context, Caller caller, WfmDb db, DecideDayProposal decide, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        string? reason = ShortWords.Optional("reason", body.Reason, LongestReason);
        AgentId[] named = [.. body.Accept, .. body.Reject];
        if (named.Length == 0 || named.Distinct().Count() != named.Length)
        {
            return ApiProblem.Bad("bad-field", "accept, reject: expected at least one person, and nobody twice.");
        }

        if (body.Reject.Count > 0 && reason is null)
        {
            return ApiProblem.Bad("reason-missing", "reason: a no needs one.");
        }

        if (await RefusalAsync(db, where, proposal, named, caller, mustDecide: true, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return await once.RunAsync(
            context, body,
            async () =>
            {
                StoredDayProposal answered = await decide.RunAsync(where, proposal, new DayDecision(body.Accept, body.Reject, reason), RequestAnswers.ActorOf(caller, where), cancellationToken);
                return (await DayProposalViews.ForAsync(db, where, caller, cancellationToken)).Of(answered);
            },
            cancellationToken);
    }

    private static async Task<IResult> OfferAsync(
        int unit, int proposal, OfferDayBody body, HttpContext context, Caller caller, WfmDb db, OfferDayParts offer, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        string? reason = ShortWords.Optional("reason", body.Reason, LongestReason);
        if (body.People.Count == 0 || body.People.Distinct().Count() != body.People.Count)
        {
            return ApiProblem.Bad("bad-field", "people: expected at least one person, and nobody twice.");
        }

        if (await RefusalAsync(db, where, proposal, body.People, caller, mustDecide: true, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return await once.RunAsync(
            context, body,
            async () =>
            {
                StoredDayProposal asked = await offer.AskAsync(where, proposal, body.People, reason, RequestAnswers.ActorOf(caller, where), cancellationToken);
                return (await DayProposalViews.ForAsync(db, where, caller, cancellationToken)).Of(asked);
            },
            cancellationToken);
    }

    /// <summary>Outside one's groups a part does not exist; what is not delegated is refused.</summary>
    private static async Task<ApiProblem?> RefusalAsync(
        WfmDb db, BusinessUnitId unit, int proposal, IReadOnlyList<AgentId> people, Caller caller, bool mustDecide, CancellationToken cancellationToken)
    {
        StoredDayProposal? found = await FindAsync(db, unit, proposal, cancellationToken);
        DayProposalViews views = await DayProposalViews.ForAsync(db, unit, caller, cancellationToken);
        if (found is null || people.Any(agent => found.Parts.All(part => part.AgentCode != agent || !views.IsSeen(part))))
        {
            return ApiProblem.NotFound;
        }

        return mustDecide && people.FirstOrDefault(agent => !views.MayAnswer(found.Parts.First(part => part.AgentCode == agent))) is { Value: not null } denied
            ? new ApiProblem(StatusCodes.Status403Forbidden, "not-delegated", $"Agent {denied}: their group leader answers this, unless they have delegated it; nobody answers for themselves.")
            : null;
    }

    private static Task<StoredDayProposal?> FindAsync(WfmDb db, BusinessUnitId unit, int proposal, CancellationToken cancellationToken) =>
        db.DayProposals.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == proposal, cancellationToken);
}
