namespace Wfm.Intraday;

/// <summary>Tells a day that goes another way than days do: a cumulative sum of standardised one-step errors, both upwards and downwards.</summary>
/// <remarks>
/// Each closed slot is forecast from the slots before it, the day's own factor learned on the way, so a busy day is not unusual but a jump within it is. Each adds
/// its error ÷ the standard deviation of such errors, less half of one; above eight the day is unusual, which an ordinary day is one time in
/// fifty at most (<c>ReforecasterTests</c>). Page (1954), "Continuous inspection schemes", Biometrika 41.
/// </remarks>
internal static class UnusualDay
{
    private const double Allowance = 0.5;
    private const double Limit = 8;

    public static bool Is(RunningQueue day)
    {
        double shape = 1 / Math.Max(GammaPoisson.LeastVariance, day.Variation.Day), rate = shape;
        (double up, double down) = (0, 0);
        for (int slot = 0; slot < day.Offered.Count; slot++)
        {
            double forecast = day.Expected[slot];
            if (day.Offered[slot] is double calls && forecast > 0)
            {
                double expected = forecast * shape / rate;
                double error = (calls - expected) / Math.Sqrt(expected + ((day.Variation.Slot + (1 / shape)) * expected * expected));
                up = Math.Max(0, up + error - Allowance);
                down = Math.Max(0, down - error - Allowance);
                if (up > Limit || down > Limit)
                {
                    return true;
                }

                double spread = 1 + (forecast * day.Variation.Slot);
                shape += calls / spread;
                rate += forecast / spread;
            }
        }

        return false;
    }
}
