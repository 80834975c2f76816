using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Forecasts every queue of a centre from its stored history and stores the result as the next version.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class MakeForecast(WfmDb db, IClock clock)
{
    /// <summary>Makes one forecast of all queues with history.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="asked">Which days.</param>
    /// <param name="progress">Told after each queue which share of them is done.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    public async Task<MakeForecastResult> RunAsync(
        BusinessUnitId unit, ForecastDays asked, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        BusinessUnit centre = (await db.BusinessUnits.SingleAsync(row => row.Id == unit, cancellationToken)).ToDomain();
        MasterData master = await LoadMasterData.RunAsync(db, unit, cancellationToken);
        IReadOnlyList<NewQueue> planned = master.NewQueues ?? [];
        IReadOnlyList<CallSeries> history = CentreForecast.WithNew(
            await StoredHistory.LoadAsync(db, unit, centre, new Interval(null, centre.Zone.AtStartOfDay(asked.From).ToInstant()), _ => true, cancellationToken),
            planned, centre.Zone, centre.IntervalLength);
        ForecastRequest request = new(asked.From, asked.Days)
        {
            IntervalLength = centre.IntervalLength,
            SpecialDays = master.SpecialDays is { Count: > 0 } days ? SpecialDayCalendar.Of(days) : SpecialDayCalendar.None,
            SchoolBreaks = CentreEvents.SchoolBreaks(master.Events ?? []),
        };
        FormerChoice former = FormerChoice.Of(await NewestAsync(unit, cancellationToken));
        IReadOnlyDictionary<QueueId, OpeningHours> hours = OpeningHours(master);
        IReadOnlyDictionary<QueueId, KnownOfQueue> told = KnownOfQueue.Of(hours, planned);
        Dictionary<QueueId, KnownOfQueue> known = history.Select(series => series.Queue).Union(told.Keys).ToDictionary(
            queue => queue, queue => told.GetValueOrDefault(queue, KnownOfQueue.Nothing) with { FormerModels = former.Models.GetValueOrDefault(queue, KnownOfQueue.Nothing.FormerModels) });
        (IReadOnlyList<SizedEvent> events, IReadOnlyList<ForecastResult> results) = await Task.Run(
            () =>
            {
                IReadOnlyList<SizedEvent> sized = CentreEvents.Size(history, request, hours, master.Events ?? [], cancellationToken);
                return (sized, CentreForecast.Make(history, request, known, sized, progress, cancellationToken));
            },
            cancellationToken);
        IReadOnlyList<ForecastAdjustment> standing = await StandingAsync(unit, asked, cancellationToken);
        AdjustedSpan[] spans = [.. standing.Select(adjustment => adjustment.Span)];
        VolumeForecast[] made = [.. results.Where(result => result.Outcome == ForecastOutcome.Made).Select(result => ForecastAdjustment.Apply(result.Forecast, spans))];
        return made.Length == 0
            ? new MakeForecastResult(null, results)
            : new MakeForecastResult(await SaveAsync(unit, asked, made, new MadeFrom(results, events, standing, former.Version, planned), cancellationToken), results);
    }

    // What planners said of times still to come is taken along, also of days this forecast does not speak of.
    private async Task<IReadOnlyList<ForecastAdjustment>> StandingAsync(BusinessUnitId unit, ForecastDays asked, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        ForecastVersion? newest = asked.DropsAdjustments ? null : await NewestAsync(unit, cancellationToken);
        return newest is null ? [] : [.. ForecastAdjustment.Of(newest).Where(adjustment => adjustment.Span.To > now)];
    }

    private Task<ForecastVersion?> NewestAsync(BusinessUnitId unit, CancellationToken cancellationToken) =>
        db.Forecasts.AsNoTracking().Where(row => row.BusinessUnitId == unit).OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Stated opening hours by queue.</summary>
    internal static Dictionary<QueueId, OpeningHours> OpeningHours(MasterData master) =>
        (master.Queues ?? []).Where(queue => queue.OpeningHours.IsKnown).ToDictionary(queue => queue.Id, queue => queue.OpeningHours);

    private async Task<ForecastVersion> SaveAsync(
        BusinessUnitId unit,
        ForecastDays asked,
        IReadOnlyList<VolumeForecast> made,
        MadeFrom from,
        CancellationToken cancellationToken)
    {
        ImportedFileId lastFile = await db.ImportedFiles.Where(file => file.BusinessUnitId == unit)
            .OrderByDescending(file => file.Id).Select(file => file.Id).FirstOrDefaultAsync(cancellationToken);
        var quality = from.Results.Select(result => new
        {
            Queue = result.Forecast.Queue.Value,
            result.Outcome,
            HandleDayVariance = result.Load.HandleDay,
            HandleCorrelation = result.Load.Correlation,
            Bands = result.Quality.Select(band => new { Lead = LeadBands.NameOf(band.Band), band.Model, band.Origins, band.Wape, band.WapeDay, band.Bias, band.Cover80, band.Cover90, band.NoiseFloor, band.WapeNaive, band.WapeMean6 }),
            Findings = result.Findings.Select(finding => new
            {
                finding.Kind,
                From = finding.From.ToString("uuuu-MM-dd", null),
                To = finding.To.ToString("uuuu-MM-dd", null),
                Start = finding.Start?.ToString(),
                finding.Raw,
                finding.Replacement,
                finding.Told.Said,
                finding.Told.Text,
            }),
        });
        PlanOrigin origin = ResultOrigin.Of(
            $"calls up to file#{lastFile.Value}" + (from.Former is { } former ? $", models of forecast v{former}" : ""),
            "best of candidates per queue and lead",
            null,
            new { From = asked.From.ToString("uuuu-MM-dd", null), asked.Days, Adjustments = ForecastAdjustment.Kept(from.Standing), Events = SizedEvent.Kept(from.Events), from.NewQueues },
            quality,
            clock.GetCurrentInstant());
        return await ForecastStore.SaveAsync(db, unit, made, origin, cancellationToken);
    }

    private sealed record MadeFrom(IReadOnlyList<ForecastResult> Results, IReadOnlyList<SizedEvent> Events, IReadOnlyList<ForecastAdjustment> Standing, int? Former, IReadOnlyList<NewQueue> NewQueues);
}

/// <summary>The days to forecast.</summary>
/// <param name="From">First day.</param>
/// <param name="Days">Number of days.</param>
public sealed record ForecastDays(LocalDate From, int Days)
{
    /// <summary>Whether planners' adjustments of the forecast before are left out.</summary>
    public bool DropsAdjustments { get; init; }
}

/// <summary>What forecasting a centre gave.</summary>
/// <param name="Stored">The stored version; empty when no queue could be forecast.</param>
/// <param name="Results">The result of each queue, also of those that could not be forecast.</param>
public sealed record MakeForecastResult(ForecastVersion? Stored, IReadOnlyList<ForecastResult> Results);
