namespace Wfm.Queueing.Kernels;

/// <summary>Exponential decay without cancellation at short times.</summary>
internal static class Decay
{
    /// <summary>τ − (1 − e^-τ), accurate also for tiny τ; τ ≥ 0.</summary>
    public static double Excess(double tau)
    {
        if (tau > 0.5)
        {
            return tau - 1 + Math.Exp(-tau);
        }

        double term = tau * tau / 2;
        double sum = term;
        for (int k = 3; Math.Abs(term) > sum * 1e-17; k++)
        {
            term *= -tau / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>1 − (1 − e^-τ)/τ: the mean of 1 − e^-u over u in [0, τ], without cancellation; τ > 0.</summary>
    public static double MeanGone(double tau) => Excess(tau) / tau;

    /// <summary>(1 − e^-τ)/τ: the mean of e^-u over u in [0, τ]; 1 at τ = 0.</summary>
    public static double MeanOver(double tau) => tau == 0 ? 1 : 1 - Excess(tau) / tau;
}
