using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>What a backtest is to try.</summary>
/// <param name="HorizonDays">Days forecast from each origin; 1 or more.</param>
/// <param name="StepDays">Days between origins; 1 or more.</param>
/// <param name="Origins">Number of origins; 1 or more. The last lies <paramref name="HorizonDays"/> before the end of the history.</param>
/// <param name="Settings">Interval, opening hours, special days and events as for a forecast; its days are not used.</param>
public sealed record BacktestRequest(int HorizonDays, int StepDays, int Origins, ForecastRequest? Settings = null);

/// <summary>The error of published-as-made forecasts of one queue at one lead band.</summary>
/// <param name="Queue">Whose calls.</param>
/// <param name="Quality">The figures; <see cref="LeadBandQuality.Origins"/> counts origins that had days to score.</param>
public sealed record BacktestRow(QueueId Queue, LeadBandQuality Quality);
