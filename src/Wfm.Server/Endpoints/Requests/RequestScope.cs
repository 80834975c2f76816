using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Which requests a caller may know of: their own, those of groups they lead, or the whole unit's. Drafts are their writer's alone.</summary>
internal static class RequestScope
{
    public static IQueryable<StoredRequest> Visible(WfmDb db, BusinessUnitId unit, Caller caller)
    {
        CallerScope scope = caller.In(unit, Act.ReadRequests);
        AccountId? self = caller.Account;
        IQueryable<StoredRequest> rows = db.Requests.Where(row => row.BusinessUnitId == unit && (row.Status != RequestStatus.Draft || row.AskedByAccount == self));
        if (scope.IsUnit)
        {
            return rows;
        }

        AgentId? own = scope.Own;
        GroupId[] groups = [.. scope.Groups];
        return rows.Where(row => row.People.Any(person => person.AgentCode == own
            || db.Agents.Any(agent => agent.BusinessUnitId == unit && agent.Code == person.AgentCode && groups.Contains(agent.GroupCode))));
    }

    public static Task<StoredRequest?> FindAsync(WfmDb db, BusinessUnitId unit, int request, Caller caller, CancellationToken cancellationToken) =>
        Visible(db, unit, caller).AsNoTracking().SingleOrDefaultAsync(row => row.Id == request, cancellationToken);

    /// <summary>A request all of whose people an act reaches.</summary>
    public static async Task<StoredRequest> ReachedAsync(WfmDb db, BusinessUnitId unit, int request, Caller caller, Act act, CancellationToken cancellationToken)
    {
        StoredRequest? found = await FindAsync(db, unit, request, caller, cancellationToken);
        if (found is not null)
        {
            CallerScope scope = caller.In(unit, act);
            IReadOnlyDictionary<AgentId, GroupId> groups = await GroupsAsync(db, unit, found.Content.People, cancellationToken);
            if (found.Content.People.All(agent => scope.IsUnit || scope.Own == agent || (groups.TryGetValue(agent, out GroupId group) && scope.Groups.Contains(group))))
            {
                return found;
            }
        }

        throw new ApiProblemException(ApiProblem.NotFound);
    }

    public static async Task<IReadOnlyDictionary<AgentId, GroupId>> GroupsAsync(
        WfmDb db, BusinessUnitId unit, IEnumerable<AgentId> agents, CancellationToken cancellationToken)
    {
        AgentId[] codes = [.. agents.Distinct()];
        return await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == unit && codes.Contains(row.Code))
            .ToDictionaryAsync(row => row.Code, row => row.GroupCode, cancellationToken);
    }
}

/// <summary>Reads values of our own kinds from addresses.</summary>
internal static class Moments
{
    public static Instant Read(string name, string text) => InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed
        ? parsed.Value
        : throw new ApiProblemException(ApiProblem.Bad("bad-query", $"{name} is not a moment such as 2026-01-05T07:00:00Z."));
}
