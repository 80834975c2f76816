using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Contracts.</summary>
internal static class ContractEndpoints
{
    public static void MapContracts(this IEndpointRouteBuilder unit)
    {
        RouteGroupBuilder contracts = unit.MapGroup("/contracts");
        contracts.MapGet("/", ListAsync).Allow(Act.ReadMasterData).WithSummary("Contracts");
        contracts.MapGet("/{contract}", (int unit, string contract, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetAsync(context, Piece(db, unit, new ContractId(Codes.Read(contract)), null, cancellationToken))).Allow(Act.ReadMasterData).WithSummary("One contract");
        contracts.MapPut("/{contract}", PutAsync).Allow(Act.WriteMasterData).WithSummary("Make or change a contract");
        contracts.MapDelete("/{contract}", DeleteAsync).Allow(Act.WriteMasterData).WithSummary("Remove a contract nobody has");
    }

    private static async Task<List<ContractView>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredContract> rows = await db.Contracts.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(View)];
    }

    private static Task<IResult> PutAsync(int unit, string contract, ContractBody body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        ContractId code = new(Codes.Read(contract));
        Findings found = new();
        Contract? wanted = body.ToDomain(code, found);
        found.ThrowIfAny();
        return write.PutAsync(context, unit, Piece(db, unit, code, wanted, cancellationToken), cancellationToken);
    }

    private static Task<IResult> DeleteAsync(int unit, string contract, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        ContractId code = new(Codes.Read(contract));
        return write.DeleteAsync(context, unit, Piece(db, unit, code, null, cancellationToken), async () =>
            await db.Agents.AnyAsync(row => row.BusinessUnitId == where && row.ContractCode == code, cancellationToken)
            || await db.Assignments.AnyAsync(row => row.BusinessUnitId == where && row.ContractCode == code, cancellationToken) ? "agents"
            : await db.ShiftTemplates.AnyAsync(row => row.BusinessUnitId == where && row.ContractCode == code, cancellationToken) ? "shift templates" : null, cancellationToken);
    }

    /// <summary>Refuses templates with which contracts that have some cannot be worked.</summary>
    public static async Task CheckReachAsync(WfmDb db, BusinessUnitId unit, Func<Contract, bool> isAsked, CancellationToken cancellationToken)
    {
        List<StoredContract> contracts = await db.Contracts.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken);
        List<ShiftTemplate> templates = (await db.ShiftTemplates.AsNoTracking().Where(row => row.BusinessUnitId == unit).ToListAsync(cancellationToken)).ConvertAll(row => row.ToDomain());
        Findings found = new();
        foreach (Contract contract in contracts.Select(row => row.ToDomain()).Where(isAsked))
        {
            if (ContractReach.Fault(contract, templates) is { } expected)
            {
                found.Add($"contracts/{contract.Id.Value}.hoursPerWeek", contract.HoursPerWeek.TotalHours, expected);
            }
        }

        found.ThrowIfAny();
    }

    private static MasterDataPiece<StoredContract, ContractView> Piece(WfmDb db, int unit, ContractId code, Contract? wanted, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        return new(
            $"contracts/{code.Value}",
            () => db.Contracts.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Code == code, cancellationToken),
            () => new StoredContract(where, wanted!),
            row =>
            {
                row.Take(wanted!);
                return Task.CompletedTask;
            },
            row => Task.FromResult(View(row)),
            () => CheckReachAsync(db, where, contract => contract.Id == code, cancellationToken));
    }

    private static ContractView View(StoredContract row) => new(row.Code, ContractBody.Of(row.ToDomain()));
}
