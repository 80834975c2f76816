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
    private const double LeastMass = 1e-11;
    private const int OnStack = 512;

    /// <summary>A line as long as this is late all day, so nothing varies; longer ones are cut.</summary>
    private const int LongestLine = 4000;

    /// <summary>Variance per call of the system beyond that of independent calls; the latter is level × (1 − level).</summary>
    public static double BeyondCoinTosses(in QueueRates rates, double thresholdSeconds)
    {
        if (rates.Arrivals == 0 || rates.Agents == 0 || UsualLine(rates) > LongestLine)
        {
            return 0;
        }

        int middle = Mode(rates), most = rates.HangUp == double.PositiveInfinity ? (int)Math.Ceiling(rates.Agents) : middle + LongestLine;
        Span<double> below = middle < OnStack ? stackalloc double[OnStack] : new double[middle + 1];
        Span<double> above = stackalloc double[OnStack];
        int down = Fall(rates, middle, below), up = Rise(rates, middle, most, ref above);
        (int first, int count) = (middle - down, down + 1 + up);
        Span<double> mass = count <= OnStack ? stackalloc double[count] : new double[count];
        Span<double> inTime = count <= OnStack ? stackalloc double[count] : new double[count];
        Join(below[..down], above[..up], mass);
        InTime(rates, thresholdSeconds, first, inTime);
        double level = 0, coins = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            level += mass[i] * inTime[i];
            coins += mass[i] * inTime[i] * (1 - inTime[i]);
        }

        return coins + Jumps(mass, inTime, level, down) - level * (1 - level);
    }

    /// <summary>Callers who wait where as many come as leave.</summary>
    private static double UsualLine(in QueueRates rates)
    {
        double more = rates.Arrivals - rates.Agents * rates.Service;
        return more < 0 || rates.HangUp == double.PositiveInfinity ? 0 : rates.HangUp == 0 ? double.PositiveInfinity : more / rates.HangUp;
    }

    /// <summary>How often the states below the usual one are met in parts of it, nearest first, as far as they matter; returns how many.</summary>
    private static int Fall(in QueueRates rates, int middle, Span<double> below)
    {
        int count = 0;
        for (double mass = 1; count < middle && mass > LeastMass; count++)
        {
            below[count] = mass *= rates.LeavingFrom(middle - count) / rates.Arrivals;
        }

        return count;
    }

    /// <summary>The same of the states above.</summary>
    private static int Rise(in QueueRates rates, int middle, int most, ref Span<double> above)
    {
        int count = 0;
        for (double mass = 1; middle + count < most && mass > LeastMass; count++)
        {
            if (count == above.Length)
            {
                double[] longer = new double[2 * count];
                above.CopyTo(longer);
                above = longer;
            }

            above[count] = mass *= rates.Arrivals / rates.LeavingFrom(middle + count + 1);
        }

        return count;
    }

    private static int Mode(in QueueRates rates) => (int)(Math.Min(rates.Agents, rates.Arrivals / rates.Service) + UsualLine(rates));

    /// <summary>Shares of all states, lowest first.</summary>
    private static void Join(ReadOnlySpan<double> below, ReadOnlySpan<double> above, Span<double> mass)
    {
        double sum = mass[below.Length] = 1;
        for (int i = 0; i < below.Length; i++)
        {
            sum += mass[below.Length - 1 - i] = below[i];
        }

        for (int i = 0; i < above.Length; i++)
        {
            sum += mass[below.Length + 1 + i] = above[i];
        }

        double part = 1 / sum;
        for (int i = 0; i < mass.Length; i++)
        {
            mass[i] *= part;
        }
    }

    /// <summary>Mean squared jumps per arrival. Sums run from the nearer end, where they are small and keep their digits.</summary>
    private static double Jumps(ReadOnlySpan<double> mass, ReadOnlySpan<double> inTime, double level, int mode)
    {
        double jumps = 0, below = 0, above = 0;
        for (int i = 0; i < mode; i++)
        {
            below += mass[i] * (inTime[i] - level);
            jumps += Jump(mass[i], inTime[i] - level, -below / mass[i]);
        }

        for (int i = mass.Length - 1; i >= mode; i--)
        {
            jumps += Jump(mass[i], inTime[i] - level, above / mass[i]);
            above += mass[i] * (inTime[i] - level);
        }

        return jumps;
    }

    private static double Jump(double mass, double beyond, double slope) => mass * ((beyond + slope) * (beyond + slope) + slope * slope);

    private static void InTime(in QueueRates rates, double thresholdSeconds, int first, Span<double> share)
    {
        int whole = (int)Math.Floor(rates.Agents);
        double more = rates.Agents - whole;
        share[..Math.Clamp(whole - first, 0, share.Length)].Fill(1);
        share[Math.Clamp(whole - first, 0, share.Length)..].Clear();
        Add(rates, whole, 1 - more, thresholdSeconds, first, share);
        if (more > 0)
        {
            if (whole >= first && whole - first < share.Length)
            {
                share[whole - first] += more;
            }

            Add(rates, whole + 1, more, thresholdSeconds, first, share);
        }
    }

    /// <summary>Adds the chance of callers who find all of a whole number of agents busy, with a weight.</summary>
    private static void Add(in QueueRates rates, int agents, double weight, double thresholdSeconds, int first, Span<double> share)
    {
        double c = agents * rates.Service / rates.HangUp;
        double completions = agents * rates.Service * thresholdSeconds, patiences = thresholdSeconds * rates.HangUp;
        double gone = 1 - Math.Exp(-patiences);
        ScaledSum late = new(rates.HangUp == 0 ? -completions : -(c + 1) * patiences);
        for (int ahead = 0; agents + ahead < first + share.Length; ahead++)
        {
            double inTime = rates.HangUp switch
            {
                double.PositiveInfinity => 0,
                0 => 1 - late.Next(ahead == 0 ? 1 : completions / ahead),
                _ when patiences == 0 => 0,
                _ => c / (c + ahead + 1) * (1 - late.Next(ahead == 0 ? 1 : (c + ahead) / ahead * gone)),
            };
            if (agents + ahead >= first)
            {
                share[agents + ahead - first] += weight * inTime;
            }
        }
    }
}
