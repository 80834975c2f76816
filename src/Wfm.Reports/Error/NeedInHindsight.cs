using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>People on calls a queue needed in an interval, step by step from a forecast to what came.</summary>
/// <param name="Queue">Whose callers.</param>
/// <param name="Lead">How far ahead the forecast was made.</param>
/// <param name="Start">Start of the interval.</param>
/// <param name="Length">Its length.</param>
/// <param name="Forecast">By the forecast, with its reserve for days other than expected.</param>
/// <param name="AsForecast">Had the day come exactly as forecast.</param>
/// <param name="WithCalls">With the calls that came and the handle time expected.</param>
/// <param name="Needed">With the calls and the handle time that came.</param>
public sealed record NeedInHindsight(
    QueueId Queue, ForecastLead Lead, Instant Start, Duration Length, double Forecast, double AsForecast, double WithCalls, double Needed);
