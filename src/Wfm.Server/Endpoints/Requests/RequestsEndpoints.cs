using System.Globalization;
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

/// <summary>Requests, their consequences and answers.</summary>
internal static class RequestsEndpoints
{
    public static void MapRequests(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder requests = app.MapGroup("/api/units/{unit:int}/requests").WithTags("Requests");
        requests.MapGet("/", ListAsync).Allow(Act.ReadRequests).WithSummary("Requests one may see, the soonest decide-by date first");
        requests.MapPost("/", FileAsync).Allow(Act.WriteRequest).WithSummary("Ask for something");
        requests.MapGet("/{request:int}", GetAsync).Allow(Act.ReadRequests).WithSummary("One request");
        requests.MapProposals();
        requests.MapPut("/{request:int}", ChangeAsync).Allow(Act.WriteRequest).WithSummary("Change a draft");
        requests.MapRequestAnswers();
        requests.MapConsequences();
        app.MapLeaveOutlook();
        app.MapBalances();
        app.MapRequestRules();
        app.MapWebhooks();
    }

    private static async Task<Ok<Page<RequestView>>> ListAsync(
        int unit, string? status, string? group, string? agent, string? decideBefore, string? after, int? limit,
        Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        int most = Paging.Limit(limit);
        BusinessUnitId where = new(unit);
        IQueryable<StoredRequest> rows = RequestScope.Visible(db, where, caller);
        if (status is not null)
        {
            RequestStatus wanted = StatusOf(status);
            rows = rows.Where(row => row.Status == wanted);
        }

        if (group is not null)
        {
            GroupId code = new(group);
            rows = rows.Where(row => row.People.Any(person => db.Agents.Any(own => own.BusinessUnitId == where && own.Code == person.AgentCode && own.GroupCode == code)));
        }

        if (agent is not null)
        {
            AgentId code = new(agent);
            rows = rows.Where(row => row.People.Any(person => person.AgentCode == code));
        }

        if (decideBefore is not null)
        {
            Instant before = Moments.Read("decideBefore", decideBefore);
            rows = rows.Where(row => row.DecideBy < before);
        }

        if (after is not null)
        {
            (Instant decideBy, int id) = Cursor(after);
            rows = rows.Where(row => row.DecideBy > decideBy || (row.DecideBy == decideBy && row.Id > id));
        }

        List<StoredRequest> found = await rows.AsNoTracking().OrderBy(row => row.DecideBy).ThenBy(row => row.Id).Take(most + 1).ToListAsync(cancellationToken);
        RequestViews views = await RequestViews.ForAsync(db, where, caller, found, cancellationToken);
        Page<StoredRequest> page = Paging.Cut(found, most, row => string.Create(CultureInfo.InvariantCulture, $"{row.DecideBy.ToUnixTimeTicks()}.{row.Id}"));
        RequestView[] shown = [.. page.Items.Select(row => views.Of(row, isWhole: false))];
        await RequestViews.NoteReadsAsync(db, where, caller, clock.GetCurrentInstant(), shown, cancellationToken);
        return TypedResults.Ok(new Page<RequestView>(shown, page.Next));
    }

    private static async Task<Results<Ok<RequestView>, ApiProblem>> GetAsync(
        int unit, int request, HttpResponse response, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await RequestScope.FindAsync(db, new BusinessUnitId(unit), request, caller, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        Tags.Write(response, found.RowVersion);
        return TypedResults.Ok(await RequestViews.OfAsync(db, caller, found, cancellationToken));
    }

    private static async Task<IResult> FileAsync(
        int unit, RequestBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, FileRequest file, WeighStoredRequest weigh, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        RequestContent content = await body.ReadAsync(db, where, caller, Act.WriteRequest, clock.GetCurrentInstant(), cancellationToken);
        Instant? decideBy = body.DecideByOf(content, clock.GetCurrentInstant());

        // Reading a plan takes long; it is done before the unit is held.
        await weigh.RunAsync(where, content, WeighStoredRequest.FromTable, cancellationToken);
        return await once.RunAsync(
            context, body,
            async () => await RequestAnswers.ViewAsync(
                db, caller, await file.RunAsync(where, content, decideBy, body.IsDraft, RequestAnswers.ActorOf(caller, where), cancellationToken), cancellationToken),
            cancellationToken);
    }

    private static async Task<Results<Ok<RequestView>, ApiProblem>> ChangeAsync(
        int unit, int request, RequestBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        RequestContent content = await body.ReadAsync(db, where, caller, Act.WriteRequest, clock.GetCurrentInstant(), cancellationToken);
        Instant decideBy = body.DecideByOf(content, clock.GetCurrentInstant()) ?? FileRequest.UsualDecideBy(content, clock.GetCurrentInstant());
        StoredRequest? draft = await RequestScope.Visible(db, where, caller).SingleOrDefaultAsync(row => row.Id == request, cancellationToken);
        if (draft is null)
        {
            return ApiProblem.NotFound;
        }

        if (draft.Status != RequestStatus.Draft)
        {
            return RequestAnswers.ProblemOf(RequestRefusal.Not(draft.Status));
        }

        RequestView now = await RequestViews.OfAsync(db, caller, draft, cancellationToken);
        Tags.Check(context.Request, draft, now);
        string before = Told(draft);
        draft.Take(content, decideBy);
        db.AuditEntries.Add(new AuditEntry(where, clock.GetCurrentInstant(), caller.Name, new AuditedAct("change-request", $"request {draft.Id}", null, before, Told(draft))));
        await db.SaveChangesAsync(cancellationToken);
        Tags.Write(context.Response, draft.RowVersion);
        return TypedResults.Ok(await RequestViews.OfAsync(db, caller, draft, cancellationToken));
    }

    // Neither category nor note: the audit is not where one reads why somebody is away.
    private static string Told(StoredRequest draft) => RequestJson.Write(new { draft.Kind, draft.Start, draft.End, draft.DecideBy, People = draft.Content.People });

    private static RequestStatus StatusOf(string text) => Enum.TryParse(text, ignoreCase: true, out RequestStatus status) && Enum.IsDefined(status) && char.IsLetter(text[0])
        ? status
        : throw new ApiProblemException(ApiProblem.Bad("bad-query", $"status: expected one of {string.Join(", ", Enum.GetNames<RequestStatus>()).ToLowerInvariant()}."));

    private static (Instant DecideBy, int Id) Cursor(string after)
    {
        string[] parts = after.Split('.');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long ticks)
            && Math.Abs(ticks) < Instant.FromUtc(9000, 1, 1, 0, 0).ToUnixTimeTicks()
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? (Instant.FromUnixTimeTicks(ticks), id)
                : throw new ApiProblemException(ApiProblem.Bad("bad-after", "after is not one of ours; send the next of the page before."));
    }
}
