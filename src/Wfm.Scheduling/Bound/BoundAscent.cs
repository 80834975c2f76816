namespace Wfm.Scheduling.Bound;

/// <summary>Raises the Lagrangian bound: Polyak's step along a smoothed slope, back to the best prices when it stalls.</summary>
/// <remarks>
/// Step = factor × (target − bound) ÷ |direction|², the target being the cost of a known schedule; the factor shrinks
/// when the bound has not risen for a while. Polyak (1969); the smoothing is the volume algorithm's (Barahona and Anbil 2000).
/// </remarks>
internal sealed class BoundAscent(LagrangianDual dual)
{
    private const double NewShare = 0.35;
    private const int Patience = 8;
    private const double Shrink = 0.7;
    private const double LeastFactor = 1e-4;

    /// <summary>The best bound so far; minus infinity before the first.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>Evaluations so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Tries prices once, for a first bound that is not too bad.</summary>
    /// <param name="prices">Price per (cell, queue).</param>
    /// <param name="goOn">Asked often; when it says no the evaluation is given up.</param>
    public void Try(double[] prices, Func<bool> goOn)
    {
        double bound = dual.Evaluate(prices, new double[prices.Length], goOn);
        if (!double.IsNaN(bound))
        {
            Steps++;
            Best = Math.Max(Best, bound);
        }
    }

    /// <summary>Climbs from given prices.</summary>
    /// <param name="start">Start prices per (cell, queue); not changed.</param>
    /// <param name="target">Cost of a known schedule.</param>
    /// <param name="steps">Evaluations at most.</param>
    /// <param name="goOn">Asked often; when it says no the climb ends.</param>
    public void Climb(double[] start, double target, long steps, Func<bool> goOn)
    {
        double[] prices = [.. start];
        double[] bestPrices = [.. start];
        double[] slope = new double[prices.Length];
        double[] direction = new double[prices.Length];
        (double factor, int stalled, double best) = (1.0, 0, double.NegativeInfinity);
        for (long step = 0; step < steps && factor > LeastFactor && goOn(); step++)
        {
            double bound = dual.Evaluate(prices, slope, goOn);
            if (double.IsNaN(bound))
            {
                return;
            }

            Steps++;
            if (bound > best)
            {
                (stalled, best) = (0, bound);
                Best = Math.Max(Best, bound);
                prices.CopyTo(bestPrices.AsSpan());
            }
            else if (++stalled >= Patience)
            {
                (stalled, factor) = (0, factor * Shrink);
                bestPrices.CopyTo(prices.AsSpan());
            }

            Move(prices, slope, direction, factor * Math.Max(target - Math.Max(bound, best), target * 1e-6), step == 0);
        }
    }

    private static void Move(double[] prices, double[] slope, double[] direction, double reach, bool first)
    {
        unchecked
        {
            double square = 0;
            for (int index = 0; index < prices.Length; index++)
            {
                direction[index] = first ? slope[index] : NewShare * slope[index] + (1 - NewShare) * direction[index];
                square += direction[index] * direction[index];
            }

            double length = square > 0 ? reach / square : 0;
            for (int index = 0; index < prices.Length; index++)
            {
                prices[index] += length * direction[index];
            }
        }
    }
}
