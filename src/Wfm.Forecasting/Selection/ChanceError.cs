namespace Wfm.Forecasting;

/// <summary>The error that chance alone makes: the mean absolute deviation of a Poisson count.</summary>
public static class ChanceError
{
    /// <summary>Mean of |calls − μ| when calls are Poisson with mean μ.</summary>
    /// <param name="mean">μ; 0 or more.</param>
    /// <returns>√(2μ/π) from 20 calls on (within 0.5 %); below, the exact 2·e^−μ·μ^(m+1)/m! with m = ⌊μ⌋, since √ overstates small counts.</returns>
    /// <remarks>Source: De Moivre's formula for the mean deviation; Diaconis and Zabell (1991), Statistical Science 6(3).</remarks>
    public static double Of(double mean)
    {
        if (mean >= 20)
        {
            return Math.Sqrt(2 * mean / Math.PI);
        }

        double value = 2 * mean * Math.Exp(-mean);
        for (int m = 1; m <= mean; m++)
        {
            value *= mean / m;
        }

        return value;
    }
}
