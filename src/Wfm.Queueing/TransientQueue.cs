using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>
/// The day of one queue with its own agents as a Markov chain whose rates change every interval (M_t/M/s_t+M): what waits at the end of an
/// interval waits at the start of the next. The most exact prediction there is short of simulation, under a millisecond a day.
/// </summary>
/// <remarks>
/// <para>Solved by uniformization, with no rounding beyond 1e-12 and the truncation reported in <see cref="TransientDay.ErrorBound"/>.
/// An arriving caller's wait is judged as if the agents of that moment stayed. When agents leave, their calls go back to the line, where
/// real agents finish them: below half a point of a day's service level with usual breaks.</para>
/// <para>Patience so short that not one in ten thousand waiting callers would be served counts as none. Cost grows as calls^1.5; above about
/// 10,000 erlangs use <see cref="ErlangA"/> on <see cref="ModifiedOfferedLoad"/>.</para>
/// <para>Source: Grassmann (1977); for call centres with abandonment Burak, arXiv 1410.0804.</para>
/// </remarks>
public static class TransientQueue
{
    private const double LongestPatienceInHandleTimes = 1e8;
    private const double ShortestPatienceInEvents = 1e-4;
    private const double LeastStationary = 1e-14;
    private const int MostStates = 1_000_000;

    /// <summary>Predicts a day.</summary>
    /// <param name="day">Calls, handle times, patience and threshold.</param>
    /// <param name="agents">Agents in each interval; zero or more, whole or not.</param>
    /// <param name="intervalSeconds">Length of every interval.</param>
    /// <param name="callsAtStart">Calls in the system when the day begins.</param>
    /// <param name="shortAbandonSeconds">A caller who hangs up within this wait is a short abandon.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN, or the day is too busy for the chain.</exception>
    public static TransientDay Of(
        QueueDay day, IReadOnlyList<double> agents, double intervalSeconds, double callsAtStart = 0, double shortAbandonSeconds = 5) =>
        Of(day, agents, intervalSeconds, callsAtStart, shortAbandonSeconds, lanes: 0);

    internal static TransientDay Of(
        QueueDay day, IReadOnlyList<double> agents, double intervalSeconds, double callsAtStart, double shortAbandonSeconds, int lanes)
    {
        Check(day, agents, intervalSeconds, callsAtStart, shortAbandonSeconds);
        UniformizedQueue chain = new();
        chain.Start(callsAtStart);
        TransientInterval[] intervals = new TransientInterval[agents.Count];
        for (int interval = 0; interval < intervals.Length; interval++)
        {
            QueueRates rates = Rates(day, interval, agents[interval], intervalSeconds, out double error);
            chain.Move(rates, intervalSeconds, LastState(rates, chain.HighestState(), intervalSeconds), lanes);
            intervals[interval] = new TransientInterval(rates, chain.Mean.ToArray(), chain.Error + error);
        }

        return new TransientDay(day, intervals, shortAbandonSeconds);
    }

    private static QueueRates Rates(QueueDay day, int interval, double agents, double intervalSeconds, out double error)
    {
        double service = 1 / day.AverageHandleTimeSeconds[interval];
        double arrivals = day.Calls[interval] / intervalSeconds;
        double eventsPerPatience = day.MeanPatienceSeconds * (arrivals + agents * service);
        bool isEndless = day.MeanPatienceSeconds > day.AverageHandleTimeSeconds[interval] * LongestPatienceInHandleTimes;
        bool isNone = day.MeanPatienceSeconds == 0 || eventsPerPatience < ShortestPatienceInEvents;
        error = isNone && agents > 0 ? eventsPerPatience : 0;
        return new QueueRates(arrivals, agents, service, isEndless ? 0 : isNone ? double.PositiveInfinity : 1 / day.MeanPatienceSeconds);
    }

    /// <summary>As many states as can matter: up to where a constant load would leave no mass, or no arrivals of the interval could reach.</summary>
    private static int LastState(in QueueRates rates, int highest, double seconds)
    {
        if (rates.HangUp == double.PositiveInfinity)
        {
            return (int)Math.Ceiling(rates.Agents);
        }

        double calls = rates.Arrivals * seconds;
        double reachable = highest + calls + 8 * Math.Sqrt(calls) + 12;
        int state = (int)Math.Min(reachable, rates.Service == 0 ? 0 : Math.Min(rates.Agents, rates.Arrivals / rates.Service));
        for (double mass = 1; state < reachable && mass > LeastStationary; state++)
        {
            mass *= Math.Min(1, rates.Arrivals / rates.LeavingFrom(state + 1));
            if (state > MostStates)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rates), rates.Arrivals * 3600, "So many calls per hour are too many for the transient chain; use Erlang A.");
            }
        }

        return Math.Max(highest, Math.Max(1, state));
    }

    private static void Check(QueueDay day, IReadOnlyList<double> agents, double intervalSeconds, double callsAtStart, double shortAbandonSeconds)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(agents);
        Require.PositiveSeconds(intervalSeconds);
        Require.Load(callsAtStart);
        Require.Threshold(shortAbandonSeconds);
        Require.Patience(day.MeanPatienceSeconds, nameof(day));
        Require.Threshold(day.ThresholdSeconds, nameof(day));
        if (day.Calls.Count != agents.Count || day.AverageHandleTimeSeconds.Count != agents.Count)
        {
            throw new ArgumentException(
                $"Agents ({agents.Count}), calls ({day.Calls.Count}) and handle times ({day.AverageHandleTimeSeconds.Count}) need one value per interval.",
                nameof(agents));
        }

        for (int interval = 0; interval < agents.Count; interval++)
        {
            Require.Load(day.Calls[interval], nameof(day));
            Require.PositiveSeconds(day.AverageHandleTimeSeconds[interval], nameof(day));
            Require.Agents(agents[interval], nameof(agents));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(agents[interval], MostStates, nameof(agents));
        }
    }
}
