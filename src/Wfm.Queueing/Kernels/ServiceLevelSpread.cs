namespace Wfm.Queueing.Kernels;

/// <summary>
/// How much a realised service level varies by chance when everything else is known. Calls share waits: one long call makes many late, so the
/// spread is wider than that of coin tosses.
/// </summary>
/// <remarks>
/// The in-time count is a sum over a birth–death chain; its variance per call is the squared jumps of a martingale made from the solution of
/// Poisson's equation (Whitt 1992, "Asymptotic formulas for Markov processes"), each interval taken as long.
/// </remarks>
internal static class ServiceLevelSpread
{
    private const double LeastMass = 1e-13;

    /// <summary>A line as long as this is late all day, so nothing varies; longer ones are cut.</summary>
    private const int LongestLine = 4000;

    /// <summary>Variance per call of the system beyond that of independent calls; the latter is level × (1 − level).</summary>
    public static double BeyondCoinTosses(in QueueRates rates, double thresholdSeconds)
    {
        if (rates.Arrivals == 0 || rates.Agents == 0 || UsualLine(rates) > LongestLine)
        {
            return 0;
        }

        double[] mass = Stationary(rates, out int first);
        double[] inTime = InTime(rates, thresholdSeconds, first, mass.Length);
        double level = 0, coins = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            level += mass[i] * inTime[i];
            coins += mass[i] * inTime[i] * (1 - inTime[i]);
        }

        return coins + Jumps(mass, inTime, level) - level * (1 - level);
    }

    /// <summary>Callers who wait where as many come as leave.</summary>
    private static double UsualLine(in QueueRates rates)
    {
        double more = rates.Arrivals - rates.Agents * rates.Service;
        return more < 0 || rates.HangUp == double.PositiveInfinity ? 0 : rates.HangUp == 0 ? double.PositiveInfinity : more / rates.HangUp;
    }

    /// <summary>Mean squared jumps per arrival. Sums run from the nearer end, where they are small and keep their digits.</summary>
    private static double Jumps(double[] mass, double[] inTime, double level)
    {
        double[] slope = new double[mass.Length];
        double below = 0, above = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            below += mass[i] * (inTime[i] - level);
            slope[i] = -below / mass[i];
        }

        int mode = Array.IndexOf(mass, mass.Max());
        for (int i = mass.Length - 1; i >= mode; i--)
        {
            slope[i] = above / mass[i];
            above += mass[i] * (inTime[i] - level);
        }

        double jumps = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            double arrival = inTime[i] - level + slope[i];
            jumps += mass[i] * (arrival * arrival + slope[i] * slope[i]);
        }

        return jumps;
    }

    private static double[] Stationary(in QueueRates rates, out int first)
    {
        int mode = (int)(Math.Min(rates.Agents, rates.Arrivals / rates.Service) + UsualLine(rates));
        List<double> lower = [], upper = [1];
        for (double mass = rates.LeavingFrom(mode) / rates.Arrivals; mode - lower.Count > 0 && mass > LeastMass;)
        {
            lower.Add(mass);
            mass *= rates.LeavingFrom(mode - lower.Count) / rates.Arrivals;
        }

        int most = rates.HangUp == double.PositiveInfinity ? (int)Math.Ceiling(rates.Agents) : mode + LongestLine;
        while (upper[^1] > LeastMass && mode + upper.Count <= most)
        {
            upper.Add(upper[^1] * (rates.Arrivals / rates.LeavingFrom(mode + upper.Count)));
        }

        first = mode - lower.Count;
        double sum = lower.Sum() + upper.Sum();
        return [.. Enumerable.Reverse(lower).Concat(upper).Select(mass => mass / sum)];
    }

    private static double[] InTime(in QueueRates rates, double thresholdSeconds, int first, int count)
    {
        double[] share = new double[count];
        int whole = (int)Math.Floor(rates.Agents);
        double more = rates.Agents - whole;
        Add(rates, whole, 1 - more, thresholdSeconds, first, share);
        if (more > 0)
        {
            Add(rates, whole + 1, more, thresholdSeconds, first, share);
        }

        return share;
    }

    private static void Add(in QueueRates rates, int agents, double weight, double thresholdSeconds, int first, double[] share)
    {
        double c = agents * rates.Service / rates.HangUp;
        double completions = agents * rates.Service * thresholdSeconds;
        WaitBeyond late = new(c, thresholdSeconds * rates.HangUp);
        ScaledSum endless = new(-completions);
        for (int state = Math.Min(first, agents); state < first + share.Length; state++)
        {
            int ahead = state - agents;
            double inTime = ahead < 0 ? 1 : rates.HangUp switch
            {
                double.PositiveInfinity => 0,
                0 => 1 - endless.Next(ahead == 0 ? 1 : completions / ahead),
                _ => Patient(ref late, c, ahead),
            };
            if (state >= first)
            {
                share[state - first] += weight * inTime;
            }
        }
    }

    private static double Patient(ref WaitBeyond late, double c, int ahead)
    {
        late.Next(ahead);
        return c / (c + ahead + 1) * (1 - late.OfServed);
    }
}
