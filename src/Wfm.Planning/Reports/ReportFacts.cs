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

    /// <summary>Figures told from outside.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<QualityFigure>> QualityAsync(CancellationToken cancellationToken)
    {
        List<StoredQualityFigure> rows = await db.QualityFigures.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.Date >= span.First && row.Date <= span.Last).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToDomain());
    }

    /// <summary>What the forecasts said that are held against the days of the span.</summary>
    /// <param name="frame">The centre.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<ForecastOfDay>> ForecastsAsync(ReportFrame frame, CancellationToken cancellationToken)
    {
        (Instant start, Instant end) = (span.In(frame.Zone).Start, span.In(frame.Zone).End);
        List<ForecastVersion> versions = await db.Forecasts.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.Start < end && row.End > start).OrderBy(row => row.Version).ToListAsync(cancellationToken);
        ILookup<ForecastId, LocalDate> planned = await PlannedAsync(cancellationToken);
        Dictionary<int, ForecastVersion> byNumber = versions.ToDictionary(version => version.Version);
        IReadOnlyList<LeadChoice> choices = LeadChoice.Of(
            span.Days, frame.Zone, versions.ConvertAll(row => new ForecastMade(row.Version, row.Provenance.CreatedAt, new Interval(row.Start, row.End), [.. planned[row.Id]])));
        List<ForecastOfDay> said = [];
        foreach (IGrouping<int, LeadChoice> forecast in choices.GroupBy(choice => choice.Forecast.Version))
        {
            ForecastId id = byNumber[forecast.Key].Id;
            (Instant from, Instant to) = (DayIntervals.Of(forecast.Min(choice => choice.Date), frame.Zone).Start, DayIntervals.Of(forecast.Max(choice => choice.Date), frame.Zone).End);
            List<StoredForecastInterval> rows = await db.ForecastIntervals.AsNoTracking().Where(row => row.ForecastId == id && row.Start >= from && row.Start < to)
                .OrderBy(row => row.QueueCode).ThenBy(row => row.Start).ToListAsync(cancellationToken);
            ILookup<LocalDate, StoredForecastInterval> byDay = rows.ToLookup(row => row.Start.InZone(frame.Zone).Date);
            said.AddRange(forecast.SelectMany(choice => byDay[choice.Date].GroupBy(row => row.QueueCode)
                .Select(queue => new ForecastOfDay(choice, queue.Key, queue.First().Length, [.. queue.Select(row => row.ToDomain())]))));
        }

        return said;
    }

    // The days of published periods by the forecast their schedule was made from.
    private async Task<ILookup<ForecastId, LocalDate>> PlannedAsync(CancellationToken cancellationToken)
    {
        Dictionary<RequirementId, ForecastId?> forecasts = await db.Requirements.AsNoTracking().Where(row => row.BusinessUnitId == unit)
            .ToDictionaryAsync(row => row.Id, row => row.ForecastId, cancellationToken);
        return (await new LoadPlan(db).PublishedAsync(unit, cancellationToken))
            .Where(version => version.RequirementId is { } requirement && forecasts.GetValueOrDefault(requirement) is not null)
            .SelectMany(version => version.Period.Days.Where(day => day >= span.First && day <= span.Last), (version, day) => (Forecast: forecasts[version.RequirementId!.Value]!.Value, Day: day))
            .ToLookup(planned => planned.Forecast, planned => planned.Day);
    }

    private bool IsInSpan(CallHistory history, DateTimeZone zone) => history.Start < span.In(zone).End && history.End > span.In(zone).Start;
}
