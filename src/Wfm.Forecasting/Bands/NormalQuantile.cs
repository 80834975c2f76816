namespace Wfm.Forecasting;

/// <summary>Quantiles of the standard normal distribution.</summary>
internal static class NormalQuantile
{
    /// <summary>The 10 % quantile, sign reversed.</summary>
    public const double P90 = 1.2815515655446004;

    /// <summary>The 5 % quantile, sign reversed.</summary>
    public const double P95 = 1.6448536269514722;

    /// <summary>The point with <paramref name="probability"/> below it.</summary>
    public static double Of(double probability) => probability switch
    {
        0.05 => -P95,
        0.1 => -P90,
        0.5 => 0,
        0.9 => P90,
        0.95 => P95,
        _ => -Math.Sqrt(2) * MathNet.Numerics.SpecialFunctions.ErfcInv(2 * probability),
    };
}
