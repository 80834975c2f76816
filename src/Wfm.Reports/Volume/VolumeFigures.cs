using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>An interval that was forecast and came.</summary>
/// <param name="Queue">Whose calls.</param>
/// <param name="Date">The day.</param>
/// <param name="Forecast">What was said.</param>
/// <param name="Actual">What came.</param>
internal sealed record ForecastPoint(QueueId Queue, LocalDate Date, ForecastInterval Forecast, CallInterval Actual);

/// <summary>How far forecast and calls agree over some intervals; each queue's errors are counted by themselves and added up.</summary>
/// <param name="points">The intervals.</param>
internal sealed class VolumeFigures(IReadOnlyList<ForecastPoint> points)
{
    /// <summary>Intervals compared.</summary>
    public double? Intervals => points.Count;

    /// <summary>Calls that were expected.</summary>
    public double? Forecast => points.Count == 0 ? null : points.Sum(point => point.Forecast.Calls);

    /// <summary>Calls that came in the same intervals.</summary>
    public double? Offered => points.Count == 0 ? null : points.Sum(point => (double)point.Actual.Offered);

    /// <summary>Forecast − came, ÷ came.</summary>
    public double? Bias => Offered is > 0 and var offered ? (Forecast - offered) / offered : null;

    /// <summary>Sum of the intervals' absolute errors ÷ calls.</summary>
    public double? Wape => Offered is > 0 and var offered ? points.Sum(point => Math.Abs(point.Forecast.Calls - point.Actual.Offered)) / offered : null;

    /// <summary>Sum of the days' absolute errors ÷ calls.</summary>
    public double? WapeOfDays => Offered is > 0 and var offered
        ? points.GroupBy(point => (point.Queue, point.Date)).Sum(day => Math.Abs(day.Sum(point => point.Forecast.Calls - point.Actual.Offered))) / offered
        : null;

    /// <summary>What of <see cref="Wape"/> luck makes when the forecast is exactly right.</summary>
    public double? OfLuck => Offered is > 0 and var offered ? points.Sum(point => MeanDeviation(point.Forecast.Calls)) / offered : null;

    /// <summary>Share of intervals whose calls lay between p10 and p90.</summary>
    public double? InBand80 => points.Count == 0 ? null : (double)points.Count(point => point.Actual.Offered >= point.Forecast.P10 && point.Actual.Offered <= point.Forecast.P90) / points.Count;

    /// <summary>Share of intervals whose calls lay between p05 and p95.</summary>
    public double? InBand90 => points.Count == 0 ? null : (double)points.Count(point => point.Actual.Offered >= point.Forecast.P05 && point.Actual.Offered <= point.Forecast.P95) / points.Count;

    /// <summary>The handle time expected, weighted by the calls that came.</summary>
    public double? HandleForecast => Mean(Told, point => point.Forecast.AverageHandleSeconds!.Value, point => point.Actual.Answered ?? point.Actual.Offered);

    /// <summary>The handle time of those calls.</summary>
    public double? HandleActual => Mean(Told, point => point.Actual.AverageHandleSeconds!.Value, point => point.Actual.Answered ?? point.Actual.Offered);

    private IEnumerable<ForecastPoint> Told => points.Where(point => point.Forecast.AverageHandleSeconds is not null && point.Actual.AverageHandleSeconds is not null);

    private static double? Mean(IEnumerable<ForecastPoint> told, Func<ForecastPoint, double> value, Func<ForecastPoint, double> weight) =>
        told.Sum(weight) is > 0 and var weights ? told.Sum(point => value(point) * weight(point)) / weights : null;

    // The mean absolute deviation of a Poisson count: 2·λ^(k+1)·e^(−λ) ÷ k! with k = ⌊λ⌋.
    private static double MeanDeviation(double rate)
    {
        if (rate <= 0)
        {
            return 0;
        }

        double logFactorial = 0;
        for (int factor = 2; factor <= rate; factor++)
        {
            logFactorial += Math.Log(factor);
        }

        return 2 * Math.Exp(((Math.Floor(rate) + 1) * Math.Log(rate)) - rate - logFactorial);
    }
}
