using System.Runtime.InteropServices;

namespace Wfm.Queueing.Kernels;

/// <summary>
/// Sums over P(k) = ∏_{j=1..k} z/(c+j), k ≥ 1: the states of a queue with patience, relative to "all busy, nobody waits".
/// c = agents × patience/AHT and z = load × patience/AHT. Positive terms; about z − c + 9√z of them.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct PatienceSeries
{
    private PatienceSeries(double sum, double weighted)
    {
        Sum = sum;
        Weighted = weighted;
    }

    /// <summary>Σ P(k).</summary>
    public double Sum { get; }

    /// <summary>Σ k P(k).</summary>
    public double Weighted { get; }

    /// <param name="c">Agents × patience/AHT.</param>
    /// <param name="z">Load × patience/AHT.</param>
    /// <param name="precision">What the last term may be in parts of the sum.</param>
    public static PatienceSeries Of(double c, double z, double precision = 1e-17)
    {
        double term = z / (c + 1);
        double sum = term, weighted = term;
        double k = 1;
        while (term > sum * precision || c + k < z)
        {
            k++;
            term *= z / (c + k);
            sum += term;
            weighted = Math.FusedMultiplyAdd(term, k, weighted);
        }

        return new PatienceSeries(sum, weighted);
    }

    /// <summary>Σ P(k) alone.</summary>
    public static double SumOf(double c, double z)
    {
        double term = z / (c + 1);
        double sum = term;
        double place = c + 1;
        while (term > sum * 1e-17 || place < z)
        {
            place++;
            term *= z / place;
            sum += term;
        }

        return sum;
    }

    /// <summary>Σ P(k)·H(k) with H(k) = Σ_{j=1..k} 1/(c+j): the waits of those who are served.</summary>
    public static double HarmonicSumOf(double c, double z)
    {
        double harmonic = 1 / (c + 1);
        double term = z * harmonic;
        double sum = term * harmonic;
        double k = 1;
        while (term * harmonic > sum * 1e-17 || c + k < z)
        {
            k++;
            double inverse = 1 / (c + k);
            harmonic += inverse;
            term *= z / (c + k);
            sum = Math.FusedMultiplyAdd(term, harmonic, sum);
        }

        return sum;
    }
}
