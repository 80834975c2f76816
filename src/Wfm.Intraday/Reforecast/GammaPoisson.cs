namespace Wfm.Intraday;

/// <summary>One gamma factor for what is left of the day, with the calls so far as Poisson evidence; older evidence fades.</summary>
/// <remarks>
/// g = (a + Σ w·y ÷ φ) ÷ (a + Σ w·f ÷ φ) with a = 1 ÷ variance of the day factor, φ = 1 + f·variance of a slot's own factor, and w halved
/// every ninety minutes. A plain ratio would believe three calls at seven o'clock; this one does not. Conjugate, so exact for its model.
/// </remarks>
internal static class GammaPoisson
{
    /// <summary>Minutes after which evidence counts half on a usual day.</summary>
    private const double HalfLifeMinutes = 90;

    /// <summary>Minutes after which evidence counts half on a day unlike others.</summary>
    private const double UnusualHalfLifeMinutes = 45;

    // A day known exactly is a day nobody has looked at: bands that say nothing still leave 3 %.
    public const double LeastVariance = 0.0009;

    // On a day unlike others what days usually do counts for a quarter, and for no more than a spread of 20 % would.
    private const double UnusualPrior = 0.25;
    private const double MostUnusualPrior = 25;

    /// <summary>The factor and its standard deviation ÷ mean.</summary>
    public static (double Factor, double Variation) Of(RunningQueue day, int slotMinutes, bool isUnusual = false)
    {
        double halfLife = isUnusual ? UnusualHalfLifeMinutes : HalfLifeMinutes;
        double usual = 1 / Math.Max(LeastVariance, day.Variation.Day), prior = isUnusual ? Math.Min(UnusualPrior * usual, MostUnusualPrior) : usual;
        (double shape, double rate) = (prior, prior);
        for (int slot = 0; slot < day.Offered.Count; slot++)
        {
            if (day.Offered[slot] is double calls && day.Expected[slot] > 0)
            {
                double weight = Math.Pow(0.5, (day.Now - 1 - slot) * slotMinutes / halfLife);
                double spread = 1 + (day.Expected[slot] * day.Variation.Slot);
                shape += weight * calls / spread;
                rate += weight * day.Expected[slot] / spread;
            }
        }

        return (shape / rate, 1 / Math.Sqrt(shape));
    }
}
