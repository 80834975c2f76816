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

/// <summary>The life of a schedule period: planned, opened for wishes, closed, draft, approved by each group, published.</summary>
internal static class PeriodsEndpoints
{
    public static void MapPeriods(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder periods = app.MapGroup("/api/units/{unit:int}/periods").WithTags("Periods");
        periods.MapGet("/", ListAsync).Allow(Act.ReadWishes).WithSummary("Periods and how far they have come, newest first");
        periods.MapPost("/", CreateAsync).Allow(Act.RunOptimiser).WithSummary("Plan a period");
        periods.MapGet("/{period:int}", GetAsync).Allow(Act.ReadWishes).WithSummary("One period with its approvals");
        periods.MapPut("/{period:int}/dates", ChangeDatesAsync).Allow(Act.RunOptimiser).WithSummary("Change the dates");
        periods.MapPost("/{period:int}/open", OpenAsync).Allow(Act.RunOptimiser).WithSummary("Let agents enter wishes");
        periods.MapPost("/{period:int}/close", CloseAsync).Allow(Act.RunOptimiser).WithSummary("End entering wishes");
        periods.MapPost("/{period:int}/propose", ProposeAsync).Allow(Act.RunOptimiser).WithSummary("Lay a draft before the group leaders");
        periods.MapPost("/{period:int}/approve", ApproveAsync).Allow(Act.ApprovePeriod).WithSummary("Approve the draft for the groups one leads");
        periods.MapPost("/{period:int}/publish", PublishAsync).Allow(Act.RunOptimiser).WithSummary("Promise it to the people in it");
        periods.MapGet("/{period:int}/summary", SummaryAsync).Allow(Act.ReadDrafts).WithSummary("What each person gets");
        periods.MapWishes();
    }

    private static async Task<Ok<List<PeriodInfo>>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredPeriod> rows = await db.Periods.AsNoTracking().Where(row => row.BusinessUnitId == where).OrderByDescending(row => row.FirstDay).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(row => PeriodInfo.Of(row)));
    }

    private static async Task<Results<Created<PeriodInfo>, ApiProblem>> CreateAsync(
        int unit, NewPeriod body, Caller caller, PlanPeriod plan, CancellationToken cancellationToken)
    {
        if (body.FirstDay.DayOfWeek != IsoDayOfWeek.Monday || body.Weeks is < 1 or > SchedulePeriod.LongestWeeks)
        {
            return ApiProblem.Bad("bad-period", $"Found {body.FirstDay:uuuu-MM-dd} and {body.Weeks} weeks, expected a Monday and 1 to {SchedulePeriod.LongestWeeks} weeks.");
        }

        StoredPeriod stored = await plan.RunAsync(new BusinessUnitId(unit), new SchedulePeriod(body.FirstDay, body.Weeks), body.Dates, caller.Name, cancellationToken);
        return TypedResults.Created($"/api/units/{unit}/periods/{stored.Id.Value}", PeriodInfo.Of(stored));
    }

    private static async Task<Results<Ok<PeriodDetail>, ApiProblem>> GetAsync(
        int unit, int period, HttpContext context, ApprovePeriod approve, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, period, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        List<StoredApproval> approvals = await db.Approvals.AsNoTracking().Where(row => row.PeriodId == found.Id && row.ScheduleId == found.ScheduleId).ToListAsync(cancellationToken);
        Tags.Write(context.Response, found.RowVersion);
        return TypedResults.Ok(new PeriodDetail(
            PeriodInfo.Of(found),
            [.. approvals.Select(approval => new GroupApproval(approval.GroupCode, approval.Who, approval.At))],
            found.ScheduleId is null ? [] : await approve.MissingAsync(found, cancellationToken)));
    }

    private static async Task<Results<Ok<PeriodInfo>, ApiProblem>> ChangeDatesAsync(
        int unit, int period, PeriodDates body, HttpContext context, Caller caller, PlanPeriod plan, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, period, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        Tags.Check(context.Request, found, PeriodInfo.Of(found));
        await plan.ChangeAsync(found, body, caller.Name, cancellationToken);
        Tags.Write(context.Response, found.RowVersion);
        return TypedResults.Ok(PeriodInfo.Of(found));
    }

    private static Task<IResult> OpenAsync(int unit, int period, HttpContext context, Caller caller, MovePeriodOn move, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        StepAsync(unit, period, context, once, db, found => move.OpenAsync(found, caller.Name, cancellationToken), cancellationToken);

    private static Task<IResult> CloseAsync(int unit, int period, HttpContext context, Caller caller, MovePeriodOn move, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        StepAsync(unit, period, context, once, db, found => move.CloseAsync(found, caller.Name, cancellationToken), cancellationToken);

    private static Task<IResult> ProposeAsync(
        int unit, int period, ProposedDraft body, HttpContext context, Caller caller, ProposeDraft propose, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        once.RunAsync(context, body, async () =>
        {
            StoredPeriod found = await GetOrThrowAsync(db, unit, period, cancellationToken);
            await propose.RunAsync(found, body.Schedule, caller.Name, cancellationToken);
            return PeriodInfo.Of(found);
        }, cancellationToken);

    private static Task<IResult> ApproveAsync(
        int unit, int period, ApprovedDraft body, HttpContext context, Caller caller, ApprovePeriod approve, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        once.RunAsync(context, body, async () =>
        {
            if (!caller.In(new BusinessUnitId(unit), Act.ApprovePeriod).Groups.Contains(body.Group))
            {
                throw new ApiProblemException(ApiProblem.NotFound);
            }

            StoredPeriod found = await GetOrThrowAsync(db, unit, period, cancellationToken);
            IReadOnlyList<GroupId> missing = await approve.RunAsync(found, body.Group, body.Schedule, caller.Name, cancellationToken);
            return new ApprovalAnswer(PeriodInfo.Of(found), missing);
        }, cancellationToken);

    private static Task<IResult> PublishAsync(
        int unit, int period, PublishReason body, HttpContext context, Caller caller, PublishPeriod publish, Idempotent once, WfmDb db, CancellationToken cancellationToken) =>
        once.RunAsync(context, body, async () =>
        {
            StoredPeriod found = await GetOrThrowAsync(db, unit, period, cancellationToken);
            IReadOnlyList<PersonSummary> people = await publish.RunAsync(found, caller.Name, body.Why, cancellationToken);
            return new PublishAnswer(PeriodInfo.Of(found), people);
        }, cancellationToken);

    private static async Task<Results<Ok<IReadOnlyList<PersonSummary>>, ApiProblem>> SummaryAsync(
        int unit, int period, Caller caller, PublishPeriod publish, WfmDb db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, unit, period, cancellationToken) is not { ScheduleId: { } schedule } found)
        {
            return ApiProblem.NotFound;
        }

        BusinessUnitId where = new(unit);
        CallerScope scope = caller.In(where, Act.ReadDrafts);
        Dictionary<AgentId, GroupId> groups = await db.Agents.Where(row => row.BusinessUnitId == where).ToDictionaryAsync(row => row.Code, row => row.GroupCode, cancellationToken);
        IReadOnlyList<PersonSummary> people = await publish.SummaryAsync(found, await ScheduleStore.LoadAsync(db, schedule, cancellationToken), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<PersonSummary>>([.. people.Where(person => groups.TryGetValue(person.Agent, out GroupId group) && scope.Covers(person.Agent, group))]);
    }

    private static Task<IResult> StepAsync(
        int unit, int period, HttpContext context, Idempotent once, WfmDb db, Func<StoredPeriod, Task> step, CancellationToken cancellationToken) =>
        once.RunAsync(context, period, async () =>
        {
            StoredPeriod found = await GetOrThrowAsync(db, unit, period, cancellationToken);
            await step(found);
            return PeriodInfo.Of(found);
        }, cancellationToken);

    internal static Task<StoredPeriod?> FindAsync(WfmDb db, int unit, int period, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, PeriodId which) = (new(unit), new(period));
        return db.Periods.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Id == which, cancellationToken);
    }

    internal static async Task<StoredPeriod> GetOrThrowAsync(WfmDb db, int unit, int period, CancellationToken cancellationToken) =>
        await FindAsync(db, unit, period, cancellationToken) ?? throw new ApiProblemException(ApiProblem.NotFound);
}
