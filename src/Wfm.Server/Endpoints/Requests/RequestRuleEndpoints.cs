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

/// <summary>What rules may answer for a group, and what no yes in the unit may break.</summary>
internal static class RequestRuleEndpoints
{
    private const double MostMargin = 0.5;
    private const int MostDaysAhead = 365;
    private const int MostPeople = 100_000;

    public static void MapRequestRules(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder rules = app.MapGroup("/api/units/{unit:int}/request-rules").WithTags("Requests");
        rules.MapGet("/{group}", GetRuleAsync).Allow(Act.DecideRequest).WithSummary("What a rule may answer for a group one leads; off unless switched on");
        rules.MapPut("/{group}", PutRuleAsync).Allow(Act.DecideRequest).WithSummary("Change it");
        RouteGroupBuilder limits = app.MapGroup("/api/units/{unit:int}/request-limits").WithTags("Requests");
        limits.MapGet("/", GetLimitsAsync).Allow(Act.ReadMasterData).WithSummary("What no yes in the unit may break");
        limits.MapPut("/", PutLimitsAsync).Allow(Act.WriteMasterData).WithSummary("Change it");
    }

    private static async Task<Results<Ok<RequestRule>, ApiProblem>> GetRuleAsync(
        int unit, string group, HttpResponse response, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (!await IsLedAsync(db, new(unit), new(group), caller, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        StoredRequestRule rule = await FindAsync(db, new(unit), new(group), cancellationToken) ?? new StoredRequestRule(new(unit), new(group));
        Tags.Write(response, rule.RowVersion);
        return TypedResults.Ok(rule.ToRule());
    }

    private static async Task<Results<Ok<RequestRule>, ApiProblem>> PutRuleAsync(
        int unit, string group, RequestRule body, HttpContext context, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        if (body.MarginFraction is not (>= 0 and <= MostMargin) || body.DaysAhead is < 0 or > MostDaysAhead)
        {
            return ApiProblem.Bad("bad-field", $"marginFraction: expected 0 to {MostMargin}; daysAhead: expected 0 to {MostDaysAhead}.");
        }

        if (!await IsLedAsync(db, new(unit), new(group), caller, cancellationToken))
        {
            return ApiProblem.NotFound;
        }

        StoredRequestRule? rule = await FindAsync(db, new(unit), new(group), cancellationToken);
        if (rule is null)
        {
            // Stored as it stood, so that the first change has a version of its own.
            db.Add(rule = new StoredRequestRule(new(unit), new(group)));
            await db.SaveChangesAsync(cancellationToken);
        }

        Tags.Check(context.Request, rule, rule.ToRule());
        string before = RequestJson.Write(rule.ToRule());
        rule.Take(body);
        db.AuditEntries.Add(new AuditEntry(new(unit), clock.GetCurrentInstant(), caller.Name, new AuditedAct("change-request-rule", $"group {group}", null, before, RequestJson.Write(body))));
        await db.SaveChangesAsync(cancellationToken);
        Tags.Write(context.Response, rule.RowVersion);
        return TypedResults.Ok(rule.ToRule());
    }

    private static async Task<Ok<RequestLimits>> GetLimitsAsync(int unit, HttpResponse response, WfmDb db, CancellationToken cancellationToken)
    {
        StoredRequestLimit limit = await LimitsAsync(db, new(unit), cancellationToken) ?? new StoredRequestLimit(new(unit));
        Tags.Write(response, limit.RowVersion);
        return TypedResults.Ok(new RequestLimits(limit.MostAway, limit.LowestLevel));
    }

    private static async Task<Results<Ok<RequestLimits>, ApiProblem>> PutLimitsAsync(
        int unit, RequestLimits body, HttpContext context, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        if (body.MostAway is < 0 or > MostPeople || body.LowestLevel is not (null or (>= 0 and <= 1)))
        {
            return ApiProblem.Bad("bad-field", "mostAway: expected a number of people; lowestLevel: expected a fraction 0 to 1.");
        }

        StoredRequestLimit? limit = await LimitsAsync(db, new(unit), cancellationToken);
        if (limit is null)
        {
            // Stored as it stood, so that the first change has a version of its own.
            db.Add(limit = new StoredRequestLimit(new(unit)));
            await db.SaveChangesAsync(cancellationToken);
        }

        RequestLimits before = new(limit.MostAway, limit.LowestLevel);
        Tags.Check(context.Request, limit, before);
        limit.Take(body.MostAway, body.LowestLevel);
        db.AuditEntries.Add(new AuditEntry(
            new(unit), clock.GetCurrentInstant(), caller.Name, new AuditedAct("change-request-limits", "unit", null, RequestJson.Write(before), RequestJson.Write(body))));
        await db.SaveChangesAsync(cancellationToken);
        Tags.Write(context.Response, limit.RowVersion);
        return TypedResults.Ok(body);
    }

    private static async Task<bool> IsLedAsync(WfmDb db, BusinessUnitId unit, GroupId group, Caller caller, CancellationToken cancellationToken)
    {
        CallerScope scope = caller.In(unit, Act.DecideRequest);
        return (scope.IsUnit || scope.Groups.Contains(group))
            && await db.AnswerGroups.AnyAsync(row => row.BusinessUnitId == unit && row.Code == group, cancellationToken);
    }

    private static Task<StoredRequestRule?> FindAsync(WfmDb db, BusinessUnitId unit, GroupId group, CancellationToken cancellationToken) =>
        db.RequestRules.SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.GroupCode == group, cancellationToken);

    private static Task<StoredRequestLimit?> LimitsAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        db.RequestLimits.SingleOrDefaultAsync(row => row.BusinessUnitId == unit, cancellationToken);
}

/// <summary>What no yes in a unit may break.</summary>
/// <param name="MostAway">Most people of the unit away at once; empty for no limit.</param>
/// <param name="LowestLevel">Lowest predicted service level of a queue's day, as a fraction; empty for no limit.</param>
public sealed record RequestLimits(int? MostAway = null, double? LowestLevel = null);
