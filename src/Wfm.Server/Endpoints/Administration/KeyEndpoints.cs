using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Keys of machines. A key is shown once, when it is made; only its hash is stored, so an answer with a key is not kept for repeats either.</summary>
internal static class KeyEndpoints
{
    private const int LongestOverlapHours = 7 * 24;

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder keys = app.MapGroup("/api/units/{unit:int}/keys").WithTags("Administration");
        keys.MapGet("/", ListAsync).Allow(Act.Administer).WithSummary("Keys of machines, newest first");
        keys.MapPost("/", CreateAsync).Allow(Act.Administer).WithSummary("Make a key for a source; it is shown this once");
        keys.MapPost("/{key:int}/rotate", RotateAsync).Allow(Act.Administer).WithSummary("Make a new key for the source of an old one, which ends after the overlap");
        keys.MapDelete("/{key:int}", RevokeAsync).Allow(Act.Administer).WithSummary("End a key at once");
    }

    private static async Task<Ok<List<KeyView>>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredApiKey> keys = await db.ApiKeys.AsNoTracking().Where(key => key.BusinessUnitId == where).OrderByDescending(key => key.Id).Take(Paging.Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(keys.ConvertAll(View));
    }

    private static Task<Ok<ShownKey>> CreateAsync(int unit, NewKey body, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        Findings found = new();
        found.Unless(Codes.IsSource(body.Source), "source", body.Source, Remark.Of("wants-source", Codes.SourceExpected));
        found.ThrowIfAny();
        return InTransaction.RunAsync(db, async () => TypedResults.Ok(await AddAsync(new BusinessUnitId(unit), body.Source, "create", caller, db, clock, cancellationToken)), cancellationToken);
    }

    private static Task<Results<Ok<ShownKey>, ApiProblem>> RotateAsync(
        int unit, int key, KeyRotation body, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        Findings found = new();
        found.Unless(body.OverlapHours is >= 0 and <= LongestOverlapHours, "overlapHours", body.OverlapHours, Remark.Of("wants-overlap-hours", $"0 to {LongestOverlapHours} hours"));
        found.ThrowIfAny();
        return InTransaction.RunAsync<Results<Ok<ShownKey>, ApiProblem>>(db, async () =>
        {
            Instant now = clock.GetCurrentInstant();
            if (await FindAsync(unit, key, db, cancellationToken) is not { } old)
            {
                return ApiProblem.NotFound;
            }

            if (old.RevokedAt <= now)
            {
                return ApiProblem.Conflict("key-revoked", "The key has ended already; make a new one.");
            }

            old.Revoke(now + Duration.FromHours(body.OverlapHours));
            return TypedResults.Ok(await AddAsync(old.BusinessUnitId, old.Source, "rotate", caller, db, clock, cancellationToken));
        }, cancellationToken);
    }

    private static Task<Results<NoContent, ApiProblem>> RevokeAsync(int unit, int key, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken) =>
        InTransaction.RunAsync<Results<NoContent, ApiProblem>>(db, async () =>
        {
            if (await FindAsync(unit, key, db, cancellationToken) is not { } found)
            {
                return ApiProblem.NotFound;
            }

            Instant now = clock.GetCurrentInstant();
            if (!(found.RevokedAt <= now))
            {
                found.Revoke(now);
                db.Add(new AuditEntry(found.BusinessUnitId, now, caller.Name, new AuditedAct("revoke", $"key {found.Id} of {found.Source}")));
                await db.SaveChangesAsync(cancellationToken);
            }

            return TypedResults.NoContent();
        }, cancellationToken);

    private static async Task<ShownKey> AddAsync(BusinessUnitId unit, string source, string action, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        string secret = Secrets.Create();
        Instant now = clock.GetCurrentInstant();
        StoredApiKey key = new(unit, source, Secrets.Hash(secret), caller.Name, now);
        db.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        db.Add(new AuditEntry(unit, now, caller.Name, new AuditedAct(action, $"key {key.Id} of {source}")));
        await db.SaveChangesAsync(cancellationToken);
        return new ShownKey(key.Id, source, secret);
    }

    private static Task<StoredApiKey?> FindAsync(int unit, int key, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        return db.ApiKeys.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Id == key, cancellationToken);
    }

    private static KeyView View(StoredApiKey key) => new(key.Id, key.Source, key.CreatedBy, key.CreatedAt, key.UsedAt, key.RevokedAt);
}

/// <summary>A key of a machine, without the key.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Source">The source it speaks for.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="UsedAt">When it was last used, to the minute or so.</param>
/// <param name="RevokedAt">From when on it opens nothing.</param>
public sealed record KeyView(int Id, string Source, string CreatedBy, Instant CreatedAt, Instant? UsedAt, Instant? RevokedAt);

/// <summary>A new key.</summary>
/// <param name="Source">The source it speaks for.</param>
public sealed record NewKey(string Source);

/// <summary>How a key is replaced.</summary>
/// <param name="OverlapHours">How long the old one still opens, 0 to 168 hours.</param>
public sealed record KeyRotation(int OverlapHours);

/// <summary>A key, shown this once.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Source">The source it speaks for.</param>
/// <param name="Key">The key; send it as <c>Authorization: Bearer</c>.</param>
public sealed record ShownKey(int Id, string Source, string Key);
