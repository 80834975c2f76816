using System.Runtime.InteropServices;

namespace Wfm.Queueing.Kernels;

/// <summary>
/// Σ_{k≥0} w(c+k) with w(x) = e^-z z^x / Γ(x+1): a Poisson tail with a real lower end, which is the regularised incomplete gamma
/// function P(c, z). Serves Erlang A in large overloaded systems, where the plain products overflow and the exponents lose digits.
/// </summary>
/// <remarks>
/// The largest term comes from the saddle-point form of the Poisson weight (deviance and Stirling remainder, after C. Loader, 2000),
/// whose error does not grow with z; the sum goes both ways from there in about 18√z positive terms, so nothing overflows or cancels.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct PoissonTail
{
    private PoissonTail(double sum, double atZero, double weighted)
    {
        Sum = sum;
        AtZero = atZero;
        Weighted = weighted;
    }

    /// <summary>Σ w(c+k).</summary>
    public double Sum { get; }

    /// <summary>w(c), or 0 where it is negligible against the sum.</summary>
    public double AtZero { get; }

    /// <summary>Σ k w(c+k).</summary>
    public double Weighted { get; }

    public static PoissonTail Of(double c, double z)
    {
        double mode = Math.Max(0, Math.Floor(z - c));
        double peak = Weight(c + mode, c - z + mode, z);
        double sum = 1, weighted = mode, term = 1;
        for (double k = mode + 1; term > sum * 1e-17; k++)
        {
            term *= z / (c + k);
            sum += term;
            weighted = Math.FusedMultiplyAdd(term, k, weighted);
        }

        term = 1;
        double state = mode;
        for (; state >= 1 && term > sum * 1e-19; state--)
        {
            term *= (c + state) / z;
            sum += term;
            weighted = Math.FusedMultiplyAdd(term, state - 1, weighted);
        }

        return new PoissonTail(peak * sum, state >= 1 ? 0 : peak * term, peak * weighted);
    }

    /// <summary>Σ_{k≥1} w(c+k)·H(k), H(k) = Σ_{j=1..k} 1/(c+j).</summary>
    public static double HarmonicSumOf(double c, double z)
    {
        double mode = Math.Max(0, Math.Floor(z - c));
        double peak = Weight(c + mode, c - z + mode, z);
        double atMode = HarmonicDifference(c, mode);
        double harmonic = atMode, term = 1, sum = harmonic;
        for (double k = mode + 1; term > 1e-20; k++)
        {
            term *= z / (c + k);
            harmonic += 1 / (c + k);
            sum = Math.FusedMultiplyAdd(term, harmonic, sum);
        }

        term = 1;
        harmonic = atMode;
        for (double k = mode; k >= 1 && term > 1e-22; k--)
        {
            term *= (c + k) / z;
            harmonic -= 1 / (c + k);
            sum = Math.FusedMultiplyAdd(term, harmonic, sum);
        }

        return peak * sum;
    }

    /// <summary>e^-z z^x / Γ(x+1), with the difference x − z given so that it keeps its digits.</summary>
    private static double Weight(double x, double difference, double z)
    {
        if (x < 16)
        {
            return Math.Exp(x * Math.Log(z) - z) * ReciprocalGamma.OfOnePlusAny(x);
        }

        return Math.Exp(-Deviance(x, difference, z) - StirlingRemainder(x)) / Math.Sqrt(2 * Math.PI * x);
    }

    /// <summary>x·ln(x/z) − (x − z), by a series where x and z are close.</summary>
    private static double Deviance(double x, double difference, double z)
    {
        double v = difference / (x + z);
        if (Math.Abs(v) > 0.1)
        {
            return x * Math.Log(x / z) - difference;
        }

        double sum = difference * v;
        double term = 2 * x * v;
        for (int j = 3; j < 60; j += 2)
        {
            term *= v * v;
            double next = sum + term / j;
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }

    /// <summary>ln Γ(x+1) minus Stirling's formula, for x ≥ 16.</summary>
    private static double StirlingRemainder(double x)
    {
        double s = 1 / (x * x);
        return (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * (1 / 1680.0 - s * (1 / 1188.0 - s * (691 / 360360.0)))))) / x;
    }

    /// <summary>Σ_{j=1..m} 1/(c+j) = ψ(c+m+1) − ψ(c+1), in a bounded number of steps.</summary>
    private static double HarmonicDifference(double c, double m)
    {
        double head = 0;
        while (c < 24 && m > 0)
        {
            c++;
            m--;
            head += 1 / c;
        }

        return m == 0 ? head : head + Math.Log((c + m) / c) + DigammaRemainder(c + m) - DigammaRemainder(c);
    }

    /// <summary>ψ(x+1) − ln x.</summary>
    private static double DigammaRemainder(double x)
    {
        double s = 1 / (x * x);
        return 0.5 / x - s * (1 / 12.0 - s * (1 / 120.0 - s * (1 / 252.0 - s * (1 / 240.0 - s / 132.0))));
    }
}
