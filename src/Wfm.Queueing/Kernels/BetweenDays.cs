namespace Wfm.Queueing.Kernels;

/// <summary>A quiet, a usual and a busy day stand for all days: figures of days between them lie on a parabola through the three.</summary>
internal static class BetweenDays
{
    private const int Steps = 48;
    private const double Widest = 4;

    /// <summary>√3: how many standard deviations the quiet and the busy day lie from the usual one.</summary>
    private const double Distance = 1.7320508075688772;

    /// <summary>Probability of meeting a target over all days.</summary>
    /// <param name="days">Outlooks of the quiet, the usual and the busy day.</param>
    /// <param name="target">Share to answer within the threshold.</param>
    public static double ProbabilityOfMeeting(ReadOnlySpan<ServiceLevelOutlook> days, double target)
    {
        Require.Fraction(target);
        double sum = 0, weights = 0;
        for (int step = -Steps; step <= Steps; step++)
        {
            double z = Widest * step / Steps;
            double weight = Math.Exp(-z * z / 2);
            double level = Math.Clamp(Parabola(days[0].Level, days[1].Level, days[2].Level, z / Distance), 0, 1);
            double spread = Math.Max(0, Parabola(days[0].StandardDeviation, days[1].StandardDeviation, days[2].StandardDeviation, z / Distance));
            sum += weight * new ServiceLevelOutlook(1, level, spread).ProbabilityOfMeeting(target);
            weights += weight;
        }

        return sum / weights;
    }

    private static double Parabola(double quiet, double usual, double busy, double at) =>
        usual + at * ((busy - quiet) / 2 + at * ((busy + quiet) / 2 - usual));
}
