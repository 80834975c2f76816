using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Sick, late, back again: one call each, with the schedule, the absence, the leaders and the audit in it.</summary>
internal static class PresenceEndpoints
{
    private const int MostDays = 30;

    public static void MapPresence(this RouteGroupBuilder unit)
    {
        RouteGroupBuilder presence = unit.MapGroup("/presence");
        presence.MapPost("/sick", SickAsync).Allow(Act.ReportPresence).WithSummary("Somebody is sick from now on, until a day");
        presence.MapPost("/late", LateAsync).Allow(Act.ReportPresence).WithSummary("Somebody comes later than the shift begins");
        presence.MapPost("/back", BackAsync).Allow(Act.ReportPresence).WithSummary("Somebody is back sooner than reported");
    }

    private static async Task<IResult> SickAsync(
        int unit, SickBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, ReportAway report, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        AgentId who = await ReachedAsync(db, where, body.Agent, caller, cancellationToken);
        LocalDate today = clock.GetCurrentInstant().InZone(await ZoneAsync(db, where, cancellationToken)).Date;
        LocalDate last = body.LastDay ?? body.From?.Date ?? today;
        Findings found = new();
        found.Unless(body.From is not { } from || (from.Date >= today.PlusDays(-MostDays) && from.Date <= today.PlusDays(MostDays)), "from", body.From, Remark.Of("wants-time-near", $"a time within {MostDays} days"));
        found.Unless(last >= (body.From?.Date ?? today) && last <= today.PlusDays(MostDays), "lastDay", last, Remark.Of("wants-day-near", $"a day within {MostDays} days, not before the first"));
        found.ThrowIfAny();
        return await once.RunAsync(context, body, async () => View(await report.RunAsync(where, who, PresenceKind.Sick, body.From, last.PlusDays(1).AtMidnight(), Actor(caller), cancellationToken)), cancellationToken);
    }

    private static async Task<IResult> LateAsync(
        int unit, LateBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, ReportAway report, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        AgentId who = await ReachedAsync(db, where, body.Agent, caller, cancellationToken);
        LocalDate today = clock.GetCurrentInstant().InZone(await ZoneAsync(db, where, cancellationToken)).Date;
        Findings found = new();
        found.Unless(body.Arrives.Date >= today && body.Arrives.Date <= today.PlusDays(1), "arrives", body.Arrives, Remark.Of("wants-soon", "a time today or tomorrow"));
        found.ThrowIfAny();
        return await once.RunAsync(context, body, async () => View(await report.RunAsync(where, who, PresenceKind.Late, null, body.Arrives, Actor(caller), cancellationToken)), cancellationToken);
    }

    private static async Task<IResult> BackAsync(
        int unit, BackBody body, HttpContext context, Caller caller, WfmDb db, ReportBack report, Idempotent once, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        AgentId who = await ReachedAsync(db, where, body.Agent, caller, cancellationToken);
        return await once.RunAsync(context, body, async () => View(await report.RunAsync(where, who, body.At, Actor(caller), cancellationToken)), cancellationToken);
    }

    private static async Task<AgentId> ReachedAsync(WfmDb db, BusinessUnitId unit, AgentId? agent, Caller caller, CancellationToken cancellationToken)
    {
        CallerScope scope = caller.In(unit, Act.ReportPresence);
        AgentId who = agent ?? scope.Own ?? throw new ApiProblemException(ApiProblem.Bad("agent-missing", "agent: say who, since you are no agent yourself."));
        IReadOnlyDictionary<AgentId, GroupId> groups = await RequestScope.GroupsAsync(db, unit, [who], cancellationToken);
        return groups.TryGetValue(who, out GroupId group) && scope.Covers(who, group) ? who : throw new ApiProblemException(ApiProblem.NotFound);
    }

    private static async Task<DateTimeZone> ZoneAsync(WfmDb db, BusinessUnitId unit, CancellationToken cancellationToken) =>
        (await db.BusinessUnits.FindAsync([unit], cancellationToken))!.ToDomain().Zone;

    private static Actor Actor(Caller caller) => new(caller.Name, caller.Account, caller.Agent);

    private static PresenceView View(StoredPresence report) => new(report.Id, report.AgentCode, report.Start, report.End, report.BackAt);
}
