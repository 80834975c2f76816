using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Lets dated changes of master data come due: looks at each unit at the start and when its day changes.</summary>
internal sealed partial class DueMasterData(IServiceScopeFactory scopes, IClock clock, ILogger<DueMasterData> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
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
            catch (Exception trouble) when (trouble is System.Data.Common.DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: System.Data.Common.DbException })
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
            LocalDate today = clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[unit.ZoneId]).Date;
            if (_done.GetValueOrDefault(unit.Id) != today)
            {
                await new BringForward(db, clock).RunAsync(unit.Id, cancellationToken);
                db.ChangeTracker.Clear();
                _done[unit.Id] = today;
            }
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "Dated changes of master data could not be brought forward; trying again in a minute.")]
    private static partial void Failed(ILogger log, Exception trouble);
}
