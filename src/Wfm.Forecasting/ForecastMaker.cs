using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Makes the forecast of one queue: cleaning, calendar, models, selection, bands. Pure; the same input gives the same bits.</summary>
public static class ForecastMaker
{
    /// <summary>Forecasts the calls of one queue.</summary>
    /// <param name="history">The queue's calls; any length, also none.</param>
    /// <param name="request">What is asked.</param>
    /// <returns>A forecast, or the reason why there is none. Queues are independent: callers may run them in parallel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The days asked for are fewer than 1 or more than <see cref="ForecastRequest.LongestDays"/>,
    /// or the interval length does not divide an hour.</exception>
    public static ForecastResult Make(CallSeries history, ForecastRequest request) =>
        throw new NotSupportedException($"{history} {request}");
}
