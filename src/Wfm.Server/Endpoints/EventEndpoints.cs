using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Api;
using Wfm.Server.Events;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>The stream that tells open screens what changed.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/units/{unit:int}/events", StreamAsync).Allow(Act.ReadOwnSchedule).WithTags("Events")
            .WithSummary("Server-sent events: what changed in the unit; goes on after Last-Event-ID");

    private static async Task<Results<ServerSentEventsResult<ChangeEvent>, ApiProblem>> StreamAsync(
        int unit, HttpContext context, Caller caller, WfmDb db, EventSignal signal, SharedEvents shared, IHostApplicationLifetime life, CancellationToken cancellationToken)
    {
        BusinessUnitId where = new(unit);
        string last = context.Request.Headers["Last-Event-ID"].ToString();
        long after;
        if (last.Length == 0)
        {
            after = await db.Events.Where(row => row.BusinessUnitId == where).MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
        }
        else if (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return ApiProblem.Bad("bad-last-event-id", $"Last-Event-ID is \"{last}\", expected the id of an earlier event.");
        }

        return TypedResults.ServerSentEvents(FollowAsync(where, after, caller, signal, shared, life, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<ChangeEvent>> FollowAsync(
        BusinessUnitId unit, long after, Caller caller, EventSignal signal, SharedEvents shared, IHostApplicationLifetime life, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A server told to stop ends its streams, or it would wait for screens that never leave; they come back to another node.
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        yield return new SseItem<ChangeEvent>(new ChangeEvent("", default), "hello") { EventId = after.ToString(CultureInfo.InvariantCulture), ReconnectionInterval = TimeSpan.FromSeconds(2) };
        while (!ending.IsCancellationRequested)
        {
            Task changed = signal.Next;
            List<StoredEvent> events = await shared.AfterAsync(unit, after, changed, cancellationToken);
            foreach (StoredEvent told in events)
            {
                after = told.Id;
                if (Hears(caller, unit, told.AgentCode))
                {
                    yield return new SseItem<ChangeEvent>(new ChangeEvent(told.Subject, told.At), told.Kind) { EventId = told.Id.ToString(CultureInfo.InvariantCulture) };
                }
            }

            if (events.Count < SharedEvents.Batch)
            {
                await changed.WaitAsync(ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // What concerns one person is heard by them and by those who read requests for more than themselves.
    private static bool Hears(Caller caller, BusinessUnitId unit, AgentId? about) =>
        about is null || (caller.AgentUnit == unit && caller.Agent == about) || caller.In(unit, Act.ReadRequests).Reach >= Reach.Group;
}

/// <summary>Something changed; ask again for what is shown of it.</summary>
/// <param name="Subject">Which one, as its path below the unit, such as <c>schedules/12</c>.</param>
/// <param name="At">When.</param>
public sealed record ChangeEvent(string Subject, Instant At);
