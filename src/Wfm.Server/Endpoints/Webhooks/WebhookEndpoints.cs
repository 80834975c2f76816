using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Server.Webhooks;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Addresses told of schedule changes.</summary>
internal static class WebhookEndpoints
{
    private const int MostPerUnit = 20;
    private const int LongestAddress = 500;

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder webhooks = app.MapGroup("/api/units/{unit:int}/webhooks").WithTags("Webhooks");
        webhooks.MapGet("/", ListAsync).Allow(Act.Administer).WithSummary("Addresses told of schedule changes");
        webhooks.MapPost("/", AddAsync).Allow(Act.Administer).WithSummary("Tell an address; the answer holds the secret that signs, once");
        webhooks.MapDelete("/{webhook:int}", RemoveAsync).Allow(Act.Administer).WithSummary("Tell it no more");
    }

    private static async Task<Ok<IReadOnlyList<WebhookView>>> ListAsync(int unit, WfmDb db, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        List<StoredWebhook> rows = await db.Webhooks.AsNoTracking().Where(row => row.BusinessUnitId == where).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<WebhookView>>(
            [.. rows.Select(row => new WebhookView(row.Id, row.Address, row.CreatedBy, row.CreatedAt, row.FailedTries, row.GivenUp, row.LastOutcome))]);
    }

    private static async Task<IResult> AddAsync(
        int unit, WebhookBody body, HttpContext context, Caller caller, WfmDb db, IClock clock, WebhookAddresses addresses, Idempotent once, CancellationToken cancellationToken)
    {
        string? refusal = body.Address.Length > LongestAddress ? $"expected at most {LongestAddress} characters" : addresses.Refusal(body.Address);
        if (refusal is not null)
        {
            return ApiProblem.Bad("bad-address", $"address: {refusal}.");
        }

        BusinessUnitId where = new(unit);
        return await once.RunAsync(
            context, body,
            async () =>
            {
                await InTransaction.HoldUnitAsync(db, where, cancellationToken);
                if (await db.Webhooks.CountAsync(row => row.BusinessUnitId == where, cancellationToken) >= MostPerUnit)
                {
                    throw new ApiProblemException(ApiProblem.Conflict("too-many-webhooks", $"A unit has at most {MostPerUnit}."));
                }

                Instant now = clock.GetCurrentInstant();
                long last = await db.Events.Where(row => row.BusinessUnitId == where).MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
                StoredWebhook webhook = new(where, body.Address, Secrets.Create(), caller.Name, now, last);
                db.Add(webhook);
                db.AuditEntries.Add(new AuditEntry(where, now, caller.Name, new AuditedAct("add-webhook", new Uri(body.Address).Host)));
                await db.SaveChangesAsync(cancellationToken);
                return new WebhookSecret(webhook.Id, webhook.Secret);
            },
            cancellationToken);
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(int unit, int webhook, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        if (await db.Webhooks.SingleOrDefaultAsync(row => row.BusinessUnitId == where && row.Id == webhook, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        db.Remove(found);
        db.AuditEntries.Add(new AuditEntry(where, clock.GetCurrentInstant(), caller.Name, new AuditedAct("remove-webhook", new Uri(found.Address).Host)));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <summary>An address to tell.</summary>
/// <param name="Address">https, on a host this installation lets webhooks call.</param>
public sealed record WebhookBody(string Address);

/// <summary>A new webhook's secret, shown once.</summary>
/// <param name="Id">The webhook's number.</param>
/// <param name="Secret">The key of the HMAC-SHA256 in the header Wfm-Signature.</param>
public sealed record WebhookSecret(int Id, string Secret);

/// <summary>An address told of schedule changes.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Address">Where.</param>
/// <param name="CreatedBy">Who set it up.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="FailedTries">Tries of the next event that failed.</param>
/// <param name="GivenUp">Events given up.</param>
/// <param name="LastOutcome">How the last try went.</param>
public sealed record WebhookView(int Id, string Address, string CreatedBy, Instant CreatedAt, int FailedTries, int GivenUp, string? LastOutcome);
