using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Wishes of a period: entered by agents, read by leaders and planners, answered on publication.</summary>
internal static class WishEndpoints
{
    public static void MapWishes(this RouteGroupBuilder periods)
    {
        periods.MapGet("/{period:int}/wishes", ListAsync).Allow(Act.ReadWishes).WithSummary("Wishes one may see, with their answers");
        periods.MapPut("/{period:int}/wishes", EnterAsync).Allow(Act.WriteWishes).WithSummary("Make one's own wishes these");
    }

    private static async Task<Results<Ok<List<WishInfo>>, ApiProblem>> ListAsync(
        int unit, int period, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (await PeriodsEndpoints.FindAsync(db, unit, period, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        BusinessUnitId where = new(unit);
        CallerScope scope = caller.In(where, Act.ReadWishes);
        List<StoredPeriodWish> wishes = await db.PeriodWishes.AsNoTracking().Where(row => row.PeriodId == found.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        Dictionary<AgentId, GroupId> groups = await db.Agents.Where(row => row.BusinessUnitId == where).ToDictionaryAsync(row => row.Code, row => row.GroupCode, cancellationToken);
        return TypedResults.Ok(wishes.Where(wish => groups.TryGetValue(wish.AgentCode, out GroupId group) && scope.Covers(wish.AgentCode, group)).Select(WishInfo.Of).ToList());
    }

    private static async Task<Results<Ok<List<WishInfo>>, ApiProblem>> EnterAsync(
        int unit, int period, EnteredWish[] body, Caller caller, EnterWishes enter, WfmDb db, CancellationToken cancellationToken)
    {
        if (caller.In(new BusinessUnitId(unit), Act.WriteWishes).Own is not { } agent)
        {
            return ApiProblem.Conflict("no-agent", "Your account is no agent of this unit, so there are no wishes of yours.");
        }

        StoredPeriod? found = await PeriodsEndpoints.FindAsync(db, unit, period, cancellationToken);
        return found is null
            ? ApiProblem.NotFound
            : TypedResults.Ok((await enter.RunAsync(found, agent, body, caller.Name, cancellationToken)).Select(WishInfo.Of).ToList());
    }
}
