using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Tells the people and screens a request concerns, and notes it in the audit, all in the transaction of the cause. Never says the category of an absence.</summary>
internal static class RequestTelling
{
    /// <summary>The people it concerns, except whoever does it.</summary>
    public static void People(WfmDb db, StoredRequest request, string kind, Actor by, Instant now, DateTimeZone zone)
    {
        string facts = Facts(request, zone);
        foreach (AgentId agent in request.Content.People.Where(agent => agent != by.Agent))
        {
            Tell.Agent(db, request.BusinessUnitId, agent, kind, facts, now);
        }
    }

    /// <summary>Those who lead the groups of the people it concerns, except whoever does it.</summary>
    public static async Task LeadersAsync(WfmDb db, StoredRequest request, string kind, Actor by, Instant now, DateTimeZone zone, CancellationToken cancellationToken)
    {
        BusinessUnitId unit = request.BusinessUnitId;
        AgentId[] people = [.. request.Content.People];
        List<AccountId> leaders = await (
            from role in db.Roles
            join agent in db.Agents on role.GroupCode equals agent.GroupCode
            where role.Role == Role.Gruppledare && role.BusinessUnitId == unit && agent.BusinessUnitId == unit && people.Contains(agent.Code)
            select role.AccountId).Distinct().ToListAsync(cancellationToken);
        string facts = Facts(request, zone);
        foreach (AccountId leader in leaders.Where(leader => leader != by.Account))
        {
            Tell.Account(db, unit, leader, kind, facts, now);
        }
    }

    /// <summary>Those who lead the groups people are lent to and not the group they come from, who are told anyway.</summary>
    public static async Task BorrowersAsync(WfmDb db, StoredRequest request, string kind, Actor by, Instant now, DateTimeZone zone, CancellationToken cancellationToken)
    {
        if (request.Kind != RequestKind.Loan)
        {
            return;
        }

        BusinessUnitId unit = request.BusinessUnitId;
        QueueId[] queues = [.. request.Content.Queues];
        AgentId[] people = [.. request.Content.People];
        List<AccountId> leaders = await (
            from role in db.Roles
            join queue in db.Queues on role.GroupCode equals queue.GroupCode
            where role.Role == Role.Gruppledare && role.BusinessUnitId == unit && queue.BusinessUnitId == unit && queues.Contains(queue.Code)
                && !db.Roles.Any(own => own.AccountId == role.AccountId && own.Role == Role.Gruppledare && own.BusinessUnitId == unit
                    && db.Agents.Any(agent => agent.BusinessUnitId == unit && agent.GroupCode == own.GroupCode && people.Contains(agent.Code)))
            select role.AccountId).Distinct().ToListAsync(cancellationToken);
        string facts = Facts(request, zone);
        foreach (AccountId leader in leaders.Where(leader => leader != by.Account))
        {
            Tell.Account(db, unit, leader, kind, facts, now);
        }
    }

    public static Task ScreensAsync(WfmDb db, StoredRequest request, Instant now, CancellationToken cancellationToken) =>
        Tell.ScreensAsync(db, request.BusinessUnitId, "request-changed", $"requests/{request.Id}", now, request.Content.People[0], cancellationToken);

    public static void Audit(WfmDb db, StoredRequest request, string action, Actor by, Instant now, RequestStatus? before, string? why, object? after = null) =>
        db.AuditEntries.Add(new AuditEntry(request.BusinessUnitId, now, by.Name, new AuditedAct(
            action, $"request {request.Id}", why,
            before is { } status ? RequestJson.Write(new { Status = status }) : null,
            RequestJson.Write(after ?? new { request.Status }))));

    private static string Facts(StoredRequest request, DateTimeZone zone) => RequestJson.Write(new
    {
        Request = request.Id,
        request.Kind,
        Start = request.Start.InZone(zone).LocalDateTime,
        End = request.End.InZone(zone).LocalDateTime,
        Reason = request.DecisionReason,
        Queues = request.Kind == RequestKind.Loan ? request.Content.Queues : null,
    });
}
