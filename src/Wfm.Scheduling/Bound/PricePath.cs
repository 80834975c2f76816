namespace Wfm.Scheduling.Bound;

/// <summary>Prices on their way: where they are, where they were on average, and what the slopes have been.</summary>
/// <param name="start">Start prices; not changed.</param>
/// <param name="directionMemory">Share of the old direction that stays at each step.</param>
/// <param name="scaleMemory">Share of the old scale that stays.</param>
internal sealed class PricePath(double[] start, double directionMemory, double scaleMemory)
{
    private const double LeastScale = 1e-3;
    private readonly double[] _direction = new double[start.Length];
    private readonly double[] _square = new double[start.Length];
    private double _directionAge = 1;
    private double _scaleAge = 1;

    public double[] Prices { get; } = [.. start];

    /// <summary>Mean of the prices passed, later ones heavier.</summary>
    public double[] Average { get; } = [.. start];

    /// <summary>One step along the smoothed slope, every price scaled by how large its slopes have been.</summary>
    /// <param name="slope">Slope at the present prices.</param>
    /// <param name="reach">Length of the step of one price.</param>
    /// <param name="averageShare">Share of the new price in the average.</param>
    public void Move(double[] slope, double reach, double averageShare)
    {
        unchecked
        {
            _directionAge *= directionMemory;
            _scaleAge *= scaleMemory;
            double length = reach / (1 - _directionAge);
            double scale = 1 / (1 - _scaleAge);
            for (int index = 0; index < slope.Length; index++)
            {
                double along = slope[index];
                _direction[index] += (1 - directionMemory) * (along - _direction[index]);
                _square[index] += (1 - scaleMemory) * (along * along - _square[index]);
                Prices[index] += length * _direction[index] / (Math.Sqrt(_square[index] * scale) + LeastScale);
                Average[index] += averageShare * (Prices[index] - Average[index]);
            }
        }
    }
}
