using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Server.Api;
using Wfm.Storage;

namespace Wfm.Server.Webhooks;

/// <summary>Tells webhooks of schedule changes, in order, again and again with longer pauses until they are taken. The outbox is the unit's events.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="client">Calls addresses.</param>
public sealed class CallWebhooks(WfmDb db, IClock clock, WebhookClient client)
{
    /// <summary>Tries before an event is given up; together a little over eight hours.</summary>
    public const int MostTries = 12;

    /// <summary>What is told: the people in a schedule have another one.</summary>
    public const string Kind = "schedule-published";

    private const int Batch = 50;
    private static readonly Duration Lease = Duration.FromMinutes(2);
    private static readonly Duration FirstPause = Duration.FromSeconds(10);
    private static readonly Duration LongestPause = Duration.FromHours(1);

    /// <summary>Tells what is due.</summary>
    /// <param name="cancellationToken">Stops after the one at hand.</param>
    /// <returns>How many events were taken.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        List<StoredWebhook> due = await db.Webhooks.AsNoTracking().Where(row => row.NextTryAt <= now
            && db.Events.Any(told => told.BusinessUnitId == row.BusinessUnitId && told.Id > row.LastEventId && told.Kind == Kind)).ToListAsync(cancellationToken);
        int taken = 0;
        foreach (StoredWebhook webhook in due)
        {
            // Moved on first, so that no other node tells the same.
            Instant seen = webhook.NextTryAt, until = now + Lease;
            if (await db.Webhooks.Where(row => row.Id == webhook.Id && row.NextTryAt == seen)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, until), cancellationToken) == 1)
            {
                taken += await TellAsync(webhook, cancellationToken);
            }
        }

        return taken;
    }

    private async Task<int> TellAsync(StoredWebhook webhook, CancellationToken cancellationToken)
    {
        List<StoredEvent> events = await db.Events.AsNoTracking()
            .Where(row => row.BusinessUnitId == webhook.BusinessUnitId && row.Id > webhook.LastEventId && row.Kind == Kind)
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken);
        int taken = 0;
        foreach (StoredEvent told in events)
        {
            string body = JsonSerializer.Serialize(new WebhookCall(told.Id, told.Kind, told.BusinessUnitId, told.Subject, told.At), ApiJson.Options);
            (bool isTaken, string outcome) = await client.SendAsync(webhook.Address, webhook.Secret, body, cancellationToken);
            if (!isTaken)
            {
                await NoteFailureAsync(webhook.Id, taken > 0 ? 1 : webhook.FailedTries + 1, told.Id, outcome, cancellationToken);
                return taken;
            }

            taken++;
            await db.Webhooks.Where(row => row.Id == webhook.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LastEventId, told.Id).SetProperty(row => row.FailedTries, 0).SetProperty(row => row.LastOutcome, outcome), cancellationToken);
        }

        Instant now = clock.GetCurrentInstant();
        await db.Webhooks.Where(row => row.Id == webhook.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, now), cancellationToken);
        return taken;
    }

    private async Task NoteFailureAsync(int webhook, int tries, long failed, string outcome, CancellationToken cancellationToken)
    {
        Duration pause = Duration.Min(LongestPause, FirstPause * (1L << Math.Min(tries - 1, 20)));
        Instant next = clock.GetCurrentInstant() + pause;
        IQueryable<StoredWebhook> row = db.Webhooks.Where(row => row.Id == webhook);
        await (tries < MostTries
            ? row.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.FailedTries, tries).SetProperty(row => row.NextTryAt, next).SetProperty(row => row.LastOutcome, outcome), cancellationToken)
            : row.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.FailedTries, 0).SetProperty(row => row.NextTryAt, next).SetProperty(row => row.LastOutcome, outcome)
                    .SetProperty(row => row.LastEventId, failed).SetProperty(row => row.GivenUp, row => row.GivenUp + 1),
                cancellationToken));
    }
}

/// <summary>What a webhook is told: that something changed, not what; ask the API.</summary>
/// <param name="Id">The event's number, increasing; the same event may be told twice.</param>
/// <param name="Event">What happened, such as <c>schedule-published</c>.</param>
/// <param name="Unit">Where.</param>
/// <param name="Subject">Which one, as its path below the unit.</param>
/// <param name="At">When.</param>
public sealed record WebhookCall(long Id, string Event, BusinessUnitId Unit, string Subject, Instant At);
