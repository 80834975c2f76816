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
    public static IReadOnlyList<BacktestRow> Run(CallSeries history, BacktestRequest request) =>
        throw new NotSupportedException($"{history} {request}");
}
