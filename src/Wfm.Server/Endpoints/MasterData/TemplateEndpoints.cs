using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Shift templates with their break and lunch alternatives.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder unit)
    {
        RouteGroupBuilder templates = unit.MapGroup("/shift-templates");
        templates.MapGet("/", ListAsync).Allow(Act.ReadMasterData).WithSummary("Shift templates with lunches and breaks");
        templates.MapGet("/{template}", (int unit, string template, HttpContext context, WfmDb db, CancellationToken cancellationToken) =>
            MasterDataWrite.GetAsync(context, Piece(db, unit, new TemplateId(Codes.Read(template)), null, cancellationToken))).Allow(Act.ReadMasterData).WithSummary("One shift template");
        templates.MapPut("/{template}", PutAsync).Allow(Act.WriteMasterData).WithSummary("Make or change a shift template");
        templates.MapDelete("/{template}", (int unit, string template, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken) =>
            write.DeleteAsync(context, unit, Piece(db, unit, new TemplateId(Codes.Read(template)), null, cancellationToken), () => Task.FromResult<string?>(null), cancellationToken))
            .Allow(Act.WriteMasterData).WithSummary("Remove a shift template; shifts made from it stay");
    }

    private static async Task<List<TemplateView>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredShiftTemplate> rows = await db.ShiftTemplates.AsNoTracking().Where(row => row.BusinessUnitId == where).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Code.Value, StringComparer.Ordinal).Select(View)];
    }

    private static async Task<IResult> PutAsync(int unit, string template, TemplateBody body, HttpContext context, MasterDataWrite write, WfmDb db, CancellationToken cancellationToken)
    {
        TemplateId code = new(Codes.Read(template));
        BusinessUnitId where = new(unit);
        Findings found = new();
        ShiftTemplate? wanted = body.ToDomain(code, found);
        found.Unless(
            body.Contract is not { } contract || await db.Contracts.AnyAsync(row => row.BusinessUnitId == where && row.Code == contract, cancellationToken),
            "contract", body.Contract?.Value, Remark.Of("wants-contract", "a contract of the unit"));
        found.ThrowIfAny();
        return await write.PutAsync(context, unit, Piece(db, unit, code, wanted, cancellationToken), cancellationToken);
    }

    private static MasterDataPiece<StoredShiftTemplate, TemplateView> Piece(WfmDb db, int unit, TemplateId code, ShiftTemplate? wanted, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        return new(
            $"shift-templates/{code.Value}",
            () => db.ShiftTemplates.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Code == code, cancellationToken),
            () => new StoredShiftTemplate(where, wanted!),
            row =>
            {
                row.Take(wanted!);
                return Task.CompletedTask;
            },
            row => Task.FromResult(View(row)),
            () => ContractEndpoints.CheckReachAsync(db, where, _ => true, cancellationToken));
    }

    private static TemplateView View(StoredShiftTemplate row) => new(row.Code, TemplateBody.Of(row.ToDomain()));
}
