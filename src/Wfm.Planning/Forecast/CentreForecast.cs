using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;

namespace Wfm.Planning;

/// <summary>The forecasts of all queues of a centre. Queues are independent, so they are worked on side by side; the answer does not depend on how many at a time.</summary>
public static class CentreForecast
{
    /// <summary>Forecasts every queue.</summary>
    /// <param name="history">One series per queue.</param>
    /// <param name="request">What is asked of each of them.</param>
    /// <param name="known">What is known of queues beside their history; a queue not named has its hours learned and its models chosen freely.</param>
    /// <param name="events">Known events with the sizes found for them (<see cref="CentreEvents"/>); one without a size is left to cleaning to find.</param>
    /// <param name="progress">Told after each queue which share of them is done.</param>
    /// <param name="cancellationToken">Stops between queues.</param>
    /// <returns>One result per queue, in the order of the history.</returns>
    public static IReadOnlyList<ForecastResult> Make(
        IReadOnlyList<CallSeries> history,
        ForecastRequest request,
        IReadOnlyDictionary<QueueId, KnownOfQueue> known,
        IReadOnlyList<SizedEvent> events,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(known);
        ForecastRequest shared = request with { HistoryEnd = request.HistoryEnd ?? LastDay(history), Events = [.. request.Events, .. events.Select(sized => sized.ToForecast()).OfType<ForecastEvent>()] };
        ForecastResult[] results = new ForecastResult[history.Count];
        int done = 0;
        Parallel.For(0, history.Count, Limits(cancellationToken), index =>
        {
            CallSeries series = history[index];
            KnownOfQueue of = known.GetValueOrDefault(series.Queue, KnownOfQueue.Nothing);
            ForecastRequest asked = shared with { OpeningHours = of.OpeningHours ?? shared.OpeningHours, FormerModels = of.FormerModels };
            results[index] = of.Planned is { } planned ? Borrowed(series, history, planned, asked, known) : ForecastMaker.Make(series, asked);
            progress?.Report(Interlocked.Increment(ref done) / (double)history.Count);
        });
        return results;
    }

    private static ForecastResult Borrowed(
        CallSeries series, IReadOnlyList<CallSeries> history, NewQueue planned, ForecastRequest asked, IReadOnlyDictionary<QueueId, KnownOfQueue> known) => NewQueueForecast.Make(
            series,
            new ProfileLender(
                history.FirstOrDefault(other => other.Queue == planned.Profile) ?? series with { Queue = planned.Profile, Intervals = [] },
                known.GetValueOrDefault(planned.Profile, KnownOfQueue.Nothing).OpeningHours),
            planned, asked);

    /// <summary>The history with an empty series for each queue a planner has spoken of that has no call yet.</summary>
    /// <param name="history">One series per queue.</param>
    /// <param name="planned">Queues with little or no history.</param>
    /// <param name="zone">The clock of the centre.</param>
    /// <param name="interval">The length of its intervals.</param>
    public static IReadOnlyList<CallSeries> WithNew(IReadOnlyList<CallSeries> history, IEnumerable<NewQueue> planned, DateTimeZone zone, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(planned);
        return [.. history, .. planned.Where(queue => history.All(series => series.Queue != queue.Queue)).Select(queue => new CallSeries(queue.Queue, zone, interval, []))];
    }

    /// <summary>Tries the engine on the past of every queue.</summary>
    /// <param name="history">One series per queue.</param>
    /// <param name="request">Horizon, step and origins.</param>
    /// <param name="progress">Told after each queue which share of them is done.</param>
    /// <param name="cancellationToken">Stops between queues.</param>
    /// <returns>Rows by queue, in the order of the history, then by lead band.</returns>
    public static IReadOnlyList<BacktestRow> Backtest(
        IReadOnlyList<CallSeries> history, BacktestRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        IReadOnlyList<BacktestRow>[] rows = new IReadOnlyList<BacktestRow>[history.Count];
        int done = 0;
        Parallel.For(0, history.Count, Limits(cancellationToken), index =>
        {
            rows[index] = Backtester.Run(history[index], request);
            progress?.Report(Interlocked.Increment(ref done) / (double)history.Count);
        });
        return [.. rows.SelectMany(ofQueue => ofQueue)];
    }

    private static ParallelOptions Limits(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };

    private static LocalDate? LastDay(IReadOnlyList<CallSeries> history)
    {
        LocalDate[] last = [.. history.Where(series => series.Intervals.Count > 0).Select(series => series.Intervals[^1].Start.InZone(series.Zone).Date)];
        return last.Length == 0 ? null : last.Max();
    }
}

/// <summary>What a forecast knows of a queue beside its history.</summary>
/// <param name="OpeningHours">When it is open; empty where that is to be learned.</param>
/// <param name="FormerModels">The models of its forecast before, by lead band (<see cref="ForecastRequest.FormerModels"/>).</param>
public sealed record KnownOfQueue(OpeningHours? OpeningHours, IReadOnlyDictionary<LeadBand, string> FormerModels)
{
    /// <summary>Its history says all.</summary>
    public static KnownOfQueue Nothing { get; } = new(null, new Dictionary<LeadBand, string>());

    /// <summary>What a planner expects of it while it has little history.</summary>
    public NewQueue? Planned { get; init; }

    /// <summary>Queues of which hours are known and what planners expect of new ones.</summary>
    /// <param name="openingHours">Hours by queue.</param>
    /// <param name="planned">Queues with little or no history.</param>
    public static IReadOnlyDictionary<QueueId, KnownOfQueue> Of(IReadOnlyDictionary<QueueId, OpeningHours> openingHours, IReadOnlyList<NewQueue> planned)
    {
        ArgumentNullException.ThrowIfNull(openingHours);
        ArgumentNullException.ThrowIfNull(planned);
        Dictionary<QueueId, NewQueue> fresh = planned.ToDictionary(queue => queue.Queue);
        return openingHours.Keys.Union(fresh.Keys).ToDictionary(queue => queue, queue => Nothing with { OpeningHours = openingHours.GetValueOrDefault(queue), Planned = fresh.GetValueOrDefault(queue) });
    }
}
