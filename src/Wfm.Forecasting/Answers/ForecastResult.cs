using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>The answer to a <see cref="ForecastRequest"/>.</summary>
/// <param name="Outcome">Whether there is a forecast, and if not, why.</param>
/// <param name="Forecast">One entry per open interval asked for; empty unless <see cref="ForecastOutcome.Made"/>.</param>
/// <param name="OpeningHours">The opening hours used, given or learned.</param>
/// <param name="Quality">How well it did in its own past, one entry per lead band that could be tried.</param>
/// <param name="Dispersions">How wide the bands are, one entry per lead band, nearest first.</param>
/// <param name="Findings">What was cleaned, set aside or assumed.</param>
public sealed record ForecastResult(
    ForecastOutcome Outcome,
    VolumeForecast Forecast,
    OpeningHours OpeningHours,
    IReadOnlyList<LeadBandQuality> Quality,
    IReadOnlyList<Dispersion> Dispersions,
    IReadOnlyList<ForecastFinding> Findings)
{
    /// <summary>How handle time varies from day to day, and with the calls.</summary>
    public LoadVariation Load { get; init; }
}

/// <summary>What became of a request.</summary>
public enum ForecastOutcome
{
    /// <summary>There is a forecast.</summary>
    Made,

    /// <summary>The queue has no history before the first day asked for.</summary>
    NoHistory,

    /// <summary>The queue has been silent for the last weeks, or its opening hours never open in the days asked for.</summary>
    NeverOpen,

    /// <summary>The history's interval does not divide the one asked for.</summary>
    IntervalDoesNotDivide,
}

/// <summary>How a forecast did when tried on its own past from several origins, each seeing only what came before it.</summary>
/// <param name="Band">How far ahead.</param>
/// <param name="Model">The model chosen, or the two averaged.</param>
/// <param name="Origins">Origins tried.</param>
/// <param name="Wape">Σ|calls − forecast| / Σ calls over open intervals.</param>
/// <param name="WapeDay">The same on totals of days.</param>
/// <param name="Bias">Σ(forecast − calls) / Σ calls.</param>
/// <param name="Cover80">Share of intervals with calls from p10 to p90, both included.</param>
/// <param name="Cover90">Share of intervals with calls from p05 to p95, both included.</param>
/// <param name="Width80">Σ(p90 − p10) / Σ calls.</param>
/// <param name="NoiseFloor">Σ√(2μ/π) / Σμ: the error even a perfect forecast makes, because calls are random.</param>
/// <param name="WapeNaive">The error of "same as the same weekday last week".</param>
/// <param name="WapeMean6">The error of the mean of the last six same weekdays.</param>
public sealed record LeadBandQuality(
    LeadBand Band,
    string Model,
    int Origins,
    double Wape,
    double WapeDay,
    double Bias,
    double Cover80,
    double Cover90,
    double Width80,
    double NoiseFloor,
    double WapeNaive,
    double WapeMean6);

/// <summary>How uncertain a lead band is beyond pure chance: calls ~ negative binomial with variance μ + k·μ², k = day + slot.</summary>
/// <param name="Band">How far ahead.</param>
/// <param name="DayVariance">Variance of the factor all intervals of a day share, around 1.</param>
/// <param name="SlotVariance">Variance of the factor each interval has on its own, around 1.</param>
public sealed record Dispersion(LeadBand Band, double DayVariance, double SlotVariance)
{
    /// <summary>k of one interval: both variances together.</summary>
    public double Total => DayVariance + SlotVariance;
}
