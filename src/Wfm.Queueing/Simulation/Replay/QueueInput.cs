namespace Wfm.Queueing.Simulation.Replay;

/// <summary>One queue's day made ready for drawing: expected calls so far, and what handle time and patience are drawn from.</summary>
internal sealed class QueueInput
{
    /// <summary>Rounding of clock times must not make a wait of exactly the threshold late.</summary>
    private const double ClockRounding = 1e-9;

    private readonly HandleTimes _handleTimes;
    private readonly double _sigma;
    private readonly double _halfVariance;
    private readonly double _meanPatience;
    private readonly double _dayVariance;

    public QueueInput(QueueDay day, CallerBehaviour behaviour, double intervalSeconds, double dayVariation)
    {
        _dayVariance = Math.Log(1 + dayVariation * dayVariation);
        Behaviour = behaviour;
        LongestInTime = day.ThresholdSeconds + ClockRounding;
        _meanPatience = day.MeanPatienceSeconds;
        HandleSeconds = [.. day.AverageHandleTimeSeconds];
        StartSeconds = [.. Enumerable.Range(0, day.Calls.Count).Select(interval => interval * intervalSeconds)];
        SecondsPerCall = [.. day.Calls.Select(calls => calls > 0 ? intervalSeconds / calls : 0)];
        CumulativeCalls = new double[day.Calls.Count + 1];
        for (int interval = 0; interval < day.Calls.Count; interval++)
        {
            CumulativeCalls[interval + 1] = CumulativeCalls[interval] + day.Calls[interval];
        }

        _handleTimes = behaviour.HandleTimeVariation switch { 1 => HandleTimes.Exponential, 0 => HandleTimes.Constant, _ => HandleTimes.Lognormal };
        double variance = Math.Log(1 + behaviour.HandleTimeVariation * behaviour.HandleTimeVariation);
        _sigma = Math.Sqrt(variance);
        _halfVariance = variance / 2;
    }

    private enum HandleTimes
    {
        Exponential,
        Constant,
        Lognormal,
    }

    public CallerBehaviour Behaviour { get; }

    /// <summary>The threshold in seconds, a rounding error longer.</summary>
    public double LongestInTime { get; }

    public double[] HandleSeconds { get; }

    public double[] StartSeconds { get; }

    public double[] SecondsPerCall { get; }

    /// <summary>Expected calls before each interval, and of the whole day at the end.</summary>
    public double[] CumulativeCalls { get; }

    /// <summary>Calls of a day ÷ the expected ones: lognormal with mean 1.</summary>
    /// <param name="busy">How busy the day is for all queues, a standard normal value.</param>
    public double DayFactor(double busy) => _dayVariance == 0 ? 1 : Math.Exp(Math.Sqrt(_dayVariance) * busy - _dayVariance / 2);

    /// <summary>Handle time ÷ its mean.</summary>
    public double HandleFactor(ulong bits) => _handleTimes switch
    {
        HandleTimes.Exponential => ExponentialLayers.Of(bits),
        HandleTimes.Constant => 1,
        HandleTimes.Lognormal => Math.Exp(_sigma * KeyedRandom.Normal(bits) - _halfVariance),
    };

    /// <summary>Seconds until a waiting caller hangs up.</summary>
    public float Patience(ulong bits) =>
        _meanPatience == double.PositiveInfinity ? float.PositiveInfinity : (float)(_meanPatience * ExponentialLayers.Of(bits));
}
