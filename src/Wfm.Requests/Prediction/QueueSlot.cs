using Wfm.Queueing;

namespace Wfm.Requests;

/// <summary>What one queue's callers meet in one slot.</summary>
/// <param name="People">People scheduled who take the queue.</param>
/// <param name="Level">Service level over all days, as they vary; 0 without calls, where its weight is 0.</param>
/// <param name="Levels">The same on a quiet, a usual and a busy day.</param>
/// <param name="Variances">Variance of the calls in time on each of them, luck of the callers and waits that hang together included.</param>
internal readonly record struct QueueSlot(int People, double Level, ThreeDays Levels, ThreeDays Variances);

/// <summary>A figure of a quiet, a usual and a busy day.</summary>
internal readonly record struct ThreeDays(double Quiet, double Usual, double Busy)
{
    public static ThreeDays operator +(ThreeDays left, ThreeDays right) => new(left.Quiet + right.Quiet, left.Usual + right.Usual, left.Busy + right.Busy);

    public static ThreeDays operator *(ThreeDays days, double factor) => new(days.Quiet * factor, days.Usual * factor, days.Busy * factor);

    public static ThreeDays operator *(ThreeDays left, ThreeDays right) => new(left.Quiet * right.Quiet, left.Usual * right.Usual, left.Busy * right.Busy);

    /// <summary>All three together.</summary>
    public double Sum() => Quiet + Usual + Busy;

    /// <summary>Calls of the three days in parts of the expected ones, and the share of all days each of them stands for.</summary>
    /// <param name="variation">Standard deviation ÷ mean of the day factor; with 0 every day is the usual one.</param>
    public static (ThreeDays Factors, ThreeDays Shares) WhenDaysVary(double variation)
    {
        if (variation == 0)
        {
            return (new ThreeDays(1, 1, 1), new ThreeDays(0, 1, 0));
        }

        Span<double> factors = stackalloc double[3], shares = stackalloc double[3];
        DayFactor.Fill(variation, factors, shares);
        return (new ThreeDays(factors[0], factors[1], factors[2]), new ThreeDays(shares[0], shares[1], shares[2]));
    }
}
