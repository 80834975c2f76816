using NodaTime;

namespace Wfm.Domain;

/// <summary>The calls expected on one queue, with bands that mean what they say.</summary>
/// <param name="Queue">Whose calls.</param>
/// <param name="IntervalLength">Length of every interval.</param>
/// <param name="Intervals">One per open interval, in increasing order of start.</param>
public sealed record VolumeForecast(QueueId Queue, Duration IntervalLength, IReadOnlyList<ForecastInterval> Intervals);

/// <summary>What is expected in one interval.</summary>
/// <param name="Start">Start of the interval.</param>
/// <param name="Calls">Expected number of calls; 0 or more, not whole.</param>
/// <param name="P05">One time in twenty there are fewer calls than this.</param>
/// <param name="P10">One time in ten there are fewer.</param>
/// <param name="P50">As often fewer as more.</param>
/// <param name="P90">One time in ten there are more.</param>
/// <param name="P95">One time in twenty there are more.</param>
/// <param name="AverageHandleSeconds">Expected mean handle time in seconds; empty where nothing is known.</param>
/// <param name="Model">The model, or the models averaged, that said so.</param>
public sealed record ForecastInterval(
    Instant Start,
    double Calls,
    double P05,
    double P10,
    double P50,
    double P90,
    double P95,
    double? AverageHandleSeconds,
    string Model);
