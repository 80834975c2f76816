using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What one is asked to do today: stay longer, come in, go home earlier.</summary>
internal static class OwnOfferEndpoints
{
    private const int LongestReason = 1000;

    public static void MapOwnOffers(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder offers = app.MapGroup("/api/units/{unit:int}/my-offers").WithTags("Day");
        offers.MapGet("/", ListAsync).Allow(Act.ReadOwnSchedule).WithSummary("What one is asked to do today and has not answered");
        offers.MapPost("/{proposal:int}", ReplyAsync).Allow(Act.WriteRequest).Produces<DayOfferAnswer>().WithSummary("Say yes or no to it. 409 when it is answered, too late, or the day has changed");
    }

    private static async Task<Ok<List<DayOfferView>>> ListAsync(int unit, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        if (caller.In(where, Act.ReadOwnSchedule).Own is not { } agent)
        {
            return TypedResults.Ok(new List<DayOfferView>());
        }

        Instant now = clock.GetCurrentInstant();
        LocalDate today = await DayEndpoints.TodayAsync(db, where, clock, cancellationToken);
        List<StoredDayProposal> rows = await db.DayProposals.AsNoTracking().Where(row => row.BusinessUnitId == where && row.LocalDate == today
            && row.Parts.Any(part => part.AgentCode == agent && part.Status == DayProposalStatus.Offered)).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok((
            from row in rows
            let part = row.Parts.First(own => own.AgentCode == agent)
            where part.FirstChange > now
            select new DayOfferView(row.Id, row.LocalDate, RequestJson.Read<DayPart>(part.PartJson).Moves, part.AnsweredBy!, part.AnsweredAt!.Value, part.Reason, part.FirstChange)).ToList());
    }

    private static async Task<IResult> ReplyAsync(
        int unit, int proposal, DayOfferBody body, HttpContext context, Caller caller, WfmDb db, OfferDayParts offer, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        string? reason = ShortWords.Optional("reason", body.Reason, LongestReason);
        if (caller.In(where, Act.WriteRequest).Own is not { } agent || !await db.DayProposals.AnyAsync(
            row => row.BusinessUnitId == where && row.Id == proposal && row.Parts.Any(part => part.AgentCode == agent && part.Status != DayProposalStatus.Open), cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        return await once.RunAsync(
            context, body,
            async () =>
            {
                StoredDayProposal answered = await offer.ReplyAsync(where, proposal, agent, body.IsYes, reason, RequestAnswers.ActorOf(caller, where), cancellationToken);
                return new DayOfferAnswer(proposal, answered.Parts.Single(part => part.AgentCode == agent).Status);
            },
            cancellationToken);
    }
}
