using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Samples;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Cli;

/// <summary>A source of a sample centre's own on a database: its key, everybody's logon, and the day it tells.</summary>
internal static class ReplaySource
{
    /// <summary>The source's name.</summary>
    public const string Name = "replay";

    /// <summary>Makes a key and says whose logons are whose: everybody logs on with their own code.</summary>
    /// <returns>The key, kept nowhere else.</returns>
    public static async Task<string> OpenAsync(WfmDb db, BusinessUnitId unit, IClock clock, CancellationToken cancellationToken)
    {
        string key = Secrets.Create();
        Instant now = clock.GetCurrentInstant();
        await InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            StoredFeedSource source = await FeedSources.EnsureAsync(db, unit, Name, cancellationToken);
            List<AgentId> agents = await db.Agents.Where(row => row.BusinessUnitId == unit).Select(row => row.Code).ToListAsync(cancellationToken);
            await Logons.ReplaceAsync(db, source.Id, agents.ToDictionary(agent => agent.Value, StringComparer.Ordinal), cancellationToken);
            db.Add(new StoredApiKey(unit, Name, Secrets.Hash(key), "wfm replay", now));
            db.Add(new AuditEntry(unit, now, "wfm replay", new AuditedAct("create", $"key of {Name}")));
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
        return key;
    }

    /// <summary>Ends the key.</summary>
    public static async Task CloseAsync(WfmDb db, BusinessUnitId unit, string key, IClock clock, CancellationToken cancellationToken)
    {
        byte[] hash = Secrets.Hash(key);
        Instant now = clock.GetCurrentInstant();
        await InTransaction.RunAsync(db, async () =>
        {
            (await db.ApiKeys.SingleAsync(row => row.BusinessUnitId == unit && row.KeyHash == hash, cancellationToken)).Revoke(now);
            db.Add(new AuditEntry(unit, now, "wfm replay", new AuditedAct("revoke", $"key of {Name}")));
            return await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The day as its telephone system tells it: the published shifts and the calls that really come.</summary>
    /// <exception cref="UsageException">The day has no published shifts, or the sample no calls for it.</exception>
    public static async Task<IReadOnlyList<ReplayStep>> DayAsync(WfmDb db, BusinessUnitId unit, SampleCentre centre, LocalDate date, CancellationToken cancellationToken)
    {
        (_, IReadOnlyList<Shift> shifts) = await PublishedShifts.OfAsync(db, unit, date, date, cancellationToken);
        bool isBad = date == centre.BadDay.Date;
        CallSeries[] calls = [.. (isBad ? centre.BadDay.Calls : centre.Truth.After).Select(series => series with { Intervals = [.. series.Intervals.Where(interval => interval.Start.InZone(series.Zone).Date == date)] })];
        if (shifts.Count == 0 || calls.All(series => series.Intervals.Count == 0))
        {
            throw new UsageException($"{date:uuuu-MM-dd}: {shifts.Count} published shifts and {calls.Sum(series => series.Intervals.Count)} intervals of calls; expected an open day from {centre.Period.FirstDay:uuuu-MM-dd} to {centre.Period.LastDay:uuuu-MM-dd} of a published schedule of the sample.");
        }

        Dictionary<QueueId, double> inTime = centre.Queues.ToDictionary(queue => queue.Id, queue => queue.Target.ServiceLevel.Threshold.TotalSeconds);
        return ReplayDay.Of(new ReplayInput(date, shifts, centre.Skills, calls, isBad ? centre.BadDay.Sick : [], inTime, centre.Seed));
    }
}
