using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Planning;
using Wfm.Server.Events;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Reads every unit's plan in force after the start and when a schedule is published or the night ends, so that the first question does not wait for it.</summary>
/// <remarks>Days are prepared after the start and by night. By day every approved request publishes a version, and a day that is asked for is quickly prepared.</remarks>
/// <param name="scopes">Opens contexts.</param>
/// <param name="signal">Tells of events of any node.</param>
/// <param name="plans">Where plans are kept; with more units than that the first ones are read.</param>
/// <param name="clock">What time it is.</param>
/// <param name="log">Where trouble goes.</param>
internal sealed partial class PlansAhead(IServiceScopeFactory scopes, EventSignal signal, KeptPlans plans, IClock clock, ILogger<PlansAhead> log) : BackgroundService
{
    private const string NightEnded = "run-ended";
    private static readonly string[] Kinds = ["schedule-published", NightEnded];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? seen = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            Task next = signal.Next;
            try
            {
                seen = await ReadAsync(seen, stoppingToken);
            }
            // Nobody asked for this reading, so nobody may suffer from its trouble: whoever asks next reads and is told, and the next event tries again.
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, trouble);
            }

            await next.WaitAsync(stoppingToken);
        }
    }

    // Everything at first; then the units something happened to.
    private async Task<long> ReadAsync(long? seen, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        long last = await db.Events.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
        var units = seen is { } before
            ? await db.Events.Where(row => row.Id > before && row.Id <= last && Kinds.Contains(row.Kind)).GroupBy(row => row.BusinessUnitId)
                .Select(told => new { Unit = told.Key, WithDays = told.Any(row => row.Kind == NightEnded) }).ToListAsync(cancellationToken)
            : await db.BusinessUnits.OrderBy(row => row.Id).Take(plans.Most).Select(row => new { Unit = row.Id, WithDays = true }).ToListAsync(cancellationToken);
        ReadPlanAhead read = new(db, plans);
        foreach (var told in units)
        {
            await read.RunAsync(told.Unit, clock.GetCurrentInstant(), told.WithDays, cancellationToken);
        }

        return last;
    }

    [LoggerMessage(31, LogLevel.Warning, "Plans could not be read ahead; whoever asks first waits for them.")]
    private static partial void Failed(ILogger log, Exception trouble);
}
