namespace Wfm.Forecasting;

/// <summary>A day effect that fades: AR(1) seen through noise, its memory learned by moments, its state by a scalar Kalman filter.</summary>
internal sealed class DayEffect
{
    private readonly double _memory;
    private readonly double[] _state;

    private DayEffect(double memory, double[] state)
    {
        _memory = memory;
        _state = state;
    }

    /// <summary>Memory from one open day to the next, 0 to 0.95.</summary>
    public double Memory => _memory;

    /// <summary>Learns from residuals per history day.</summary>
    /// <param name="matrix">Whose days.</param>
    /// <param name="residual">Residual of each history day; NaN where there is none.</param>
    /// <param name="noise">Variance of pure chance in each residual.</param>
    /// <param name="from">First day to learn from.</param>
    /// <param name="origin">First day not to learn from; the state follows beyond it.</param>
    public static DayEffect Learn(DayMatrix matrix, double[] residual, double[] noise, int from, int origin)
    {
        double variance = 0, covariance = 0, chance = 0;
        int days = 0, pairs = 0, previous = -1;
        for (int d = from; d < origin; d++)
        {
            if (double.IsNaN(residual[d]))
            {
                continue;
            }

            days++;
            variance += residual[d] * residual[d];
            chance += noise[d];
            if (previous >= 0 && matrix.OpenDaysThrough[d] - matrix.OpenDaysThrough[previous] == 1)
            {
                pairs++;
                covariance += residual[d] * residual[previous];
            }

            previous = d;
        }

        if (days < 8 || pairs < 5)
        {
            return new DayEffect(0, new double[residual.Length]);
        }

        double signal = Math.Max(0, (variance - chance) / days);
        double lagged = covariance / (pairs + 5);
        double memory = signal > 1e-9 ? Math.Clamp(lagged / signal, 0, 0.95) : 0;
        return new DayEffect(memory, Filter(matrix, residual, noise, from, memory, signal));
    }

    /// <summary>Expected effect on a day, given what is known.</summary>
    public double Expect(DayMatrix matrix, int day, int knownThrough)
    {
        if (knownThrough < 0 || _memory == 0)
        {
            return 0;
        }

        int ahead = matrix.OpenDaysThrough[day] - matrix.OpenDaysThrough[knownThrough];
        return _state[knownThrough] * Math.Pow(_memory, Math.Max(0, ahead));
    }

    private static double[] Filter(DayMatrix matrix, double[] residual, double[] noise, int from, double memory, double signal)
    {
        double[] state = new double[residual.Length];
        double mean = 0, variance = signal;
        for (int d = from; d < residual.Length; d++)
        {
            if (matrix.State[d] != DayState.Closed)
            {
                mean *= memory;
                variance = (memory * memory * variance) + ((1 - (memory * memory)) * signal);
            }

            if (!double.IsNaN(residual[d]))
            {
                double gain = variance / Math.Max(1e-12, variance + noise[d]);
                mean += gain * (residual[d] - mean);
                variance *= 1 - gain;
            }

            state[d] = mean;
        }

        return state;
    }
}
