using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Answer groups.</summary>
internal static class GroupEndpoints
{
    public static void MapGroups(this IEndpointRouteBuilder unit)
    {
        RouteGroupBuilder groups = unit.MapGroup("/groups");
        groups.MapGet("/", ListAsync).Allow(Act.ReadMasterData).WithSummary("Answer groups");
        groups.MapGet("/{group}", (int unit, string group, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetAsync(context, Piece(db, unit, group, null, cancellationToken))).Allow(Act.ReadMasterData).WithSummary("One answer group");
        groups.MapPut("/{group}", PutAsync).Allow(Act.WriteMasterData).WithSummary("Make or change an answer group");
        groups.MapDelete("/{group}", DeleteAsync).Allow(Act.WriteMasterData).WithSummary("Remove an answer group nobody belongs to");
    }

    private static async Task<List<GroupView>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredAnswerGroup> rows = await db.AnswerGroups.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(row => new GroupView(row.Code, row.Name))];
    }

    private static Task<IResult> PutAsync(int unit, string group, GroupBody body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        Findings found = new();
        string name = found.Text("name", body.Name);
        found.ThrowIfAny();
        return write.PutAsync(context, unit, Piece(db, unit, group, name, cancellationToken), cancellationToken);
    }

    private static Task<IResult> DeleteAsync(int unit, string group, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        GroupId code = new(Codes.Read(group));
        return write.DeleteAsync(context, unit, Piece(db, unit, group, null, cancellationToken), async () =>
            await db.Agents.AnyAsync(row => row.BusinessUnitId == where && row.GroupCode == code, cancellationToken)
            || await db.Assignments.AnyAsync(row => row.BusinessUnitId == where && row.GroupCode == code, cancellationToken) ? "agents"
            : await db.Queues.AnyAsync(row => row.BusinessUnitId == where && row.GroupCode == code, cancellationToken) ? "queues"
            : await db.Roles.AnyAsync(row => row.BusinessUnitId == where && row.GroupCode == code, cancellationToken) ? "a group leader's role" : null, cancellationToken);
    }

    private static MasterDataPiece<StoredAnswerGroup, GroupView> Piece(WfmDb db, int unit, string group, string? name, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        GroupId code = new(Codes.Read(group));
        AnswerGroup wanted = new(code, name ?? code.Value);
        return new(
            $"groups/{code.Value}",
            () => db.AnswerGroups.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Code == code, cancellationToken),
            () => new StoredAnswerGroup(where, wanted),
            row =>
            {
                row.Take(wanted);
                return Task.CompletedTask;
            },
            row => Task.FromResult(new GroupView(row.Code, row.Name)),
            () => Task.CompletedTask);
    }
}

/// <summary>An answer group.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people call it.</param>
public sealed record GroupView(GroupId Code, string Name);

/// <summary>An answer group as it should be.</summary>
/// <param name="Name">What people call it.</param>
public sealed record GroupBody(string Name);
