namespace Wfm.Domain;

/// <summary>How far the true rate of calls may lie from its forecast, beyond the chance of single calls: squared coefficients of variation.</summary>
/// <param name="Day">Variance ÷ mean² of the factor a whole day has in common; 0 or more. 0.01 means days that differ by 10 %.</param>
/// <param name="Slot">The same of each interval's own factor on top of it; 0 or more.</param>
/// <remarks>
/// With an expectation of μ calls, a count has the variance μ + ((1 + Day)(1 + Slot) − 1)·μ², and two intervals of one day have the covariance Day·μ₁·μ₂.
/// </remarks>
public readonly record struct RateVariation(double Day, double Slot)
{
    /// <summary>No more than chance.</summary>
    public static RateVariation None => default;

    /// <summary>Variance ÷ mean² of one interval's rate.</summary>
    public double Total => ((1 + Day) * (1 + Slot)) - 1;
}
