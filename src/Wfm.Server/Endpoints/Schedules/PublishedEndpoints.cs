using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>What has been promised: one's own shifts, and colleagues' where one may see them.</summary>
internal static class PublishedEndpoints
{
    private const int MostDays = 400;

    public static void MapPublished(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder published = app.MapGroup("/api/units/{unit:int}").WithTags("Schedules");
        published.MapGet("/my-schedule", OwnAsync).Allow(Act.ReadOwnSchedule).WithSummary("One's own published shifts");
        published.MapGet("/colleagues", ColleaguesAsync).Allow(Act.ReadColleagues).WithSummary("Published shifts of people one may see, classes of activity only");
        published.MapGet("/people", PeopleAsync).Allow(Act.ReadColleagues).WithSummary("Names and groups of the people whose published shifts one may see");
    }

    private static async Task<Results<Ok<List<ShiftInfo>>, ApiProblem>> OwnAsync(
        int unit, LocalDateText from, LocalDateText to, Caller caller, WfmDb db, CancellationToken cancellationToken) =>
        caller.In(new BusinessUnitId(unit), Act.ReadOwnSchedule).Own is { } agent
            ? await ReadAsync(unit, from, to, agent, [agent], [agent], db, cancellationToken)
            : TypedResults.Ok(new List<ShiftInfo>());

    private static async Task<Results<Ok<List<ShiftInfo>>, ApiProblem>> ColleaguesAsync(
        int unit, LocalDateText from, LocalDateText to, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        HashSet<AgentId> seen = await ScheduleEndpoints.SeenAsync(db, unit, caller, Act.ReadColleagues, cancellationToken);

        // Colleagues see the class of an activity only; where somebody is lent, leaders and trafikledning.
        HashSet<AgentId> lentSeen = await ScheduleEndpoints.SeenAsync(db, unit, caller, Act.ReadDrafts, cancellationToken);
        return await ReadAsync(unit, from, to, null, seen, lentSeen, db, cancellationToken);
    }

    private static async Task<Ok<List<PersonInfo>>> PeopleAsync(int unit, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        CallerScope scope = caller.In(where, Act.ReadColleagues);
        List<StoredAgent> agents = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        return TypedResults.Ok(agents.Where(agent => scope.Covers(agent.Code, agent.GroupCode)).OrderBy(agent => agent.Code.Value, StringComparer.Ordinal)
            .Select(agent => new PersonInfo(agent.Code, agent.Name, agent.GroupCode)).ToList());
    }

    private static async Task<Results<Ok<List<ShiftInfo>>, ApiProblem>> ReadAsync(
        int unit, LocalDateText from, LocalDateText to, AgentId? agent, HashSet<AgentId> seen, HashSet<AgentId> lentSeen, WfmDb db, CancellationToken cancellationToken)
    {
        (LocalDate first, LocalDate last) = (from.Value, to.Value);
        if (last < first || Period.DaysBetween(first, last) > MostDays)
        {
            return ApiProblem.Bad("bad-days", $"Found {first:uuuu-MM-dd} to {last:uuuu-MM-dd}, expected at most {MostDays} days, the first not after the last.");
        }

        BusinessUnitId where = new(unit);
        List<Shift> shifts = [];
        foreach (ScheduleVersion version in await new LoadPlan(db).PublishedAsync(where, cancellationToken))
        {
            if (version.FirstDay <= last && version.Period.LastDay >= first)
            {
                shifts.AddRange((await ScheduleStore.ShiftsAsync(db, version.Id, first, last, cancellationToken, agent)).Where(shift => seen.Contains(shift.Agent)));
            }
        }

        ILookup<AgentId, LentPiece> lent = await LentPieces.OfAsync(db, where, shifts, cancellationToken);
        return TypedResults.Ok(shifts.ConvertAll(shift => ShiftInfo.Of(shift, lentSeen.Contains(shift.Agent) ? lent[shift.Agent] : [])));
    }
}
