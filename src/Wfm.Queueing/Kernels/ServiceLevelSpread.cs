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

        (int first, int count) = States(rates);
        Span<double> mass = count <= OnStack ? stackalloc double[count] : new double[count];
        Span<double> inTime = count <= OnStack ? stackalloc double[count] : new double[count];
        int mode = Stationary(rates, first, mass);
        InTime(rates, thresholdSeconds, first, inTime);
        double level = 0, coins = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            level += mass[i] * inTime[i];
            coins += mass[i] * inTime[i] * (1 - inTime[i]);
        }

        return coins + Jumps(mass, inTime, level, mode) - level * (1 - level);
    }

    /// <summary>Callers who wait where as many come as leave.</summary>
    private static double UsualLine(in QueueRates rates)
    {
        double more = rates.Arrivals - rates.Agents * rates.Service;
        return more < 0 || rates.HangUp == double.PositiveInfinity ? 0 : rates.HangUp == 0 ? double.PositiveInfinity : more / rates.HangUp;
    }

    /// <summary>The states that matter, around the usual one.</summary>
    private static (int First, int Count) States(in QueueRates rates)
    {
        int mode = Mode(rates), first = mode, last = mode;
        for (double mass = 1; first > 0 && mass > LeastMass; first--)
        {
            mass *= rates.LeavingFrom(first) / rates.Arrivals;
        }

        int most = rates.HangUp == double.PositiveInfinity ? (int)Math.Ceiling(rates.Agents) : mode + LongestLine;
        for (double mass = 1; last < most && mass > LeastMass; last++)
        {
            mass *= rates.Arrivals / rates.LeavingFrom(last + 1);
        }

        return (first, last - first + 1);
    }

    private static int Mode(in QueueRates rates) => (int)(Math.Min(rates.Agents, rates.Arrivals / rates.Service) + UsualLine(rates));

    /// <summary>Fills in how often each state is met; returns the place of the usual one.</summary>
    private static int Stationary(in QueueRates rates, int first, Span<double> mass)
    {
        int mode = Mode(rates) - first;
        double sum = mass[mode] = 1;
        for (int i = mode; i > 0; i--)
        {
            sum += mass[i - 1] = mass[i] * (rates.LeavingFrom(first + i) / rates.Arrivals);
        }

        for (int i = mode + 1; i < mass.Length; i++)
        {
            sum += mass[i] = mass[i - 1] * (rates.Arrivals / rates.LeavingFrom(first + i));
        }

        for (int i = 0; i < mass.Length; i++)
        {
            mass[i] /= sum;
        }

        return mode;
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
