using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Tries the whole engine on the past: each origin sees only what came before it, selection and cleaning included.</summary>
public static class Backtester
{
    /// <summary>Forecasts from several origins and scores what came.</summary>
    /// <param name="history">The queue's calls.</param>
    /// <param name="request">Horizon, step and number of origins.</param>
    /// <returns>One row per lead band with scored days, nearest first; none when the history is too short for a single origin.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Horizon, step or origins below 1.</exception>
    /// <remarks>A day without rows is not scored, nor is a day on which the forecast says the queue is closed.</remarks>
    public static IReadOnlyList<BacktestRow> Run(CallSeries history, BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.HorizonDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.StepDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Origins, 1);
        ForecastRequest settings = request.Settings ?? new ForecastRequest(LocalDate.MinIsoValue, 1);
        if (history.Intervals.Count == 0 || !CallResampling.CanSum(history.IntervalLength, settings.IntervalLength ?? history.IntervalLength))
        {
            return [];
        }

        CallSeries series = CallResampling.ToLength(history, settings.IntervalLength ?? history.IntervalLength);
        LocalDate first = series.Intervals[0].Start.InZone(series.Zone).Date;
        LocalDate end = series.Intervals[^1].Start.InZone(series.Zone).Date.PlusDays(1);
        BacktestScore score = new(series);
        for (int i = request.Origins - 1; i >= 0; i--)
        {
            LocalDate origin = end.PlusDays(-request.HorizonDays - (i * request.StepDays));
            if (origin > first)
            {
                ForecastRequest asked = settings with { From = origin, Days = request.HorizonDays, HistoryEnd = origin.PlusDays(-1) };
                score.Add(ForecastMaker.Make(series, asked), asked);
            }
        }

        return score.Rows();
    }
}
