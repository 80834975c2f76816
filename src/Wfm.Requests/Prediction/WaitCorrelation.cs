using Wfm.Queueing;

namespace Wfm.Requests;

/// <summary>How much more the number of calls answered in time varies than if every caller drew by himself.</summary>
/// <remarks>
/// Callers who come soon after each other find the same line, so they are late together. For a birth–death queue with arrivals at rate λ
/// the variance of calls in time per unit of time is λ(p(1 − p) + 2λ Σ π_j h_j D_{j+1}) in the long run, where p_j is the chance of an answer
/// in time of whoever finds j others, p its mean, h = p_j − p, and D solves the chain's Poisson equation for h. The factor told
/// is that over λp(1 − p). What is left out: that a slow answer also makes the next one wait.
/// Source: W. Whitt (1992), "Asymptotic formulas for Markov processes with applications to simulation", Operations Research 40(2).
/// </remarks>
internal static class WaitCorrelation
{
    private const int MostStates = 2000;
    private const double LongestPatienceInHandleTimes = 1e4;
    private const double NegligibleMass = 1e-12;
    private const int Trials = 40;

    /// <summary>The factor for one queue in one slot, seen through one equivalent queue with the same share of callers who wait.</summary>
    /// <param name="calls">The queue's own calls per second; more than 0.</param>
    /// <param name="people">People on calls who take it; more than 0.</param>
    /// <param name="waits">Share of callers who find nobody free.</param>
    /// <param name="handleSeconds">Mean handle time.</param>
    /// <param name="patienceSeconds">Mean patience; may be infinite.</param>
    /// <param name="thresholdSeconds">The wait promised.</param>
    /// <returns>At least 1.</returns>
    public static double Factor(double calls, double people, double waits, double handleSeconds, double patienceSeconds, double thresholdSeconds)
    {
        if (waits is <= 1e-9 or >= 1 - 1e-9)
        {
            return 1;
        }

        int agents = Math.Max(1, (int)Math.Round(people));
        double patience = Math.Min(patienceSeconds, handleSeconds * LongestPatienceInHandleTimes);
        double load = LoadThatWaits(agents, waits, handleSeconds, patience);
        double pooled = Chain(load, agents, handleSeconds, patience, thresholdSeconds);
        double ownShare = Math.Min(1, calls * handleSeconds / load);
        return 1 + (pooled - 1) * ownShare;
    }

    /// <summary>The load at which as many callers wait, by bisection.</summary>
    private static double LoadThatWaits(int agents, double waits, double handleSeconds, double patience)
    {
        (double low, double high) = (0, agents);
        while (new ErlangA(high, agents, handleSeconds, patience).ProbabilityOfWait < waits && high < 100.0 * agents)
        {
            (low, high) = (high, high * 2);
        }

        for (int trial = 0; trial < Trials && high - low > 1e-3 * high; trial++)
        {
            double middle = (low + high) / 2;
            (low, high) = new ErlangA(middle, agents, handleSeconds, patience).ProbabilityOfWait < waits ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The factor of the chain itself. Times in units of the mean handle time.</summary>
    internal static double Chain(double load, int agents, double handleSeconds, double patienceSeconds, double thresholdSeconds)
    {
        double leave = handleSeconds / patienceSeconds;
        int states = States(load, agents, leave);
        Span<double> mass = states <= 512 ? stackalloc double[states] : new double[states];
        Span<double> inTime = states <= 512 ? stackalloc double[states] : new double[states];
        Masses(mass, load, agents, leave);
        InTime(inTime, agents, leave, thresholdSeconds / handleSeconds);
        double mean = 0;
        for (int state = 0; state < states; state++)
        {
            mean += mass[state] * inTime[state];
        }

        double alone = mean * (1 - mean);
        return alone <= 1e-12 ? 1 : Math.Max(1, 1 + 2 * load * Covariance(mass, inTime, mean, load) / alone);
    }

    private static int States(double load, int agents, double leave)
    {
        int states = agents + 1;
        for (double mass = 1; states < agents + MostStates && mass > NegligibleMass; states++)
        {
            mass *= load / (agents + (states - agents) * leave);
        }

        return states;
    }

    private static void Masses(Span<double> mass, double load, int agents, double leave)
    {
        int top = Math.Min(mass.Length - 1, Math.Max(0, (int)load));
        mass[top] = 1;
        for (int state = top; state > 0; state--)
        {
            mass[state - 1] = mass[state] * Departures(state, agents, leave) / load;
        }

        for (int state = top + 1; state < mass.Length; state++)
        {
            mass[state] = mass[state - 1] * load / Departures(state, agents, leave);
        }

        double total = 0;
        foreach (double weight in mass)
        {
            total += weight;
        }

        for (int state = 0; state < mass.Length; state++)
        {
            mass[state] /= total;
        }
    }

    private static double Departures(int state, int agents, double leave) => Math.Min(state, agents) + Math.Max(0, state - agents) * leave;

    /// <summary>Chance to be answered in time of whoever finds a number of others: c ÷ (c + k + 1) · (1 − I_y(c + 1, k + 1)) with k waiting,
    /// c = agents ÷ leave and y = e^(−leave · threshold).</summary>
    private static void InTime(Span<double> inTime, int agents, double leave, double threshold)
    {
        inTime[..Math.Min(agents, inTime.Length)].Fill(1);
        double c = agents / leave;
        double gone = -MathNet.Numerics.SpecialFunctions.Expm1(-leave * threshold);
        double beta = Math.Exp(-leave * threshold * (c + 1));
        double term = beta * gone * (c + 1);
        for (int state = agents; state < inTime.Length; state++)
        {
            int waiting = state - agents;
            inTime[state] = Math.Max(0, c / (c + waiting + 1) * (1 - beta));
            beta = Math.Min(1, beta + term);
            term *= gone * (c + 2 + waiting) / (waiting + 2);
        }
    }

    /// <summary>Σ π_j h_j D_{j+1}, where D_{j+1} − D_j = −Σ_{i ≤ j} π_i h_i ÷ (λ π_j); h has mean 0, so D's own level does not matter.</summary>
    private static double Covariance(ReadOnlySpan<double> mass, ReadOnlySpan<double> inTime, double mean, double load)
    {
        double cumulated = 0, deviation = 0, sum = 0;
        for (int state = 0; state < mass.Length; state++)
        {
            double above = mass[state] * (inTime[state] - mean);
            cumulated += above;
            deviation -= mass[state] > 0 ? cumulated / (load * mass[state]) : 0;
            sum += above * deviation;
        }

        return sum;
    }
}
