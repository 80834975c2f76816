using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A planner draws the forecast otherwise: a new version with the adjustment recorded, which later forecasts take along.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
public sealed class AdjustForecast(WfmDb db, IClock clock)
{
    /// <summary>What adjusted intervals name as their model.</summary>
    public const string Model = "by hand";

    /// <summary>Adjusts.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="forecast">The version one saw.</param>
    /// <param name="spans">What is thought otherwise; at least one.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Stores nothing.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="StepRefusedException">There is no such forecast, a newer one of its days, or nothing of it in a span.</exception>
    public Task<ForecastVersion> RunAsync(
        BusinessUnitId unit, ForecastId forecast, IReadOnlyList<AdjustedSpan> spans, string why, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spans);
        return InTransaction.RunAsync(db, async () =>
        {
            await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
            ForecastVersion seen = await db.Forecasts.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Id == forecast, cancellationToken)
                ?? throw new StepRefusedException("not-found", "There is no such forecast in this unit.");
            if (await db.Forecasts.AnyAsync(row => row.BusinessUnitId == unit && row.Version > seen.Version && row.Start < seen.End && row.End > seen.Start, cancellationToken))
            {
                throw new StepRefusedException("changed-meanwhile", "There is a newer forecast of these days; adjust that one.");
            }

            IReadOnlyList<VolumeForecast> before = await ForecastStore.LoadAsync(db, forecast, cancellationToken);
            RefuseNothing(before, spans);
            VolumeForecast[] after = [.. before.Select(queue => ForecastAdjustment.Apply(queue, spans))];
            Instant now = clock.GetCurrentInstant();
            ForecastAdjustment[] made = [.. spans.Select(span => new ForecastAdjustment(span, by, now, why))];
            PlanOrigin origin = ResultOrigin.Of(
                $"forecast#{forecast.Value}", Model, null,
                new { Forecast = forecast.Value, Adjustments = ForecastAdjustment.Kept([.. ForecastAdjustment.Of(seen), .. made]), Events = SizedEvent.Kept(SizedEvent.Of(seen)) },
                JsonElement.Parse(seen.QualityJson), now);
            ForecastVersion stored = await ForecastStore.SaveAsync(db, unit, after, origin, cancellationToken);
            db.AuditEntries.Add(new AuditEntry(unit, now, by, new AuditedAct(
                "adjust-forecast", $"forecast v{stored.Version}", why, RequestJson.Write(new { forecast = forecast.Value, calls = Sums(before, spans) }),
                RequestJson.Write(new { forecast = stored.Id.Value, calls = Sums(after, spans), spans }))));
            await Tell.ScreensAsync(db, unit, "forecast-created", $"forecasts/{stored.Id.Value}", now, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return stored;
        }, cancellationToken);
    }

    private static void RefuseNothing(IReadOnlyList<VolumeForecast> forecasts, IReadOnlyList<AdjustedSpan> spans)
    {
        if (spans.FirstOrDefault(span => !forecasts.Any(queue => queue.Queue == span.Queue && queue.Intervals.Any(interval => interval.Start >= span.From && interval.Start < span.To))) is { } outside)
        {
            throw new StepRefusedException("nothing-to-adjust", $"{outside.Queue}: the forecast has no open interval from {outside.From} to {outside.To}.");
        }
    }

    private static Dictionary<string, double> Sums(IReadOnlyList<VolumeForecast> forecasts, IReadOnlyList<AdjustedSpan> spans)
    {
        HashSet<QueueId> queues = [.. spans.Select(span => span.Queue)];
        return forecasts.Where(queue => queues.Contains(queue.Queue)).ToDictionary(queue => queue.Queue.Value, queue => Math.Round(queue.Intervals.Sum(interval => interval.Calls), 1));
    }
}
