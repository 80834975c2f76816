using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>
/// What the day will be like: all loads of a day multiplied by one lognormal factor with mean 1. Service level is concave in load, so the
/// forecast's mean day flatters it; averaging over three or five chosen days does not.
/// </summary>
/// <remarks>Gauss–Hermite points: exact for polynomials up to degree 5 (three points) or 9 (five points) of the normal variable.</remarks>
public static class DayFactor
{
    private static ReadOnlySpan<double> Middle => [0];

    private static ReadOnlySpan<double> Whole => [1];

    private static ReadOnlySpan<double> ThreeNodes => [-1.7320508075688772, 0, 1.7320508075688772];

    private static ReadOnlySpan<double> ThreeShares => [1 / 6.0, 2 / 3.0, 1 / 6.0];

    private static ReadOnlySpan<double> FiveNodes => [-2.8569700138728056, -1.355626179974266, 0, 1.355626179974266, 2.8569700138728056];

    private static ReadOnlySpan<double> FiveShares => [0.011257411327720689, 0.2220759220056126, 8 / 15.0, 0.2220759220056126, 0.011257411327720689];

    /// <summary>The chosen days and their weights.</summary>
    /// <param name="coefficientOfVariation">Standard deviation ÷ mean of the day factor; zero or more, 0.12 is usual.</param>
    /// <param name="factors">Receives the factors; its length, 1, 3 or 5, is the number of points.</param>
    /// <param name="weights">Receives the weights, which sum to 1; same length.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1, 3 or 5 points, or a coefficient that is negative, infinite or NaN.</exception>
    public static void Fill(double coefficientOfVariation, Span<double> factors, Span<double> weights)
    {
        Require.Threshold(coefficientOfVariation);
        if (weights.Length != factors.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(weights), weights.Length, "There must be one weight for each factor.");
        }

        ReadOnlySpan<double> nodes = factors.Length switch
        {
            1 => Middle,
            3 => ThreeNodes,
            5 => FiveNodes,
            _ => throw new ArgumentOutOfRangeException(nameof(factors), factors.Length, "Day factors come as 1, 3 or 5 points."),
        };
        ReadOnlySpan<double> shares = factors.Length switch
        {
            1 => Whole,
            3 => ThreeShares,
            _ => FiveShares,
        };

        double variance = Math.Log(1 + coefficientOfVariation * coefficientOfVariation);
        double mean = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            factors[i] = Math.Exp(nodes[i] * Math.Sqrt(variance));
            weights[i] = shares[i];
            mean += factors[i] * shares[i];
        }

        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] /= mean;
        }
    }

    /// <summary>Expected value over the days of any quantity that depends on the day's factor.</summary>
    /// <param name="coefficientOfVariation">Standard deviation ÷ mean of the day factor; zero or more.</param>
    /// <param name="points">1, 3 or 5.</param>
    /// <param name="valueOfFactor">The quantity on a day whose loads are multiplied by the factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1, 3 or 5 points, or a coefficient that is negative, infinite or NaN.</exception>
    public static double Average(double coefficientOfVariation, int points, Func<double, double> valueOfFactor)
    {
        ArgumentNullException.ThrowIfNull(valueOfFactor);
        Span<double> factors = stackalloc double[points is 3 or 5 ? points : 1];
        Span<double> weights = stackalloc double[factors.Length];
        ArgumentOutOfRangeException.ThrowIfNotEqual(factors.Length, points);
        Fill(coefficientOfVariation, factors, weights);
        double sum = 0;
        for (int i = 0; i < points; i++)
        {
            sum += weights[i] * valueOfFactor(factors[i]);
        }

        return sum;
    }

    /// <summary>Erlang A's service level over many days: calls served in time ÷ calls offered, so busy days weigh more.</summary>
    /// <param name="question">Mean load, times, threshold and patience; target and ceilings are not used.</param>
    /// <param name="agents">Agents, zero or more, whole or not; the same on every day.</param>
    /// <param name="coefficientOfVariation">Standard deviation ÷ mean of the day factor; zero or more.</param>
    /// <param name="points">1, 3 or 5.</param>
    /// <returns>A value in [0, 1]; with 0 variation the service level of the mean day.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    public static double ServiceLevel(StaffingQuestion question, double agents, double coefficientOfVariation, int points = 5) =>
        Average(
            coefficientOfVariation,
            points,
            factor => factor * new ErlangA(question.OfferedLoad * factor, agents, question.AverageHandleTimeSeconds, question.MeanPatienceSeconds)
                .ServiceLevelOfOffered(question.ThresholdSeconds));
}
