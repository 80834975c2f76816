using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Makes the forecast of one queue: cleaning, calendar, models, selection, bands. Pure; the same input gives the same bits.</summary>
public static class ForecastMaker
{
    private const int SilentDays = 28;

    /// <summary>Forecasts the calls of one queue.</summary>
    /// <param name="history">The queue's calls; any length, also none.</param>
    /// <param name="request">What is asked.</param>
    /// <returns>A forecast, or the reason why there is none. Queues are independent: callers may run them in parallel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The days asked for are fewer than 1 or more than <see cref="ForecastRequest.LongestDays"/>,
    /// or the interval length does not divide an hour.</exception>
    public static ForecastResult Make(CallSeries history, ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Days is < 1 or > ForecastRequest.LongestDays)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Days, $"A forecast covers 1 to {ForecastRequest.LongestDays} days.");
        }

        Duration length = request.IntervalLength ?? history.IntervalLength;
        DayIntervals.ThrowUnlessDividesHour(length);
        List<ForecastFinding> findings = [];
        if (!CallResampling.CanSum(history.IntervalLength, length))
        {
            return Nothing(history, length, request, ForecastOutcome.IntervalDoesNotDivide, findings);
        }

        RawDays? raw = RawDays.Read(history, length, request.From);
        if (raw is null || Period.DaysBetween(raw.First.PlusDays(raw.Days), request.From) > ForecastRequest.LongestDays)
        {
            return Nothing(history, length, request, ForecastOutcome.NoHistory, findings);
        }

        return IsSilent(raw, history.Queue, request, findings)
            ? Nothing(history, length, request, ForecastOutcome.NeverOpen, findings)
            : Forecast(raw, history, request, findings);
    }

    private static ForecastResult Nothing(
        CallSeries history, Duration length, ForecastRequest request, ForecastOutcome outcome, List<ForecastFinding> findings) =>
        new(outcome, new VolumeForecast(history.Queue, length, []), request.OpeningHours ?? new OpeningHours([]), [], [], findings);

    /// <summary>No call for four weeks up to the end of the source, on a queue that had calls before.</summary>
    private static bool IsSilent(RawDays raw, QueueId queue, ForecastRequest request, List<ForecastFinding> findings)
    {
        int last = -1;
        double total = 0;
        for (int i = 0; i < raw.Calls.Length; i++)
        {
            total += raw.Calls[i];
            last = raw.Calls[i] > 0 ? i / raw.Slots : last;
        }

        LocalDate end = raw.First.PlusDays(raw.Days - 1);
        end = request.HistoryEnd is { } stated && stated > end ? stated : end;
        end = end < request.From ? end : request.From.PlusDays(-1);
        int silent = Period.DaysBetween(raw.First.PlusDays(last), end);
        if (last < 0 || silent < SilentDays || total / (last + 1) * silent < 10)
        {
            return false;
        }

        LocalDate from = raw.First.PlusDays(last + 1);
        findings.Add(new ForecastFinding(queue, FindingKind.QueueClosed, from, end, null, 0, null, Remark.Of(
            "queue-silent", $"No calls since {from.PlusDays(-1):uuuu-MM-dd}: the queue is taken as closed.")));
        return true;
    }

    private static ForecastResult Forecast(RawDays raw, CallSeries history, ForecastRequest request, List<ForecastFinding> findings)
    {
        MatrixBuilder builder = new(raw, history.Queue, request);
        DayMatrix matrix = builder.Build(findings);
        if (matrix.Columns == 0)
        {
            return Nothing(history, raw.Length, request, ForecastOutcome.NeverOpen, findings) with { OpeningHours = builder.Hours };
        }

        DayCleaner.Clean(matrix, findings);
        SlotCleaner.Clean(matrix, findings);
        ShortenedDays.Close(matrix, findings);
        Regimes.Report(matrix, request, findings);
        CalendarFeatures features = new(matrix);
        TrainingSet now = new(matrix, features, matrix.HistoryDays);
        RollingOrigins run = RollingOrigins.Run(matrix, features);
        Choice[] choices = ModelSelection.Choose(matrix, run, now, request.FormerModels);
        Dispersion[] dispersions = BandFit.Fit(matrix, run, choices);
        VolumeForecast forecast = new ForecastWriter(matrix, now, choices, dispersions).Write(request);
        ForecastOutcome outcome = forecast.Intervals.Count > 0 ? ForecastOutcome.Made : ForecastOutcome.NeverOpen;
        return new ForecastResult(
            outcome, forecast, builder.Hours, QualityTable.Of(matrix, run, choices, dispersions), dispersions, findings)
        { Load = LoadVariations.Of(history, request.From) };
    }
}
