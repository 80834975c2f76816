using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Reports;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Reads what reports are made from. Changes nothing.</summary>
/// <param name="db">The database.</param>
/// <param name="unit">Whose.</param>
/// <param name="span">The days asked about.</param>
internal sealed class ReportFacts(WfmDb db, BusinessUnitId unit, ReportSpan span)
{
    /// <summary>The centre, its queues, groups and promises.</summary>
    /// <param name="now">The first moment facts cannot be known of.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ReportFrame> FrameAsync(Instant now, CancellationToken cancellationToken)
    {
        BusinessUnit centre = (await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        List<StoredTarget> targets = await db.Targets.AsNoTracking().Where(row => row.BusinessUnitId == unit).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        HashSet<QueueId> known = [.. (master.Queues ?? []).Select(queue => queue.Id)];
        Queue[] strangers = [.. (await CallIntervalStore.ListAsync(db, unit, cancellationToken)).Where(history => !known.Contains(history.Queue) && IsInSpan(history, centre.Zone))
            .Select(history => new Queue(history.Queue, history.Queue.Value, Channel.Phone, null, OpeningHours.Unknown, QueueTarget.Usual))];
        SpecialDayCalendar calendar = master.SpecialDays is { Count: > 0 } special ? SpecialDayCalendar.Of(special) : SwedishDays.Calendar(SwedishDays.MunicipalTable);
        return new ReportFrame(centre.Name, centre.Zone, centre.IntervalLength, span)
        {
            Queues = [.. master.Queues ?? [], .. strangers],
            Groups = master.Groups ?? [],
            Promises = [.. targets.Select(row => new PromiseFrom(row.QueueCode, row.ValidFrom, row.ToDomain()))],
            FreeDays = span.Days.Where(day => calendar.On(day)?.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve).ToHashSet(),
            KnownUntil = now,
            Notes = [.. strangers.Select(queue => new Bilingual(
                $"Kö {queue.Id} finns i statistiken men inte i grunddata; den hålls mot {queue.Target.ServiceLevel}.",
                $"Queue {queue.Id} is in the statistics and not in the master data; it is held to {queue.Target.ServiceLevel}."))],
        };
    }

    /// <summary>The statistics of the span, queue by queue, in the unit's intervals or in the source's longer ones.</summary>
    /// <param name="frame">The centre.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<CallSeries>> CallsAsync(ReportFrame frame, CancellationToken cancellationToken)
    {
        List<CallSeries> series = [];
        foreach (CallHistory history in (await CallIntervalStore.ListAsync(db, unit, cancellationToken)).Where(history => IsInSpan(history, frame.Zone)))
        {
            bool divides = history.Lengths.All(length => frame.IntervalLength.BclCompatibleTicks % length.BclCompatibleTicks == 0);
            series.Add(await CallIntervalStore.LoadSeriesAsync(
                db, unit, history.Queue, span.In(frame.Zone), frame.Zone, divides ? frame.IntervalLength : history.Lengths[^1], cancellationToken));
        }

        return series;
    }

    private bool IsInSpan(CallHistory history, DateTimeZone zone) => history.Start < span.In(zone).End && history.End > span.In(zone).Start;
}
