using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>How likely a leave of one person is to be granted, on each of the coming days they work. Changes nothing, reserves nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="plans">Schedules ready to be asked.</param>
public sealed class LookAtLeave(WfmDb db, KeptPlans plans)
{
    /// <summary>The most days looked at together.</summary>
    public const int MostDays = 62;

    /// <summary>Looks.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="agent">Who would be away.</param>
    /// <param name="from">The first day.</param>
    /// <param name="days">How many days, 1 to <see cref="MostDays"/>.</param>
    /// <param name="inParts">Whether to tell halves of days and every quarter of an hour.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<LeaveOutlookDay>> RunAsync(
        BusinessUnitId unit, AgentId agent, LocalDate from, int days, bool inParts, CancellationToken cancellationToken)
    {
        string zoneId = await db.BusinessUnits.Where(row => row.Id == unit).Select(row => row.ZoneId).SingleAsync(cancellationToken);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[zoneId];
        (Instant start, Instant end) = (zone.AtStartOfDay(from).ToInstant(), zone.AtStartOfDay(from.PlusDays(days)).ToInstant());
        StoredRequestLimit? limit = await db.RequestLimits.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit, cancellationToken);
        List<AwaySpell> away = await new RequestChecks(db).AwayAsync(unit, start, end, zone, cancellationToken);
        string stamp = await KeptPlans.StampAsync(db, unit, cancellationToken);
        List<LeaveOutlookDay> found = [];
        foreach (ScheduleId schedule in await new WeighStoredRequest(db, plans).InForceAsync(unit, start, end, cancellationToken))
        {
            if ((await plans.GetAsync(db, unit, schedule, stamp, cancellationToken)).Plan is { } plan)
            {
                IEnumerable<LocalDate> dates = Enumerable.Range(0, days).Select(from.PlusDays).Where(date => date >= plan.Period.FirstDay && date <= plan.Period.LastDay);
                found.AddRange(dates.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                    .Select(date => LeaveOutlook.Of(plan.Prepared, agent, date, inParts)).OfType<LeaveDay>()
                    .Select(day => Told(day, agent, away, limit)));
            }
        }

        return found;
    }

    private static LeaveOutlookDay Told(LeaveDay day, AgentId agent, List<AwaySpell> away, StoredRequestLimit? limit)
    {
        Interval span = day.Whole.Span;
        bool isAway = away.Exists(other => other.Agent == agent && other.Start < span.End && other.End > span.Start);
        int others = AwaySpell.MostAtOnce(away, span.Start, span.End);
        bool isTooLow = limit?.LowestLevel is { } lowest && day.Whole.LowestAfter < lowest;
        return new LeaveOutlookDay(day, others, limit?.MostAway, isAway, isTooLow || (limit?.MostAway is { } most && others >= most));
    }
}

/// <summary>A day on which somebody works, and how a leave would go down.</summary>
/// <param name="Day">The staffing consequence.</param>
/// <param name="Away">The most people of the unit away at one moment of the shift.</param>
/// <param name="MostAway">The most the unit allows; null without a limit.</param>
/// <param name="IsAway">Whether the person is away already for some of it.</param>
/// <param name="IsFull">Whether a limit of the unit stands in the way of the whole day.</param>
public sealed record LeaveOutlookDay(LeaveDay Day, int Away, int? MostAway, bool IsAway, bool IsFull);
