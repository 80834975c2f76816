using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Agents with group, contract and skills by the days they hold. People who leave get a last day; nobody is removed here.</summary>
internal static class AgentEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder unit)
    {
        RouteGroupBuilder agents = unit.MapGroup("/agents");
        agents.MapGet("/", ListAsync).Allow(Act.ReadMasterData).WithSummary("Agents, by code; group and contract as on a day, today unless asked");
        agents.MapGet("/{agent}", GetAsync).Allow(Act.ReadMasterData).WithSummary("One agent");
        agents.MapPut("/{agent}", PutAsync).Allow(Act.WriteMasterData).WithSummary("Make or change an agent, with assignments and skills");
    }

    private static async Task<IResult> ListAsync(
        int unit, string? on, string? after, int? limit, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        int most = Paging.Limit(limit);
        LocalDate day = Codes.Day("on", on) ?? await QueueEndpoints.TodayAsync(db, clock, where, cancellationToken);
        CallerScope scope = caller.In(where, Act.ReadMasterData);
        List<StoredAgent> rows = await db.Agents.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        List<StoredAgent> part =
        [
            .. rows.Where(row => (scope.IsUnit || scope.Groups.Contains(row.GroupCode)) && string.CompareOrdinal(row.Code.Value, after ?? "") > 0)
                .OrderBy(row => row.Code.Value, StringComparer.Ordinal).Take(most + 1),
        ];
        AgentId[] codes = [.. part.Select(row => row.Code)];
        ILookup<AgentId, StoredSkill> skills = (await db.Skills.AsNoTracking().Where(row => row.BusinessUnitId == where && codes.Contains(row.AgentCode)).ToListAsync(cancellationToken)).ToLookup(row => row.AgentCode);
        ILookup<AgentId, StoredAssignment> assignments = (await db.Assignments.AsNoTracking().Where(row => row.BusinessUnitId == where && codes.Contains(row.AgentCode)).ToListAsync(cancellationToken)).ToLookup(row => row.AgentCode);
        return TypedResults.Ok(Paging.Cut(part.ConvertAll(row => View(row, assignments[row.Code], skills[row.Code], day)), most, view => view.Code.Value));
    }

    private static async Task<IResult> GetAsync(int unit, string agent, HttpContext context, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        AgentId code = new(Codes.Read(agent));
        CallerScope scope = caller.In(where, Act.ReadMasterData);
        GroupId? group = await db.Agents.Where(row => row.BusinessUnitId == where && row.Code == code).Select(row => (GroupId?)row.GroupCode).SingleOrDefaultAsync(cancellationToken);
        if (group is not { } belongs || !(scope.IsUnit || scope.Groups.Contains(belongs)))
        {
            return ApiProblem.NotFound;
        }

        LocalDate today = await QueueEndpoints.TodayAsync(db, clock, where, cancellationToken);
        return await MasterDataWrite.GetAsync(context, Piece(db, where, code, today, null, cancellationToken));
    }

    private static async Task<IResult> PutAsync(
        int unit, string agent, AgentBody body, HttpContext context, MasterDataWrite write, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        AgentId code = new(Codes.Read(agent));
        HashSet<GroupId> groups = [.. await db.AnswerGroups.Where(row => row.BusinessUnitId == where).Select(row => row.Code).ToListAsync(cancellationToken)];
        HashSet<ContractId> contracts = [.. await db.Contracts.Where(row => row.BusinessUnitId == where).Select(row => row.Code).ToListAsync(cancellationToken)];
        HashSet<QueueId> queues = [.. await db.Queues.Where(row => row.BusinessUnitId == where).Select(row => row.Code).ToListAsync(cancellationToken)];
        Findings found = new();
        (string name, List<AssignmentBody> assignments, List<SkillBody> skills) = body.Read(groups, contracts, queues, found);
        found.ThrowIfAny();
        LocalDate today = await QueueEndpoints.TodayAsync(db, clock, where, cancellationToken);
        AssignmentBody held = HistoryByDay.On(assignments, row => row.ValidFrom, today)!;
        WantedAgent wanted = new(new Agent(code, name, held.Group, held.Contract, body.EmployedFrom, body.EmployedTo), assignments, skills);
        return await write.PutAsync(context, unit, Piece(db, where, code, today, wanted, cancellationToken), cancellationToken);
    }

    private static MasterDataPiece<StoredAgent, AgentView> Piece(WfmDb db, BusinessUnitId unit, AgentId code, LocalDate today, WantedAgent? wanted, CancellationToken cancellationToken) => new(
        $"agents/{code.Value}",
        () => db.Agents.SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Code == code, cancellationToken),
        () => new StoredAgent(unit, wanted!.Agent),
        async row =>
        {
            row.Take(wanted!.Agent);
            db.RemoveRange(await AssignmentsAsync(db, unit, code, cancellationToken));
            db.RemoveRange(await SkillsAsync(db, unit, code, cancellationToken));
            db.AddRange(wanted.Assignments.Where(_ => wanted.Assignments.Count > 1).Select(assignment => new StoredAssignment(unit, code, assignment.ValidFrom, assignment.Group, assignment.Contract)));
            db.AddRange(wanted.Skills.Select(skill => new StoredSkill(unit, new Skill(code, skill.Queue, skill.Priority, skill.ValidFrom, skill.ValidTo))));
        },
        async row => View(row, await AssignmentsAsync(db, unit, code, cancellationToken), await SkillsAsync(db, unit, code, cancellationToken), today),
        () => Task.CompletedTask);

    private static Task<List<StoredAssignment>> AssignmentsAsync(WfmDb db, BusinessUnitId unit, AgentId code, CancellationToken cancellationToken) =>
        db.Assignments.Where(row => row.BusinessUnitId == unit && row.AgentCode == code).ToListAsync(cancellationToken);

    private static Task<List<StoredSkill>> SkillsAsync(WfmDb db, BusinessUnitId unit, AgentId code, CancellationToken cancellationToken) =>
        db.Skills.Where(row => row.BusinessUnitId == unit && row.AgentCode == code).ToListAsync(cancellationToken);

    private static AgentView View(StoredAgent row, IEnumerable<StoredAssignment> assignments, IEnumerable<StoredSkill> skills, LocalDate day)
    {
        List<AssignmentBody> dated =
        [
            .. assignments.OrderBy(assignment => assignment.ValidFrom ?? LocalDate.MinIsoValue).Select(assignment => new AssignmentBody(assignment.GroupCode, assignment.ContractCode, assignment.ValidFrom)),
        ];
        if (dated.Count == 0)
        {
            dated.Add(new AssignmentBody(row.GroupCode, row.ContractCode));
        }

        AssignmentBody held = HistoryByDay.On(dated, assignment => assignment.ValidFrom, day) ?? dated[0];
        return new AgentView(row.Code, held.Group, held.Contract, new AgentBody(
            row.Name,
            dated,
            [.. skills.OrderBy(skill => skill.Priority).ThenBy(skill => skill.QueueCode.Value, StringComparer.Ordinal).ThenBy(skill => skill.ValidFrom ?? LocalDate.MinIsoValue).Select(skill => new SkillBody(skill.QueueCode, skill.Priority, skill.ValidFrom, skill.ValidTo))],
            row.EmployedFrom,
            row.EmployedTo));
    }

    private sealed record WantedAgent(Agent Agent, List<AssignmentBody> Assignments, List<SkillBody> Skills);
}
