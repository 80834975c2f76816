using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>A thing with a code and a version: how it is found, made, changed and shown.</summary>
/// <param name="Subject">Its path below the unit, such as <c>contracts/hel</c>.</param>
/// <param name="Find">Finds what is stored.</param>
/// <param name="Create">Makes a new one.</param>
/// <param name="Take">Takes over what was sent, with all that belongs to it.</param>
/// <param name="Show">What people see of it.</param>
/// <param name="Check">What must hold once it is written; throws.</param>
internal sealed record MasterDataPiece<TRow, TView>(
    string Subject, Func<Task<TRow?>> Find, Func<TRow> Create, Func<TRow, Task> Take, Func<TRow, Task<TView>> Show, Func<Task> Check)
    where TRow : class, IRowVersioned
    where TView : class;

/// <summary>Writes master data the one way: a version seen before, one transaction, an audit entry with before and after, and word to the screens.</summary>
internal sealed class MasterDataWrite(WfmDb db, IClock clock)
{
    /// <summary>Makes a thing (<c>If-None-Match: *</c>) or changes one (<c>If-Match</c>).</summary>
    public Task<IResult> PutAsync<TRow, TView>(HttpContext context, int unit, MasterDataPiece<TRow, TView> piece, CancellationToken cancellationToken)
        where TRow : class, IRowVersioned
        where TView : class =>
        InTransaction.RunAsync<IResult>(db, async () =>
        {
            await InTransaction.HoldAsync(db, new BusinessUnitId(unit), cancellationToken);
            TRow? row = await piece.Find();
            TView? before = row is null ? null : await piece.Show(row);
            Require(context.Request, row, before);
            if (row is null)
            {
                row = piece.Create();
                db.Add(row);
            }
            else
            {
                db.Entry(row).Property(nameof(IRowVersioned.RowVersion)).IsModified = true;
            }

            await piece.Take(row);
            await db.SaveChangesAsync(cancellationToken);
            await piece.Check();
            TView after = await piece.Show(row);
            await NoteAsync(context, new BusinessUnitId(unit), piece.Subject, Json(before), Json(after), cancellationToken);
            Tags.Write(context.Response, row.RowVersion);
            return TypedResults.Ok(after);
        }, cancellationToken);

    /// <summary>Shows a thing with its version.</summary>
    public static async Task<IResult> GetAsync<TRow, TView>(HttpContext context, MasterDataPiece<TRow, TView> piece)
        where TRow : class, IRowVersioned
        where TView : class
    {
        if (await piece.Find() is not { } row)
        {
            return ApiProblem.NotFound;
        }

        Tags.Write(context.Response, row.RowVersion);
        return TypedResults.Ok(await piece.Show(row));
    }

    /// <summary>Removes a thing nothing else names.</summary>
    /// <param name="context">The request, with If-Match.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="piece">The thing.</param>
    /// <param name="usedBy">What names it; nothing when it may go.</param>
    /// <param name="cancellationToken">Removes nothing.</param>
    public Task<IResult> DeleteAsync<TRow, TView>(
        HttpContext context, int unit, MasterDataPiece<TRow, TView> piece, Func<Task<string?>> usedBy, CancellationToken cancellationToken)
        where TRow : class, IRowVersioned
        where TView : class =>
        InTransaction.RunAsync<IResult>(db, async () =>
        {
            await InTransaction.HoldAsync(db, new BusinessUnitId(unit), cancellationToken);
            if (await piece.Find() is not { } row)
            {
                return ApiProblem.NotFound;
            }

            TView before = await piece.Show(row);
            Tags.Check(context.Request, row, before);
            if (await usedBy() is { } user)
            {
                return ApiProblem.Conflict("in-use", $"{piece.Subject} is used by {user}.");
            }

            db.Remove(row);
            await db.SaveChangesAsync(cancellationToken);
            await piece.Check();
            await NoteAsync(context, new BusinessUnitId(unit), piece.Subject, Json(before), null, cancellationToken);
            return TypedResults.NoContent();
        }, cancellationToken);

    /// <summary>Shows a list that is written whole.</summary>
    public static async Task<IResult> GetListAsync<TItem>(HttpContext context, Func<Task<List<TItem>>> read)
    {
        List<TItem> items = await read();
        Tags.Write(context.Response, TagOf(items));
        return TypedResults.Ok(items);
    }

    /// <summary>Writes a list whole; its version is its content.</summary>
    public Task<IResult> PutListAsync<TItem>(
        HttpContext context, int unit, string subject, Func<Task<List<TItem>>> read, Func<Task> replace, CancellationToken cancellationToken) =>
        InTransaction.RunAsync<IResult>(db, async () =>
        {
            await InTransaction.HoldAsync(db, new BusinessUnitId(unit), cancellationToken);
            List<TItem> before = await read();
            if (Tags.Read(context.Request) != TagOf(before))
            {
                return ApiProblem.Changed with { Facts = before };
            }

            await replace();
            await db.SaveChangesAsync(cancellationToken);
            List<TItem> after = await read();
            await NoteAsync(context, new BusinessUnitId(unit), subject, Json(before), Json(after), cancellationToken);
            Tags.Write(context.Response, TagOf(after));
            return TypedResults.Ok(after);
        }, cancellationToken);

    private static void Require(HttpRequest request, IRowVersioned? row, object? current)
    {
        bool isNew = request.Headers[HeaderNames.IfNoneMatch].ToString() == "*";
        if (row is not null && isNew)
        {
            throw new ApiProblemException(ApiProblem.Conflict("already-there", "There is one under this code already; change it with If-Match.", current));
        }

        if (row is not null)
        {
            Tags.Check(request, row, current);
        }
        else if (!isNew)
        {
            throw new ApiProblemException(request.Headers.IfMatch.Count > 0
                ? ApiProblem.NotFound
                : new ApiProblem(428, "if-none-match-missing", "There is none under this code; send If-None-Match: * to make one."));
        }
    }

    private async Task NoteAsync(HttpContext context, BusinessUnitId unit, string subject, string? before, string? after, CancellationToken cancellationToken)
    {
        if (before == after)
        {
            return;
        }

        Caller caller = await Caller.BindAsync(context);
        Instant now = clock.GetCurrentInstant();
        string action = before is null ? "create" : after is null ? "remove" : "change";
        db.Add(new AuditEntry(unit, now, caller.Name, new AuditedAct(action, subject, null, before, after)));
        await Tell.ScreensAsync(db, unit, "master-data-changed", subject, now, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string? Json(object? view) => view is null ? null : JsonSerializer.Serialize(view, view.GetType(), ApiJson.Options);

    private static int TagOf<TItem>(List<TItem> items) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(items, ApiJson.Options)))) & int.MaxValue;
}
