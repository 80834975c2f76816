using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Feeds;

/// <summary>Measures how old what each source delivers is, and tells screens when it becomes too old or fresh again.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="clock">What time it is.</param>
/// <param name="log">Where trouble goes.</param>
internal sealed partial class FeedWatch(IServiceScopeFactory scopes, IClock clock, ILogger<FeedWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<(BusinessUnitId Unit, string Source, FeedKind Kind), FeedFreshness> _seen = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using Meter meter = new(Telemetry.Name);
        meter.CreateObservableGauge("wfm.feed.age", () => Measured(row => row.AgeSeconds), "s", "Age of what a source delivered last, by unit, source and kind.");
        meter.CreateObservableGauge("wfm.feed.stale", () => Measured(row => row.IsStale ? 1 : 0), "1", "1 while what a source delivers is old.");
        using PeriodicTimer timer = new(LookEvery);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException })
            {
                Failed(log, trouble);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One look at every source.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        Instant now = clock.GetCurrentInstant();
        foreach (BusinessUnitId unit in await db.BusinessUnits.Select(row => row.Id).ToListAsync(cancellationToken))
        {
            bool isTurned = false;
            foreach (FeedFreshness row in await FeedFreshness.OfAsync(db, unit, now, cancellationToken))
            {
                (BusinessUnitId, string, FeedKind) key = (unit, row.Source, row.Kind);
                isTurned |= _seen.TryGetValue(key, out FeedFreshness? before) && before.IsStale != row.IsStale;
                _seen[key] = row;
            }

            if (isTurned)
            {
                await InTransaction.RunAsync(db, async () =>
                {
                    await Tell.ScreensAsync(db, unit, "feed-aged", "feed-freshness", now, null, cancellationToken);
                    return await db.SaveChangesAsync(cancellationToken);
                }, cancellationToken);
            }
        }
    }

    private IEnumerable<Measurement<double>> Measured(Func<FeedFreshness, double> value) => _seen.Select(row => new Measurement<double>(
        value(row.Value), new("unit", row.Key.Unit.Value), new("source", row.Key.Source), new("kind", row.Key.Kind.ToString())));

    [LoggerMessage(41, LogLevel.Warning, "The age of feeds could not be read; trying again in a quarter of a minute.")]
    private static partial void Failed(ILogger log, Exception trouble);
}
