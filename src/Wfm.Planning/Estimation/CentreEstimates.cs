using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Staffing;

namespace Wfm.Planning;

/// <summary>What a history says of the queues of a centre.</summary>
/// <param name="Patience">The patience of each series' callers, in their order.</param>
/// <param name="HandleTime">Their mean handle time.</param>
public sealed record CentreEstimates(IReadOnlyList<PatienceEstimate> Patience, IReadOnlyList<HandleTimeEstimate> HandleTime)
{
    /// <summary>Nothing measured.</summary>
    public static CentreEstimates None { get; } = new([], []);

    /// <summary>How their handle time varies from day to day, by queue.</summary>
    public IReadOnlyDictionary<QueueId, LoadVariation> Loads { get; init; } = new Dictionary<QueueId, LoadVariation>();

    /// <summary>Measures every queue.</summary>
    /// <param name="history">One series per queue.</param>
    /// <param name="groups">The answer group of each queue, where known.</param>
    /// <param name="settings">Which weeks, whose waits.</param>
    public static CentreEstimates Of(
        IReadOnlyList<CallSeries> history, IReadOnlyDictionary<QueueId, GroupId> groups, EstimationSettings settings) =>
        new(PatienceEstimator.Estimate(history, groups, settings), HandleTimeEstimator.Estimate(history, groups, settings))
        {
            Loads = history.DistinctBy(series => series.Queue).ToDictionary(series => series.Queue, series => LoadVariations.Of(series, LocalDate.MaxIsoValue)),
        };

    /// <summary>The targets with a measured patience where nobody has stated one; a stated one stays.</summary>
    /// <param name="targets">The promises.</param>
    public Dictionary<QueueId, QueueTarget> Complete(IReadOnlyDictionary<QueueId, QueueTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Dictionary<QueueId, Duration> measured = Patience.Where(queue => queue.IsMeasured).ToDictionary(queue => queue.Queue, queue => queue.MeanPatience);
        return targets.ToDictionary(
            target => target.Key,
            target => target.Value.StatedPatience is null && measured.TryGetValue(target.Key, out Duration patience) ? target.Value.WithPatience(patience) : target.Value);
    }

    /// <summary>The forecasts with a measured handle time where they know none.</summary>
    /// <param name="forecasts">One per queue.</param>
    public IReadOnlyList<VolumeForecast> Complete(IReadOnlyList<VolumeForecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        Dictionary<QueueId, double> measured = HandleTime.Where(queue => queue.MeanSeconds > 0).ToDictionary(queue => queue.Queue, queue => queue.MeanSeconds!.Value);
        return
        [
            .. forecasts.Select(forecast => measured.TryGetValue(forecast.Queue, out double seconds)
                ? forecast with { Intervals = [.. forecast.Intervals.Select(interval => interval with { AverageHandleSeconds = interval.AverageHandleSeconds ?? seconds })] }
                : forecast),
        ];
    }
}
