using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Classes of change on the running day that a leader lets trafikledning accept for the group.</summary>
internal static class DelegationEndpoints
{
    public static void MapDelegations(this RouteGroupBuilder day)
    {
        day.MapGet("/delegations", ListAsync).Allow(Act.ReadDay).WithSummary("What trafikledning may accept, group by group");
        day.MapPut("/delegations/{group}", PutAsync).Allow(Act.DecideDay).WithSummary("Delegate classes of change for a group one leads");
    }

    private static async Task<Ok<List<DelegationView>>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredDelegation> rows = await db.Delegations.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        return TypedResults.Ok(rows.GroupBy(row => row.GroupCode).OrderBy(group => group.Key.Value, StringComparer.Ordinal)
            .Select(group => new DelegationView(group.Key, [.. group.Select(row => Enum.Parse<Lever>(row.Lever)).Order()])).ToList());
    }

    private static async Task<Results<Ok<DelegationView>, ApiProblem>> PutAsync(
        int unit, string group, DelegationBody body, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        (BusinessUnitId where, GroupId code) = (new(unit), new(group));
        if (!caller.In(where, Act.DecideDay).Groups.Contains(code))
        {
            return caller.In(where, Act.DecideDay).IsUnit ? ApiProblem.NotAllowed : ApiProblem.NotFound;
        }

        Instant now = clock.GetCurrentInstant();
        List<StoredDelegation> before = await db.Delegations.Where(row => row.BusinessUnitId == where && row.GroupCode == code).ToListAsync(cancellationToken);
        Lever[] levers = [.. body.Levers.Distinct().Order()];
        db.RemoveRange(before.Where(row => levers.All(lever => lever.ToString() != row.Lever)));
        db.AddRange(levers.Where(lever => before.All(row => row.Lever != lever.ToString())).Select(lever => new StoredDelegation(where, code, lever.ToString(), caller.Name, now)));
        db.AuditEntries.Add(new AuditEntry(where, now, caller.Name, new AuditedAct(
            "delegate-day-changes", $"group {group}", null, RequestJson.Write(before.Select(row => row.Lever).Order(StringComparer.Ordinal)), RequestJson.Write(levers))));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new DelegationView(code, levers));
    }
}
