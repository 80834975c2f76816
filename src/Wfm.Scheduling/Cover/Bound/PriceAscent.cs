namespace Wfm.Scheduling.Cover;

/// <summary>Raises the bound of <see cref="RosterDual"/>: Polyak's step along a smoothed slope, kept between the least and highest prices.</summary>
/// <remarks>Polyak (1969); smoothing after the volume algorithm of Barahona and Anbil (2000).</remarks>
internal sealed class PriceAscent(RosterDual dual)
{
    private const double NewShare = 0.3;
    private const int Patience = 3;
    private const double Shrink = 0.75;
    private const double LeastFactor = 1e-5;
    private const double NearShare = 0.1;
    private const double FarShare = 0.02;
    private static readonly double[] FirstShares = [0, 0.5, 0.95];

    /// <summary>The best bound so far; minus infinity before the first.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>Evaluations so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Climbs from the best of a few even prices.</summary>
    /// <param name="target">Cost of a known roster.</param>
    /// <param name="steps">Evaluations at most.</param>
    /// <param name="goOn">Asked often; when it says no the climb ends.</param>
    public void Climb(double target, long steps, Func<bool> goOn)
    {
        double[] prices = new double[dual.PriceCount];
        double[] bestPrices = new double[dual.PriceCount];
        double[] slope = new double[dual.PriceCount];
        double[] direction = new double[dual.PriceCount];
        (double factor, int stalled) = (1.0, 0);
        for (long step = 0; step < steps && factor > LeastFactor && goOn(); step++)
        {
            if (step < FirstShares.Length)
            {
                Spread(prices, FirstShares[step]);
            }

            double bound = dual.Evaluate(prices, slope, goOn);
            if (double.IsNaN(bound))
            {
                return;
            }

            Steps++;
            if (bound > Best)
            {
                (Best, stalled) = (bound, 0);
                prices.CopyTo(bestPrices.AsSpan());
            }
            else if (step >= FirstShares.Length && ++stalled >= Patience)
            {
                (stalled, factor) = (0, factor * Shrink);
                bestPrices.CopyTo(prices.AsSpan());
            }

            if (step >= FirstShares.Length)
            {
                Move(prices, slope, direction, factor * (Goal(target) - bound), step == FirstShares.Length);
            }
            else if (step == FirstShares.Length - 1)
            {
                bestPrices.CopyTo(prices.AsSpan());
            }
        }
    }

    /// <summary>The value aimed at: the roster's cost, or a little above the best bound where that cost is far off.</summary>
    private double Goal(double target) =>
        Math.Min(Math.Max(target, Best + Math.Abs(target) * 1e-6), Best + Math.Max(Math.Abs(Best) * NearShare, Math.Abs(target) * FarShare));

    /// <summary>Every cell at the same share of its highest price; weekends free.</summary>
    private void Spread(double[] prices, double share)
    {
        for (int index = 0; index < prices.Length; index++)
        {
            prices[index] = double.IsPositiveInfinity(dual.Most[index]) ? 0 : share * dual.Most[index];
        }
    }

    private void Move(double[] prices, double[] slope, double[] direction, double reach, bool first)
    {
        double square = 0;
        for (int index = 0; index < prices.Length; index++)
        {
            bool blocked = (slope[index] > 0 && prices[index] >= dual.Most[index]) || (slope[index] < 0 && prices[index] <= dual.Least[index]);
            double rise = blocked ? 0 : slope[index];
            direction[index] = first ? rise : NewShare * rise + (1 - NewShare) * direction[index];
            square += direction[index] * direction[index];
        }

        double length = square > 0 ? reach / square : 0;
        for (int index = 0; index < prices.Length; index++)
        {
            prices[index] = Math.Clamp(prices[index] + length * direction[index], dual.Least[index], dual.Most[index]);
        }
    }
}
