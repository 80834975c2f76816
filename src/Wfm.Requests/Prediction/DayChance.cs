using MathNet.Numerics;

namespace Wfm.Requests;

/// <summary>The chance that a day's service level reaches its target.</summary>
/// <remarks>
/// On a day whose calls are a factor times the expected ones, the share in time is taken as normal around the predicted level, with
/// the variance of calls drawn one by one (binomial) times how much waits hang together (<see cref="WaitCorrelation"/>). The factor is
/// lognormal with mean 1; the level is known at three of its points and read between them by a parabola. The chance is the
/// average over the factor. For a queue of a few calls a day, the normal is a rough picture.
/// </remarks>
internal static class DayChance
{
    private const int Steps = 33;
    private const double Reach = 4;

    /// <summary>Distance of the slack and the busy day from the expected one, in standard deviations of the factor's logarithm.</summary>
    private const double Node = 1.5;

    /// <summary>The factors of the slack, the expected and the busy day.</summary>
    /// <param name="variation">Standard deviation ÷ mean of the day factor.</param>
    public static double[] Factors(double variation) => [FactorAt(-Node, variation), 1, FactorAt(Node, variation)];

    /// <summary>The level over all days, weighted by their calls: exact for a level that is a parabola of the factor's logarithm.</summary>
    public static double Average(double variation, double slack, double expected, double busy)
    {
        if (variation == 0)
        {
            return expected;
        }

        const double Outer = 1 / (2 * Node * Node);
        double few = FactorAt(-Node, variation) * Outer, many = FactorAt(Node, variation) * Outer, usual = 1 - 2 * Outer;
        return (few * slack + usual * expected + many * busy) / (few + usual + many);
    }

    /// <summary>The chance of reaching the target; null without calls.</summary>
    /// <param name="calls">Expected calls of the day.</param>
    /// <param name="slack">Level on the slack day.</param>
    /// <param name="expected">Level on the expected day.</param>
    /// <param name="busy">Level on the busy day.</param>
    /// <param name="variance">Variance of the number of calls in time on the expected day.</param>
    /// <param name="variation">Standard deviation ÷ mean of the day factor.</param>
    /// <param name="target">Share promised.</param>
    public static double? Of(double calls, double slack, double expected, double busy, double variance, double variation, double target)
    {
        if (calls <= 0)
        {
            return null;
        }

        double deviation = Math.Sqrt(variance) / calls;
        if (variation == 0)
        {
            return Reaches(expected, deviation, target);
        }

        double chance = 0, weights = 0;
        double sigma = Math.Sqrt(Math.Log(1 + variation * variation));
        for (int step = 0; step < Steps; step++)
        {
            double z = Reach * (2.0 * step / (Steps - 1) - 1);
            // The expected day, factor 1, lies half a sigma above the middle of the logarithm.
            double at = (z - sigma / 2) / Node;
            double level = LevelAt(at, slack, expected, busy);
            double weight = Math.Exp(-z * z / 2);
            chance += weight * Reaches(level, deviation / Math.Sqrt(Math.Exp(z * sigma - sigma * sigma / 2)), target);
            weights += weight;
        }

        return Math.Clamp(chance / weights, 0, 1);
    }

    /// <summary>The parabola through the three levels; beyond the outer two never back again.</summary>
    private static double LevelAt(double at, double slack, double expected, double busy)
    {
        double level = expected + at * (busy - slack) / 2 + at * at * ((busy + slack) / 2 - expected);
        return Math.Clamp(at < -1 ? Math.Max(level, slack) : at > 1 ? Math.Min(level, busy) : level, 0, 1);
    }

    private static double Reaches(double level, double deviation, double target) =>
        deviation <= 1e-12 ? (level >= target ? 1 : 0) : 0.5 * SpecialFunctions.Erfc((target - level) / (deviation * Math.Sqrt(2)));

    private static double FactorAt(double node, double variation) => Math.Exp(node * Math.Sqrt(Math.Log(1 + variation * variation)));
}
