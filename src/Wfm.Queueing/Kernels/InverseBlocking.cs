namespace Wfm.Queueing.Kernels;

/// <summary>
/// v(n) = 1/B(n, a), the reciprocal of Erlang's loss formula: a sum of positive terms, so every step keeps its digits.
/// Infinity means that blocking is below the smallest double.
/// </summary>
/// <remarks>
/// Upward: v(n) = 1 + v(n-1)·n/a. Downward series: v(n) = 1 + n/a + n(n-1)/a² + … of O(√a) terms near n = a.
/// The quotient k/a is always divided, never multiplied by a rounded 1/a, whose error would add up over the steps;
/// it stands off the chain of dependent operations, so the processor overlaps it.
/// </remarks>
internal static class InverseBlocking
{
    /// <summary>From here on the descending series of a fractional count converges below 1e-17 before it diverges.</summary>
    private const double DescendingFromLoad = 50;

    public static double Of(double a, int n)
    {
        double terms = Math.Max(0, n - a) + 9 * Math.Sqrt(a) + 4;
        return n < terms ? Upward(a, 0, 1, n) : Descending(a, n);
    }

    public static double Of(double a, double x)
    {
        double whole = Math.Floor(x);
        if (whole == x && x is >= 0 and <= int.MaxValue)
        {
            return Of(a, (int)x);
        }

        if (a >= DescendingFromLoad)
        {
            return Descending(a, x);
        }

        double first = x < 0 ? x : x - whole;
        double seed = a > 1.5 ? ContinuedFractionSeed(a, first) : SeriesSeed(a, first);
        return Upward(a, first, seed, (long)Math.Clamp(whole, 0, 1e15));
    }

    /// <summary>The same to some digits only, for any real x above -1.</summary>
    /// <param name="a">Load; more than 0.</param>
    /// <param name="x">Agents.</param>
    /// <param name="precision">Relative error of the start, such as 1e-7.</param>
    public static double Roughly(double a, double x, double precision)
    {
        double whole = Math.Floor(x);
        if (whole == x || a is >= DescendingFromLoad or <= 1.5)
        {
            return Of(a, x);
        }

        double first = x < 0 ? x : x - whole;
        return Upward(a, first, ContinuedFractionSeed(a, first, precision), (long)Math.Clamp(whole, 0, 1e15));
    }

    /// <summary>The upward recursion from v(first) through the given number of steps; the plain form of the loss formula.</summary>
    public static double Upward(double a, double first, double v, long steps)
    {
        for (long k = 1; k <= steps; k++)
        {
            v = Math.FusedMultiplyAdd(v, (first + k) / a, 1);
            if (v == double.PositiveInfinity)
            {
                break;
            }
        }

        return v;
    }

    /// <summary>The falling series from n; for a fractional n it is asymptotic and needs a ≥ 50.</summary>
    public static double Descending(double a, double n)
    {
        double sum = 1, term = 1;
        double k = n;
        for (; k > a; k--)
        {
            term *= k / a;
            sum += term;
            if (sum == double.PositiveInfinity)
            {
                return sum;
            }
        }

        while (Math.Abs(term) > sum * 1e-18 && k > -a)
        {
            term *= k / a;
            sum += term;
            k--;
        }

        return sum;
    }

    /// <summary>v(f) = e^a a^-f Γ(f+1, a) by Legendre's continued fraction (modified Lentz), for a > 1.5 and f > -1.</summary>
    private static double ContinuedFractionSeed(double a, double f, double precision = 2e-16)
    {
        double s = f + 1;
        double b = a + 1 - s;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < 10_000; i++)
        {
            double numerator = -i * (i - s);
            b += 2;
            d = 1 / Math.FusedMultiplyAdd(numerator, d, b);
            c = b + numerator / c;
            double change = d * c;
            h *= change;
            if (Math.Abs(change - 1) < precision)
            {
                break;
            }
        }

        return a * h;
    }

    /// <summary>v(f) = e^a a^-f Γ(f+1) − a Σ a^k / ((f+1)…(f+1+k)), for small a.</summary>
    private static double SeriesSeed(double a, double f)
    {
        double s = f + 1;
        double term = a / s;
        double sum = term;
        for (int k = 1; term > sum * 1e-18; k++)
        {
            term *= a / (s + k);
            sum += term;
        }

        return Math.Exp(a - f * Math.Log(a)) / ReciprocalGamma.OfOnePlusAny(f) - sum;
    }
}
