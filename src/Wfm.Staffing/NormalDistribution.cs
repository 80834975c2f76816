namespace Wfm.Staffing;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>The point with <paramref name="probability"/>, strictly between 0 and 1, below it; by Newton's steps on the series of the distribution.</summary>
    public static double Quantile(double probability)
    {
        double z = 0;
        for (int step = 0; step < 60; step++)
        {
            double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            double off = Below(z, density) - probability;
            z -= Math.Clamp(off / density, -1, 1);
            if (Math.Abs(off) < 1e-15)
            {
                break;
            }
        }

        return z;
    }

    // Φ(z) = ½ + φ(z)(z + z³/3 + z⁵/15 + …), Marsaglia (2004), "Evaluating the normal distribution", J. Stat. Software 11.
    private static double Below(double z, double density)
    {
        double term = z, sum = z;
        for (int odd = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2)
        {
            term *= z * z / odd;
            sum += term;
        }

        return 0.5 + (density * sum);
    }
}
