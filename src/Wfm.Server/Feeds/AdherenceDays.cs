using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Feeds;

/// <summary>Once a day measures how the last days agreed with the schedule, late states and all.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="clock">What time it is.</param>
/// <param name="log">Where trouble goes.</param>
internal sealed partial class AdherenceDays(IServiceScopeFactory scopes, IClock clock, ILogger<AdherenceDays> log) : BackgroundService
{
    // States come up to three days late; what comes later is in nobody's figures.
    private const int DaysBack = 4;
    private static readonly LocalTime Earliest = new(3, 5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);
    private readonly Dictionary<BusinessUnitId, LocalDate> _done = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        foreach (StoredBusinessUnit unit in await db.BusinessUnits.AsNoTracking().ToListAsync(cancellationToken))
        {
            LocalDateTime local = clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[unit.ZoneId]).LocalDateTime;
            if (local.TimeOfDay < Earliest || _done.GetValueOrDefault(unit.Id) == local.Date || !await db.Logons.AnyAsync(row => row.BusinessUnitId == unit.Id, cancellationToken))
            {
                continue;
            }

            for (int back = 1; back <= DaysBack; back++)
            {
                await new MeasureAdherence(db, clock).RunAsync(unit.Id, local.Date.PlusDays(-back), cancellationToken);
                db.ChangeTracker.Clear();
            }

            _done[unit.Id] = local.Date;
        }
    }

    [LoggerMessage(42, LogLevel.Warning, "Adherence could not be measured; trying again in five minutes.")]
    private static partial void Failed(ILogger log, Exception trouble);
}
