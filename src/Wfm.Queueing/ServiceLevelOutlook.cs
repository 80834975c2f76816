using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>
/// The service level a day, week or period will turn out to have: what is expected, and how far chance alone carries it. On 60 calls a day and
/// at 80 % the spread is five points and more, however well everything is known.
/// </summary>
/// <param name="Calls">Expected calls.</param>
/// <param name="Level">Expected answered in time ÷ offered, between 0 and 1.</param>
/// <param name="StandardDeviation">Standard deviation of the realised service level.</param>
public readonly record struct ServiceLevelOutlook(double Calls, double Level, double StandardDeviation)
{
    /// <summary>Several days together, weighted by calls. Days are taken as independent, so a period is surer than its days.</summary>
    /// <param name="days">The days; days without calls do not count.</param>
    /// <returns>Null when no day has calls.</returns>
    public static ServiceLevelOutlook? Combine(IEnumerable<ServiceLevelOutlook?> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        double calls = 0, inTime = 0, variance = 0;
        foreach (ServiceLevelOutlook day in days.OfType<ServiceLevelOutlook>())
        {
            calls += day.Calls;
            inTime += day.Calls * day.Level;
            variance += Math.Pow(day.Calls * day.StandardDeviation, 2);
        }

        return calls > 0 ? new ServiceLevelOutlook(calls, inTime / calls, Math.Sqrt(variance) / calls) : null;
    }

    /// <summary>Probability that the realised service level reaches the target on days that turn out quieter or busier.</summary>
    /// <param name="days">The one day there is, or a quiet, a usual and a busy one as <see cref="DayFactor.Fill"/> chooses three.</param>
    /// <param name="target">Share to answer within the threshold, strictly between 0 and 1.</param>
    /// <remarks>The normal law on a day of given factor; level and spread of days between the chosen ones by a parabola.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Neither one nor three days, or the target is outside its range, or NaN.</exception>
    public static double ProbabilityOfMeeting(ReadOnlySpan<ServiceLevelOutlook> days, double target) => days.Length switch
    {
        1 => days[0].ProbabilityOfMeeting(target),
        3 => BetweenDays.ProbabilityOfMeeting(days, target),
        _ => throw new ArgumentOutOfRangeException(nameof(days), days.Length, "One day, or a quiet, a usual and a busy one."),
    };

    /// <summary>The band the realised service level falls into with the given probability, by the normal law, within 0 and 1.</summary>
    /// <param name="probability">0.9 for nine of ten days; strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside its range, or NaN.</exception>
    public (double Low, double High) Band(double probability)
    {
        Require.Fraction(probability);
        double width = NormalDistribution.Quantile(0.5 + probability / 2) * StandardDeviation;
        return (Math.Clamp(Level - width, 0, 1), Math.Clamp(Level + width, 0, 1));
    }

    /// <summary>Probability that the realised service level reaches the target, by the normal law.</summary>
    /// <param name="target">Share to answer within the threshold, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is outside its range, or NaN.</exception>
    public double ProbabilityOfMeeting(double target)
    {
        Require.Fraction(target);
        return StandardDeviation == 0 ? Level >= target ? 1 : 0 : NormalDistribution.Probability((Level - target) / StandardDeviation);
    }
}
