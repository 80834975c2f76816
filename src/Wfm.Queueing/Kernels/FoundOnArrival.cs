namespace Wfm.Queueing.Kernels;

/// <summary>
/// What becomes of callers who find 0, 1, 2 … calls in the system with given probabilities, if the agents of their arrival stay: a caller who
/// finds k waiting is served with probability c/(c+k+1), c = agents × patience/AHT, and the offered wait beyond t has probability I_y(c, k+1),
/// of the served I_y(c+1, k+1), y = e^(−t/patience).
/// </summary>
/// <param name="found">Probability of finding 0, 1, 2 … calls in the system.</param>
/// <param name="rates">Rates while they wait.</param>
internal readonly ref struct FoundOnArrival(ReadOnlySpan<double> found, QueueRates rates)
{
    private readonly ReadOnlySpan<double> _found = found;

    /// <summary>Figures of one call.</summary>
    public CallFigures Figures(double thresholdSeconds, double shortSeconds)
    {
        double share = rates.Agents - Math.Floor(rates.Agents);
        CallFigures fewer = OfWhole((int)Math.Floor(rates.Agents), thresholdSeconds, shortSeconds);
        return share == 0 ? fewer : fewer * (1 - share) + OfWhole((int)Math.Floor(rates.Agents) + 1, thresholdSeconds, shortSeconds) * share;
    }

    public double ProbabilityOfWait()
    {
        double share = rates.Agents - Math.Floor(rates.Agents);
        int agents = (int)Math.Floor(rates.Agents);
        return Math.Max(0, 1 - AtOnce(agents) - (share > 0 && agents < _found.Length ? share * _found[agents] : 0));
    }

    public double BusyAgents()
    {
        double busy = 0;
        for (int state = 1; state < _found.Length; state++)
        {
            busy += Math.Min(state, rates.Agents) * _found[state];
        }

        return busy;
    }

    private CallFigures OfWhole(int agents, double threshold, double shortLimit) => rates.HangUp switch
    {
        0 => Endless(agents, threshold),
        double.PositiveInfinity => Impatient(agents, threshold),
        _ => Patient(agents, threshold, shortLimit),
    };

    private double AtOnce(int agents)
    {
        double sum = 0;
        for (int state = 0; state < Math.Min(agents, _found.Length); state++)
        {
            sum += _found[state];
        }

        return sum;
    }

    private CallFigures Patient(int agents, double threshold, double shortLimit)
    {
        double c = agents * rates.Service / rates.HangUp;
        WaitBeyond late = new(c, threshold * rates.HangUp), beyondShort = new(c, shortLimit * rates.HangUp);
        double atOnce = AtOnce(agents), harmonic = 0;
        CallFigures sum = new(1, atOnce, 0, 0, 0, atOnce, 0, 0);
        for (int k = 0; agents + k < _found.Length; k++)
        {
            double mass = _found[agents + k];
            harmonic += 1 / (c + k + 1);
            double served = c / (c + k + 1), hangsUp = (k + 1) / (c + k + 1);
            late.Next(k);
            beyondShort.Next(k);
            double waits = served * harmonic / rates.HangUp;
            sum += new CallFigures(
                0,
                mass * served * (1 - late.OfServed),
                mass * hangsUp,
                mass * Math.Clamp(hangsUp - beyondShort.StillThere(served), 0, hangsUp),
                mass * Math.Clamp(hangsUp - late.StillThere(served), 0, hangsUp),
                mass * (1 - late.Offered),
                mass * waits,
                mass * Math.Max(0, hangsUp / rates.HangUp - waits));
        }

        return sum;
    }

    /// <summary>Nobody hangs up: the wait is that of k + 1 completions. With nobody there it never ends, and all count as lost.</summary>
    private CallFigures Endless(int agents, double threshold)
    {
        double atOnce = AtOnce(agents);
        if (agents == 0)
        {
            return new CallFigures(1, 0, 1, 0, 0, 0, 0, 0);
        }

        double completions = agents * rates.Service * threshold;
        ScaledSum late = new(-completions);
        double inTime = atOnce, waits = 0;
        for (int k = 0; agents + k < _found.Length; k++)
        {
            inTime += _found[agents + k] * (1 - late.Next(k == 0 ? 1 : completions / k));
            waits += _found[agents + k] * (k + 1) / (agents * rates.Service);
        }

        return new CallFigures(1, inTime, 0, 0, 0, inTime, waits, 0);
    }

    private CallFigures Impatient(int agents, double threshold)
    {
        double atOnce = AtOnce(agents);
        return new CallFigures(1, atOnce, 1 - atOnce, 1 - atOnce, 1 - atOnce, threshold > 0 && agents > 0 ? 1 : atOnce, 0, 0);
    }
}
