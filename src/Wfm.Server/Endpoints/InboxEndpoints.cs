using System.Globalization;
using System.Text.Json;
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

/// <summary>What a person was told.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder inbox = app.MapGroup("/api/units/{unit:int}/inbox").WithTags("Inbox");
        inbox.MapGet("/", ListAsync).Allow(Act.ReadOwnSchedule).WithSummary("Messages, newest first");
        inbox.MapPost("/{message:long}/read", ReadAsync).Allow(Act.ReadOwnSchedule).WithSummary("Mark a message as read");
    }

    private static async Task<Ok<Page<InboxMessage>>> ListAsync(
        int unit, string? after, int? limit, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        int most = Paging.Limit(limit);
        long before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : long.MaxValue;
        List<StoredNotification> rows = await Own(db, new BusinessUnitId(unit), caller).AsNoTracking()
            .Where(row => row.Id < before).OrderByDescending(row => row.Id).Take(most + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Paging.Cut(
            rows.ConvertAll(row => new InboxMessage(row.Id, row.At, row.Kind, JsonElement.Parse(row.BodyJson), row.ReadAt)), most,
            message => message.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<NoContent, ApiProblem>> ReadAsync(
        int unit, long message, Caller caller, WfmDb db, IClock clock, CancellationToken cancellationToken)
    {
        if (await Own(db, new BusinessUnitId(unit), caller).SingleOrDefaultAsync(row => row.Id == message, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound;
        }

        found.Read(clock.GetCurrentInstant());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static IQueryable<StoredNotification> Own(WfmDb db, BusinessUnitId unit, Caller caller)
    {
        AccountId? account = caller.Account;
        AgentId? agent = caller.AgentUnit == unit ? caller.Agent : null;
        return db.Notifications.Where(row => row.BusinessUnitId == unit
            && ((row.AccountId != null && row.AccountId == account) || (row.AgentCode != null && row.AgentCode == agent)));
    }
}

/// <summary>A message.</summary>
/// <param name="Id">Its number, increasing.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What happened, such as <c>request-approved</c>.</param>
/// <param name="Facts">The facts its words are made from.</param>
/// <param name="ReadAt">When it was read.</param>
public sealed record InboxMessage(long Id, Instant At, string Kind, JsonElement Facts, Instant? ReadAt);
