using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Staffing;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The people all queues of a centre need.</summary>
public static class CentreRequirement
{
    /// <summary>Turns every forecast into a requirement.</summary>
    /// <param name="forecasts">One per queue.</param>
    /// <param name="targets">The promise of each of them.</param>
    /// <param name="settings">Zone, planning day and defaults.</param>
    /// <param name="cancellationToken">Stops between queues.</param>
    /// <returns>One requirement per forecast, in their order.</returns>
    /// <exception cref="ArgumentException">A forecast queue has no target, or too many calls; ask <see cref="QueuesWithoutTarget"/> and <see cref="TooBusy"/> first.</exception>
    public static IReadOnlyList<StaffingRequirement> Make(
        IReadOnlyList<VolumeForecast> forecasts,
        IReadOnlyDictionary<QueueId, QueueTarget> targets,
        RequirementSettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (QueuesWithoutTarget(forecasts, targets) is [var first, ..])
        {
            throw new ArgumentException($"Queue {first} has no target.", nameof(targets));
        }

        if (TooBusy(forecasts, settings) is { } tooBusy)
        {
            throw new ArgumentException(tooBusy, nameof(forecasts));
        }

        return PerQueue(forecasts, forecast => RequirementMaker.Make(forecast, targets[forecast.Queue], LoadsOf(forecast, settings), settings), cancellationToken);
    }

    /// <summary>The same with promises that change from a day on: each day is staffed for what is promised then.</summary>
    /// <param name="requirements">The people needed for the promises of the first day.</param>
    /// <param name="forecasts">One per requirement.</param>
    /// <param name="changes">What is promised from later days on.</param>
    /// <param name="settings">Zone, planning day and defaults.</param>
    public static IReadOnlyList<StaffingRequirement> WithChanges(
        IReadOnlyList<StaffingRequirement> requirements, IReadOnlyList<VolumeForecast> forecasts, IReadOnlyList<DatedTarget> changes, RequirementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(requirements);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(settings);
        return [.. requirements.Zip(forecasts, (requirement, forecast) => changes.Where(change => change.Queue == requirement.Queue).OrderBy(change => change.From)
            .Aggregate(requirement, (known, change) => WithChange(known, forecast, change, settings)))];
    }

    private static StaffingRequirement WithChange(StaffingRequirement requirement, VolumeForecast forecast, DatedTarget change, RequirementSettings settings)
    {
        ForecastInterval[] from = [.. forecast.Intervals.Where(interval => interval.Start.InZone(settings.Zone).Date >= change.From)];
        if (from.Length == 0)
        {
            return requirement;
        }

        VolumeForecast later = forecast with { Intervals = from };
        StaffingRequirement made = RequirementMaker.Make(later, change.Target, LoadsOf(later, settings), settings);
        return requirement with { Intervals = [.. requirement.Intervals.Where(interval => interval.Start < from[0].Start), .. made.Intervals] };
    }

    /// <summary>People-hours a centre would need if every day came exactly as forecast, by queue: what the reserve for other days is judged against.</summary>
    /// <param name="forecasts">One per queue.</param>
    /// <param name="targets">The promise of each of them.</param>
    /// <param name="settings">Zone, planning day and defaults.</param>
    /// <param name="cancellationToken">Stops between queues.</param>
    /// <returns>Hours on calls of each forecast, in their order.</returns>
    public static IReadOnlyList<double> HoursOnMeanDays(
        IReadOnlyList<VolumeForecast> forecasts,
        IReadOnlyDictionary<QueueId, QueueTarget> targets,
        RequirementSettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(targets);
        return PerQueue(
            forecasts,
            forecast => RequirementMaker.RequiredOnMeanDay(forecast, targets[forecast.Queue], settings).Sum() * forecast.IntervalLength.TotalHours,
            cancellationToken);
    }

    /// <summary>How much the rate of each day of a forecast may vary, read off its bands.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="zone">The clock by which days are told.</param>
    public static IReadOnlyDictionary<LocalDate, RateVariation> Variations(VolumeForecast forecast, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return forecast.Intervals.GroupBy(interval => interval.Start.InZone(zone).Date).ToDictionary(day => day.Key, day => BandReading.Of([.. day]));
    }

    private static Dictionary<LocalDate, RateVariation> LoadsOf(VolumeForecast forecast, RequirementSettings settings)
    {
        LoadVariation load = settings.Loads.GetValueOrDefault(forecast.Queue);
        return Variations(forecast, settings.Zone).ToDictionary(day => day.Key, day => load.Of(day.Value));
    }

    private static T[] PerQueue<T>(IReadOnlyList<VolumeForecast> forecasts, Func<VolumeForecast, T> of, CancellationToken cancellationToken)
    {
        T[] answers = new T[forecasts.Count];
        ParallelOptions limits = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, forecasts.Count, limits, index => answers[index] = of(forecasts[index]));
        return answers;
    }

    /// <summary>The first interval that asks for more people than <see cref="RequirementSettings.MostAgents"/>, in words; empty when all can be staffed.</summary>
    /// <param name="forecasts">One per queue.</param>
    /// <param name="settings">Defaults and limits.</param>
    public static string? TooBusy(IReadOnlyList<VolumeForecast> forecasts, RequirementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(settings);
        return (
            from forecast in forecasts
            from interval in forecast.Intervals
            let load = interval.Calls * (interval.AverageHandleSeconds ?? settings.DefaultHandleTime.TotalSeconds) / forecast.IntervalLength.TotalSeconds
            where load > settings.MostAgents
            select FormattableString.Invariant(
                $"Queue {forecast.Queue} at {interval.Start}: {interval.Calls:0.#} calls make {load:0} erlangs — expected at most {settings.MostAgents}.")).FirstOrDefault();
    }

    /// <summary>Forecast queues nothing is known about the handle time of; the default is assumed.</summary>
    /// <param name="forecasts">One per queue.</param>
    public static IReadOnlyList<QueueId> QueuesWithoutHandleTime(IReadOnlyList<VolumeForecast> forecasts) =>
        [.. forecasts.Where(forecast => forecast.Intervals.Any(interval => interval.AverageHandleSeconds is null)).Select(forecast => forecast.Queue)];

    /// <summary>Forecast queues nobody has promised anything for.</summary>
    /// <param name="forecasts">One per queue.</param>
    /// <param name="targets">The promises there are.</param>
    public static IReadOnlyList<QueueId> QueuesWithoutTarget(
        IReadOnlyList<VolumeForecast> forecasts, IReadOnlyDictionary<QueueId, QueueTarget> targets) =>
        [.. forecasts.Select(forecast => forecast.Queue).Where(queue => !targets.ContainsKey(queue))];
}
