using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Forecasts, in and out whole.</summary>
public static class ForecastStore
{
    /// <summary>Stores a forecast as the unit's next version.</summary>
    /// <param name="db">The database.</param>
    /// <param name="unit">Whose.</param>
    /// <param name="queues">One forecast per queue.</param>
    /// <param name="origin">Whence it came.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    /// <exception cref="ArgumentException">There is no interval in any of them.</exception>
    public static Task<ForecastVersion> SaveAsync(
        WfmDb db, BusinessUnitId unit, IReadOnlyList<VolumeForecast> queues, PlanOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(origin);
        Interval span = PlanSpan.Of(queues.SelectMany(queue => queue.Intervals, (queue, interval) => new Interval(interval.Start, interval.Start + queue.IntervalLength)));
        return InTransaction.RunAsync(
            db,
            async () =>
            {
                await InTransaction.HoldUnitAsync(db, unit, cancellationToken);
                int last = await db.Forecasts.Where(row => row.BusinessUnitId == unit).MaxAsync(row => (int?)row.Version, cancellationToken) ?? 0;
                ForecastVersion forecast = new(unit, last + 1, origin, span);
                db.Forecasts.Add(forecast);
                await db.SaveChangesAsync(cancellationToken);
                WriteIntervals(db, forecast.Id, queues, cancellationToken);
                return forecast;
            },
            cancellationToken);
    }

    /// <summary>A stored forecast, queue by queue.</summary>
    /// <param name="db">The database.</param>
    /// <param name="forecast">Which.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<VolumeForecast>> LoadAsync(WfmDb db, ForecastId forecast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<StoredForecastInterval> rows = await db.ForecastIntervals.AsNoTracking().Where(row => row.ForecastId == forecast)
            .OrderBy(row => row.QueueCode).ThenBy(row => row.Start).ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.QueueCode).OrderBy(queue => queue.Key.Value, StringComparer.Ordinal)
                .Select(queue => new VolumeForecast(queue.Key, queue.First().Length, [.. queue.Select(row => row.ToDomain())])),
        ];
    }

    private static void WriteIntervals(WfmDb db, ForecastId forecast, IReadOnlyList<VolumeForecast> queues, CancellationToken cancellationToken)
    {
        using RowWriter writer = RowWriter.Open(
            db, "forecast_intervals", "forecast_id", "queue_code", "start", "length_seconds", "calls", "p05", "p10", "p50", "p90", "p95", "average_handle_seconds", "model");
        foreach (VolumeForecast queue in queues)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ForecastInterval interval in queue.Intervals)
            {
                writer.Write(forecast.Value);
                writer.Write(queue.Queue.Value);
                writer.Write(interval.Start);
                writer.Write(SecondsConverter.ToSeconds(queue.IntervalLength));
                writer.Write(interval.Calls);
                writer.Write(interval.P05);
                writer.Write(interval.P10);
                writer.Write(interval.P50);
                writer.Write(interval.P90);
                writer.Write(interval.P95);
                writer.Write(interval.AverageHandleSeconds);
                writer.Write(interval.Model);
                writer.EndRow();
            }
        }

        writer.Complete();
    }
}
