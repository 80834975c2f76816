namespace Wfm.Queueing.Kernels;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>Beyond this the probability is 0 or 1 to twelve digits.</summary>
    private const double FarOut = 7;

    /// <summary>P(Z ≤ x), by the series φ(x) (x + x³/3 + x⁵/15 + …), about 1e-13.</summary>
    public static double Probability(double x)
    {
        if (Math.Abs(x) > FarOut)
        {
            return x > 0 ? 1 : 0;
        }

        double term = x, sum = x;
        for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return Math.Clamp(0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI), 0, 1);
    }

    /// <summary>The x with P(Z ≤ x) = p, 0 &lt; p &lt; 1: rational approximation of Wichura (1988), AS 241, about 7 digits.</summary>
    public static double Quantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double r = 0.180625 - q * q;
            return q * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
                / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
        }

        double tail = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        double size = tail <= 5 ? Near(tail - 1.6) : Far(tail - 5);
        return q < 0 ? -size : size;

        static double Near(double r) =>
            (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777) / ((0.12021132975 * r + 0.73700164250) * r + 1);

        static double Far(double r) =>
            (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150) / ((0.012258202635 * r + 0.24197894225) * r + 1);
    }
}
