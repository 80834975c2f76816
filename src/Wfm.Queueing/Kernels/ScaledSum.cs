namespace Wfm.Queueing.Kernels;

/// <summary>A running sum of terms that start at e^x with x possibly far below zero and grow back into range.</summary>
internal struct ScaledSum(double logOfFirst)
{
    private double _logScale = logOfFirst;
    private double _scale = Math.Exp(logOfFirst);
    private double _term = 1;
    private double _sum;

    /// <summary>Multiplies the last term by the factor, adds it, and returns the sum so far, a probability.</summary>
    public double Next(double factor)
    {
        _term *= factor;
        _sum += _term;
        if (_sum > 1e100)
        {
            _sum *= 1e-100;
            _term *= 1e-100;
            _logScale += 100 * Math.Log(10);
            _scale = Math.Exp(_logScale);
        }

        return Math.Min(1, _scale * _sum);
    }
}
