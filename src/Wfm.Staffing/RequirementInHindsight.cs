using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>What came to a queue on one day.</summary>
/// <param name="IntervalLength">Length of the intervals it is told in; divides an hour.</param>
/// <param name="Calls">Calls by start of the interval; an interval that is not named saw none.</param>
/// <param name="AverageHandleSeconds">Mean handle time of the whole day in seconds, above 0; empty where nobody tells.</param>
public sealed record CameOnDay(Duration IntervalLength, IReadOnlyDictionary<Instant, int> Calls, double? AverageHandleSeconds)
{
    /// <summary>Whether what was needed can be told: without a call no handle time is asked for.</summary>
    public bool IsTold => AverageHandleSeconds is not null || Calls.Values.All(calls => calls == 0);
}

/// <summary>The people on calls one interval needed, step by step from what was said of the day to what the day was.</summary>
/// <param name="Start">Start of the interval.</param>
/// <param name="Forecast">By the forecast, with its reserve for days other than expected.</param>
/// <param name="AsForecast">Had the day come exactly as forecast.</param>
/// <param name="WithCalls">With the calls that came and the handle time expected.</param>
/// <param name="Needed">With the calls and the handle time that came: what the model says when told everything. Empty where nobody tells the handle time.</param>
public sealed record HindsightInterval(Instant Start, int Forecast, int AsForecast, int WithCalls, int? Needed);

/// <summary>Works out afterwards how many people a day needed, in the steps a wrong forecast is made of.</summary>
public static class RequirementInHindsight
{
    /// <summary>One day of one queue.</summary>
    /// <param name="day">What was said of the day: the intervals of one local day.</param>
    /// <param name="came">What came. Calls outside the intervals of the forecast do not count.</param>
    /// <param name="target">The promise, with patience.</param>
    /// <param name="variation">How much the rate of the day was said to vary.</param>
    /// <param name="settings">Zone, basis and defaults.</param>
    /// <returns>One entry per interval of the forecast, in its order.</returns>
    /// <remarks>
    /// A quarter's own count of calls is not its rate: three calls where one was expected are mostly luck, and nobody could have staffed for it. So the day's calls are
    /// spread as forecast, and each interval leans towards its own count as far as the forecast let intervals vary: the mean of a gamma rate with variance
    /// <see cref="RateVariation.Slot"/> after that count was seen. The intervals of a day add up to its calls.
    /// </remarks>
    public static IReadOnlyList<HindsightInterval> Of(VolumeForecast day, CameOnDay came, QueueTarget target, RateVariation variation, RequirementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(came);
        ArgumentNullException.ThrowIfNull(settings);
        if (day.Intervals.Count == 0)
        {
            return [];
        }

        Dictionary<LocalDate, RateVariation> variations = new() { [day.Intervals[0].Start.InZone(settings.Zone).Date] = variation };
        VolumeForecast calls = WithRates(day, Rates(day, came, variation.Slot, settings.Zone));
        IReadOnlyList<int> forecast = RequirementMaker.Required(day, target, variations, settings);
        IReadOnlyList<int> asForecast = RequirementMaker.RequiredOnMeanDay(day, target, settings);
        IReadOnlyList<int> withCalls = RequirementMaker.RequiredOnMeanDay(calls, target, settings);
        IReadOnlyList<int>? needed = came.AverageHandleSeconds is { } seconds ? RequirementMaker.RequiredOnMeanDay(WithHandleTime(calls, seconds, settings), target, settings) : came.IsTold ? withCalls : null;
        return [.. day.Intervals.Select((interval, at) => new HindsightInterval(interval.Start, forecast[at], asForecast[at], withCalls[at], needed?[at]))];
    }

    /// <summary>The rate of each interval in the light of what came.</summary>
    private static double[] Rates(VolumeForecast day, CameOnDay came, double slotVariance, DateTimeZone zone)
    {
        // Forecast and statistics may be told in different lengths; the longer of them is compared, from a full hour on.
        Duration length = Duration.Max(day.IntervalLength, came.IntervalLength);
        Instant first = day.Intervals[0].Start - Duration.FromMinutes(day.Intervals[0].Start.InZone(zone).Minute);
        int Span(Instant start) => (int)Math.Floor((start - first) / length);
        Dictionary<int, double> expected = day.Intervals.GroupBy(interval => Span(interval.Start)).ToDictionary(span => span.Key, span => span.Sum(interval => interval.Calls));
        Dictionary<int, int> counts = came.Calls.GroupBy(told => Span(told.Key)).Where(span => expected.ContainsKey(span.Key)).ToDictionary(span => span.Key, span => span.Sum(told => told.Value));
        double allExpected = expected.Values.Sum(), all = counts.Values.Sum();
        double[] rates = [.. day.Intervals.Select(interval =>
        {
            double asSpread = allExpected > 0 ? expected[Span(interval.Start)] * all / allExpected : 0;
            double leaning = (1 + (slotVariance * counts.GetValueOrDefault(Span(interval.Start)))) / (1 + (slotVariance * asSpread));
            return allExpected > 0 ? interval.Calls * leaning : 1;
        })];
        double sum = rates.Sum();
        return [.. rates.Select(rate => rate * all / sum)];
    }

    private static VolumeForecast WithRates(VolumeForecast day, double[] rates) =>
        day with { Intervals = [.. day.Intervals.Select((interval, at) => interval with { Calls = rates[at] })] };

    // The day's handle time is told as one figure; its course over the day stays as forecast.
    private static VolumeForecast WithHandleTime(VolumeForecast day, double seconds, RequirementSettings settings)
    {
        double Said(ForecastInterval interval) => interval.AverageHandleSeconds ?? settings.DefaultHandleTime.TotalSeconds;
        double calls = day.Intervals.Sum(interval => interval.Calls), work = day.Intervals.Sum(interval => interval.Calls * Said(interval));
        double factor = work > 0 ? seconds * calls / work : 1;
        return day with { Intervals = [.. day.Intervals.Select(interval => interval with { AverageHandleSeconds = Said(interval) * factor })] };
    }
}
