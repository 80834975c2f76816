namespace Wfm.Scheduling.Bound;

/// <summary>Prices on their way by Polyak's step: as long as the bound lies below a target, along a smoothed slope.</summary>
/// <remarks>
/// Step = factor × (target − bound) ÷ |direction|². When the bound has not risen for a while the factor shrinks and
/// the prices go back to their best. Polyak (1969); the smoothing is the volume algorithm's (Barahona and Anbil 2000).
/// </remarks>
/// <param name="start">Start prices; not changed.</param>
/// <param name="target">Cost of a known schedule, which no bound exceeds.</param>
internal sealed class TargetPath(double[] start, double target)
{
    private const double NewShare = 0.35;
    private const int Patience = 8;
    private const double Shrink = 0.7;
    private const double LeastFactor = 1e-4;
    private const double LeastShare = 1e-6;
    private readonly double[] _direction = new double[start.Length];
    private double[] _bestPrices = [.. start];
    private double _best = double.NegativeInfinity;
    private double _factor = 1;
    private double _memory;
    private int _stalled;

    public double[] Prices { get; } = [.. start];

    /// <summary>Whether steps are still long enough to matter.</summary>
    public bool Moves => _factor > LeastFactor;

    /// <summary>One step.</summary>
    /// <param name="bound">The bound at the present prices.</param>
    /// <param name="slope">Slope there.</param>
    public void Move(double bound, double[] slope)
    {
        if (bound > _best)
        {
            (_stalled, _best, _bestPrices) = (0, bound, [.. Prices]);
        }
        else if (++_stalled >= Patience)
        {
            (_stalled, _factor) = (0, _factor * Shrink);
            _bestPrices.CopyTo(Prices.AsSpan());
        }

        Turn(slope);
        double square = _direction.Sum(along => along * along);
        double length = square > 0 ? _factor * Math.Max(target - _best, target * LeastShare) / square : 0;
        for (int index = 0; index < Prices.Length; index++)
        {
            Prices[index] += length * _direction[index];
        }
    }

    private void Turn(double[] slope)
    {
        for (int index = 0; index < slope.Length; index++)
        {
            _direction[index] = _memory * _direction[index] + (1 - _memory) * slope[index];
        }

        _memory = 1 - NewShare;
    }
}
