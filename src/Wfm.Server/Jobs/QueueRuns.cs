using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Queues the runs that are due: once per kind, unit and local day.</summary>
/// <param name="db">The database.</param>
/// <param name="settings">What this installation sets.</param>
public sealed class QueueRuns(WfmDb db, ServerSettings settings)
{
    // A file younger than this may still be written to.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    /// <summary>Queues what is due now.</summary>
    /// <param name="kind">What runs.</param>
    /// <param name="zone">Whose units: those on this wall clock.</param>
    /// <param name="cancellationToken">Queues no more.</param>
    public async Task RunAsync(string kind, string zone, CancellationToken cancellationToken)
    {
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        LocalDate today = now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        List<BusinessUnitId> units = await db.BusinessUnits.Where(unit => unit.ZoneId == zone).OrderBy(unit => unit.Id).Select(unit => unit.Id).ToListAsync(cancellationToken);

        // There is one database, whatever the number of units; its backup is booked on the first of them.
        foreach (BusinessUnitId unit in kind == JobTimes.Backup ? units.Take(1) : units)
        {
            foreach (string part in kind == JobTimes.Import ? Files(unit, now) : [""])
            {
                Instant? deadline = kind == JobTimes.Night ? JobTimes.NightEnd(settings, DateTimeZoneProviders.Tzdb[zone], now) : null;
                await RunStore.QueueAsync(db, new RunKey(unit, kind, part, today), new RunOrder(0, deadline), again: kind is JobTimes.Import or JobTimes.Watch, cancellationToken);
            }
        }
    }

    /// <summary>Queues a night that should have begun while no node was there.</summary>
    /// <param name="cancellationToken">Queues no more.</param>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        foreach (string zone in await db.BusinessUnits.Select(unit => unit.ZoneId).Distinct().ToListAsync(cancellationToken))
        {
            if (JobTimes.IsNight(settings, DateTimeZoneProviders.Tzdb[zone], now))
            {
                await RunAsync(JobTimes.Night, zone, cancellationToken);
            }
        }
    }

    private IEnumerable<string> Files(BusinessUnitId unit, Instant now)
    {
        string folder = ImportStep.FolderOf(settings, unit);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder)
                .Where(file => ImportStep.IsCalls(file) && now.ToDateTimeUtc() - File.GetLastWriteTimeUtc(file) > Settled && File.ResolveLinkTarget(file, returnFinalTarget: false) is null)
                .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)
            : [];
    }
}
