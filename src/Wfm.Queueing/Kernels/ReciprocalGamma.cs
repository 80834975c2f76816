namespace Wfm.Queueing.Kernels;

/// <summary>1/Γ(x) for small positive x, needed where a system has few places and Stirling's series is not exact.</summary>
internal static class ReciprocalGamma
{
    /// <summary>Taylor coefficients of 1/Γ(3/2 + u) at u = 0, computed with 60 digits; entire, so they fall off fast.</summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        1.1283791670955126, -0.0411745264452831, -0.5266544355255445, 0.17510202604393457, 0.050966860247706074,
        -0.042155169368535604, 0.006612897826824127, 0.002120731442572938, -0.0011107302545948906, 0.00015235762076747688,
        2.5355204923814165e-05, -1.3896805717913756e-05, 2.1562032905141724e-06, 5.7942640540526726e-08, -8.913551118311116e-08,
        1.7103469415915374e-08, -9.313686445241901e-10, -2.6804741033496623e-10, 7.458932233316326e-11, -8.012807061414718e-12,
        -8.382343033451855e-14, 1.6946340904320522e-13, -2.7875756707125753e-14,
    ];

    /// <summary>1/Γ(1 + f) for f in [0, 1); absolute error about 2e-16.</summary>
    public static double OfOnePlus(double f)
    {
        double u = f - 0.5;
        double sum = 0;
        for (int i = Coefficients.Length - 1; i >= 0; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, u, Coefficients[i]);
        }

        return sum;
    }

    /// <summary>1/Γ(1 + x) for x from -1 (exclusive) to about 150.</summary>
    public static double OfOnePlusAny(double x)
    {
        if (x < 0)
        {
            return (1 + x) * OfOnePlus(1 + x);
        }

        double product = 1;
        while (x >= 1)
        {
            product *= x;
            x -= 1;
        }

        return OfOnePlus(x) / product;
    }
}
