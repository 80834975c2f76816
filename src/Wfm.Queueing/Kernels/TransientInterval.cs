namespace Wfm.Queueing.Kernels;

/// <summary>What the chain says about one interval.</summary>
/// <param name="Rates">Rates of the interval.</param>
/// <param name="Found">Probability that an arriving caller finds 0, 1, 2 … calls in the system.</param>
/// <param name="Error">Bound of the probability lost on the way.</param>
internal sealed record TransientInterval(QueueRates Rates, double[] Found, double Error)
{
    public CallFigures FiguresOfOneCall(double thresholdSeconds, double shortSeconds) =>
        new FoundOnArrival(Found, Rates).Figures(thresholdSeconds, shortSeconds);
}
