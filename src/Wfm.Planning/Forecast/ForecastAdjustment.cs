using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A planner's own word about the calls of a queue for a time, and why.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
/// <param name="Factor">By how much calls are multiplied, 0 to 10; null where <paramref name="Calls"/> says it.</param>
/// <param name="Calls">Calls of each interval, 0 or more; null where <paramref name="Factor"/> says it.</param>
public sealed record AdjustedSpan(QueueId Queue, Instant From, Instant To, double? Factor = null, double? Calls = null);

/// <summary>An adjustment as it is kept with every forecast it went into.</summary>
/// <param name="Span">What was said.</param>
/// <param name="By">Who said it.</param>
/// <param name="At">When.</param>
/// <param name="Why">Why.</param>
public sealed record ForecastAdjustment(AdjustedSpan Span, string By, Instant At, string Why)
{
    private const string Setting = "adjustments";

    // One time in twenty and one in ten of a normal distribution.
    private const double OneInTwenty = 1.6448536269514722, OneInTen = 1.2815515655446004;

    /// <summary>The adjustments that went into a forecast, oldest first.</summary>
    /// <param name="forecast">The forecast.</param>
    public static IReadOnlyList<ForecastAdjustment> Of(ForecastVersion forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return JsonElement.Parse(forecast.SettingsJson).TryGetProperty(Setting, out JsonElement kept) ? RequestJson.Read<List<ForecastAdjustment>>(kept.GetRawText()) : [];
    }

    /// <summary>As settings of a forecast keep them.</summary>
    internal static JsonElement Kept(IReadOnlyList<ForecastAdjustment> adjustments) => JsonElement.Parse(RequestJson.Write(adjustments));

    /// <summary>A forecast with adjustments made, one after another; where none speaks nothing changes.</summary>
    internal static VolumeForecast Apply(VolumeForecast forecast, IReadOnlyList<AdjustedSpan> adjustments)
    {
        AdjustedSpan[] own = [.. adjustments.Where(span => span.Queue == forecast.Queue)];
        return own.Length == 0 ? forecast : forecast with { Intervals = [.. forecast.Intervals.Select(interval => own.Aggregate(interval, Apply))] };
    }

    private static ForecastInterval Apply(ForecastInterval interval, AdjustedSpan span)
    {
        if (interval.Start < span.From || interval.Start >= span.To)
        {
            return interval;
        }

        double calls = span.Calls ?? interval.Calls * span.Factor!.Value;
        return interval.Calls > 0 ? Scaled(interval, calls / interval.Calls) : FromNothing(interval, calls);
    }

    // The day is thought bigger or smaller, not surer: bands keep their width in parts of the calls.
    private static ForecastInterval Scaled(ForecastInterval interval, double factor) => interval with
    {
        Calls = interval.Calls * factor,
        P05 = interval.P05 * factor,
        P10 = interval.P10 * factor,
        P50 = interval.P50 * factor,
        P90 = interval.P90 * factor,
        P95 = interval.P95 * factor,
        Model = AdjustForecast.Model,
    };

    // Where nothing was expected there is no band to keep: chance alone gives one.
    private static ForecastInterval FromNothing(ForecastInterval interval, double calls)
    {
        double deviation = Math.Sqrt(calls);
        return interval with
        {
            Calls = calls,
            P05 = Math.Max(0, calls - OneInTwenty * deviation),
            P10 = Math.Max(0, calls - OneInTen * deviation),
            P50 = calls,
            P90 = calls + OneInTen * deviation,
            P95 = calls + OneInTwenty * deviation,
            Model = AdjustForecast.Model,
        };
    }
}
