using System.Runtime.InteropServices;
using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>One solved queue whose callers hang up (M/M/n+M, Erlang A or Palm): the default model.</summary>
/// <remarks>
/// <para>Every load has a finite answer: in overload callers leave, and the figures say how many. The constructor does the work
/// (the loss formula and one series, about 0.2 µs at municipal sizes); each service level costs one more series.
/// Agents may be fractional, also fewer than one. With zero agents nobody is served.</para>
/// <para>Limits: infinite patience is Erlang C (<see cref="HasSteadyState"/> false in overload, the figures are then the limits of
/// overload); zero patience is Erlang B. Patience beyond 10⁸ handle times,
/// or beyond 10¹³ arrivals, counts as infinite.</para>
/// <para>Service level and occupancy within 1e-12 absolute, P(abandon) within 1e-12 relative, 0.01–100,000 erlangs
/// (<c>ErlangAReferenceTests</c>). Source: A. Mandelbaum and S. Zeltyn (2005), "The Palm/Erlang-A queue".</para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly struct ErlangA
{
    /// <summary>Below this many handle-time-scaled callers the plain products neither overflow nor lose digits.</summary>
    private const double LargestPlainLoad = 300;

    private const double LongestPatienceInHandleTimes = 1e8;
    private const double LongestPatienceInCalls = 1e13;

    private readonly double _load;
    private readonly double _agents;
    private readonly double _handleSeconds;
    private readonly double _patienceSeconds;
    private readonly double _scaledLoad;
    private readonly double _scaledAgents;
    private readonly Regime _regime;
    private readonly double _idle;
    private readonly double _busy;
    private readonly double _servedAfterWait;
    private readonly double _abandoned;
    private readonly double _total;

    /// <summary>Solves one queue.</summary>
    /// <param name="offeredLoad">Arrival rate × mean handle time, in erlangs; finite, zero or more.</param>
    /// <param name="agents">People taking calls, shrinkage already removed; zero or more, whole or not.</param>
    /// <param name="averageHandleTimeSeconds">Mean handle time with after-call work, greater than zero.</param>
    /// <param name="meanPatienceSeconds">Mean time before a waiting caller hangs up; zero or more, may be infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or NaN.</exception>
    public ErlangA(double offeredLoad, double agents, double averageHandleTimeSeconds, double meanPatienceSeconds)
        : this(offeredLoad, agents, averageHandleTimeSeconds, meanPatienceSeconds, double.NaN)
    {
    }

    /// <summary>The same where 1/B of one agent fewer, the mass of the states with an agent free, is known already (NaN: not known).</summary>
    internal ErlangA(double offeredLoad, double agents, double averageHandleTimeSeconds, double meanPatienceSeconds, double inverseOneFewer)
    {
        Require.Load(offeredLoad);
        Require.Agents(agents);
        Require.PositiveSeconds(averageHandleTimeSeconds);
        Require.Patience(meanPatienceSeconds);
        _load = offeredLoad;
        _agents = agents;
        _handleSeconds = averageHandleTimeSeconds;
        _patienceSeconds = meanPatienceSeconds;
        _scaledLoad = offeredLoad * meanPatienceSeconds / averageHandleTimeSeconds;
        _scaledAgents = agents * meanPatienceSeconds / averageHandleTimeSeconds;
        _regime = RegimeOf(offeredLoad, agents, averageHandleTimeSeconds, meanPatienceSeconds, _scaledLoad, _scaledAgents);
        (_idle, _busy, _servedAfterWait, _abandoned) = _regime switch
        {
            Regime.Closed => new QueueMasses(0, 1, 0, 1),
            Regime.NoLoad => new QueueMasses(1, 0, 0, 0),
            Regime.NoPatience => QueueMasses.NoPatience(offeredLoad, agents, inverseOneFewer),
            Regime.EndlessPatience => QueueMasses.EndlessPatience(offeredLoad, agents, inverseOneFewer),
            Regime.Unstable => new QueueMasses(0, 1, agents / offeredLoad, 1 - agents / offeredLoad),
            Regime.Plain => QueueMasses.Plain(offeredLoad, agents, _scaledLoad, _scaledAgents, inverseOneFewer),
            Regime.Large => QueueMasses.Large(offeredLoad, agents, _scaledLoad, _scaledAgents, inverseOneFewer),
        };
        _total = _idle + _busy;
    }

    private enum Regime
    {
        Closed,
        NoLoad,
        NoPatience,
        EndlessPatience,
        Unstable,
        Plain,
        Large,
    }

    /// <summary>Arrivals, agents and how callers leave.</summary>
    internal QueueRates Rates => new(
        _load / _handleSeconds,
        _agents,
        1 / _handleSeconds,
        _regime switch { Regime.EndlessPatience or Regime.Unstable => 0, Regime.NoPatience => double.PositiveInfinity, _ => 1 / _patienceSeconds });

    /// <summary>False only where nobody ever hangs up and the load is not below the agents; waits then have no bound.</summary>
    public bool HasSteadyState => _regime != Regime.Unstable && !(_regime == Regime.Closed && _patienceSeconds == double.PositiveInfinity);

    /// <summary>Probability that an arriving call does not find a free agent.</summary>
    public double ProbabilityOfWait => _busy / _total;

    /// <summary>Share of offered calls that hang up before an answer.</summary>
    public double ProbabilityOfAbandonment => _abandoned / _total;

    /// <summary>Share of offered calls that are answered.</summary>
    public double ProbabilityOfService => (_idle + _servedAfterWait) / _total;

    /// <summary>Busy share of available time; 0 with no agents.</summary>
    public double Occupancy => _agents == 0 ? 0 : Math.Min(1, _load * ProbabilityOfService / _agents);

    /// <summary>Mean time in queue of all offered calls, in seconds; infinite without a steady state.</summary>
    public double MeanWaitSeconds => _regime switch
    {
        Regime.EndlessPatience => _busy / _total * _handleSeconds / (_agents - _load),
        Regime.Unstable => double.PositiveInfinity,
        _ => _abandoned == 0 ? 0 : ProbabilityOfAbandonment * _patienceSeconds,
    };

    /// <summary>Mean number of callers waiting; infinite without a steady state.</summary>
    public double QueueLength => _load == 0 ? 0 : _load / _handleSeconds * MeanWaitSeconds;

    /// <summary>Mean wait of answered calls (ASA) in seconds, by a sum of its own; null when nobody is answered or there is no steady state.</summary>
    public double? AverageSpeedOfAnswerSeconds => _regime switch
    {
        Regime.Closed or Regime.Unstable => null,
        Regime.NoLoad or Regime.NoPatience => 0,
        Regime.Plain when _busy == 0 => 0,
        Regime.EndlessPatience => MeanWaitSeconds,
        Regime.Plain => _patienceSeconds * PatienceSeries.HarmonicSumOf(_scaledAgents, _scaledLoad) / (_idle + _servedAfterWait),
        Regime.Large => _patienceSeconds * (_agents / _load) * PoissonTail.HarmonicSumOf(_scaledAgents, _scaledLoad) / (_idle + _servedAfterWait),
    };

    /// <summary>Served within the threshold ÷ offered: the strict definition and the default.</summary>
    /// <param name="thresholdSeconds">Longest wait that counts as in time, zero or more.</param>
    /// <returns>A value in [0, 1]; 0 with no agents, 1 with agents and no load.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative, infinite or NaN.</exception>
    public double ServiceLevelOfOffered(double thresholdSeconds)
    {
        Require.Threshold(thresholdSeconds);
        return Math.Max(0, (_idle + (_servedAfterWait - ServedLaterThan(thresholdSeconds))) / _total);
    }

    /// <summary>Served within the threshold ÷ answered; abandoned calls do not count at all.</summary>
    /// <returns>A value in [0, 1]; NaN when nobody is answered.</returns>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/param"/>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/exception"/>
    public double ServiceLevelOfAnswered(double thresholdSeconds) => ServiceLevelOfOffered(thresholdSeconds) / ProbabilityOfService;

    /// <summary>Served within the threshold ÷ offered calls that did not hang up within the short limit.</summary>
    /// <param name="thresholdSeconds">Longest wait that counts as in time, zero or more.</param>
    /// <param name="shortLimitSeconds">A caller who hangs up within this wait is left out; often 5 s, or the threshold itself.</param>
    /// <returns>A value in [0, 1] when the short limit is at most the threshold; NaN when every caller hangs up within the limit.</returns>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/exception"/>
    public double ServiceLevelExcludingShortAbandons(double thresholdSeconds, double shortLimitSeconds) =>
        ServiceLevelOfOffered(thresholdSeconds) / (1 - ProbabilityOfAbandonmentWithin(shortLimitSeconds));

    /// <summary>Share of offered calls whose wait, however it ended, was within the threshold: early abandoners count as met.</summary>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/param"/>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/exception"/>
    public double ServiceLevelAbandonedInTimeCounts(double thresholdSeconds)
    {
        Require.Threshold(thresholdSeconds);
        return 1 - StayShare(thresholdSeconds) * OfferedWaitBeyond(thresholdSeconds) / _total;
    }

    /// <summary>Share of callers who would be answered within the threshold if they never hung up (virtual wait).</summary>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/param"/>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/exception"/>
    public double ServiceLevelVirtualWait(double thresholdSeconds)
    {
        Require.Threshold(thresholdSeconds);
        return 1 - OfferedWaitBeyond(thresholdSeconds) / _total;
    }

    /// <summary>Share of offered calls that hang up within the limit.</summary>
    /// <param name="limitSeconds">Wait in seconds, zero or more.</param>
    /// <inheritdoc cref="ServiceLevelOfOffered" path="/exception"/>
    public double ProbabilityOfAbandonmentWithin(double limitSeconds)
    {
        Require.Threshold(limitSeconds);
        double stillThere = StayShare(limitSeconds) * OfferedWaitBeyond(limitSeconds) - ServedLaterThan(limitSeconds);
        return Math.Clamp((_abandoned - stillThere) / _total, 0, 1);
    }

    /// <summary>1 − <see cref="ServiceLevelOfOffered"/> as a sum of positive parts: it keeps its digits near zero.</summary>
    internal double LateShareOfOffered(double thresholdSeconds) => Math.Min(1, (_abandoned + ServedLaterThan(thresholdSeconds)) / _total);

    private static Regime RegimeOf(double load, double agents, double handle, double patience, double scaledLoad, double scaledAgents)
    {
        if (agents == 0)
        {
            return Regime.Closed;
        }

        if (load == 0)
        {
            return Regime.NoLoad;
        }

        if (scaledLoad == 0)
        {
            return Regime.NoPatience;
        }

        if (patience > handle * LongestPatienceInHandleTimes || scaledLoad > LongestPatienceInCalls)
        {
            return load < agents ? Regime.EndlessPatience : Regime.Unstable;
        }

        return scaledAgents >= scaledLoad || scaledLoad <= LargestPlainLoad ? Regime.Plain : Regime.Large;
    }

    /// <summary>Mass of callers who are served after waiting longer than t.</summary>
    private double ServedLaterThan(double t) => _regime switch
    {
        Regime.NoLoad or Regime.NoPatience or Regime.Closed => 0,
        Regime.Unstable => _servedAfterWait,
        Regime.EndlessPatience => _busy * Math.Exp(-(_agents - _load) * (t / _handleSeconds)),
        Regime.Plain => PlainTail(t, served: true),
        Regime.Large => _agents / _load * LargeTail(_scaledAgents + 1, t),
    };

    /// <summary>Mass of callers whose offered wait is longer than t, whether or not they stay for it.</summary>
    private double OfferedWaitBeyond(double t) => _regime switch
    {
        Regime.NoLoad => 0,
        Regime.Closed or Regime.Unstable => _busy,
        Regime.NoPatience => t == 0 ? _busy : 0,
        Regime.EndlessPatience => _busy * Math.Exp(-(_agents - _load) * (t / _handleSeconds)),
        Regime.Plain => PlainTail(t, served: false),
        Regime.Large => LargeTail(_scaledAgents, t),
    };

    private double StayShare(double t) => _patienceSeconds > 0 ? Math.Exp(-t / _patienceSeconds) : t == 0 ? 1 : 0;

    private double PlainTail(double t, bool served)
    {
        if (_busy == 0)
        {
            return 0;
        }

        if (t == 0)
        {
            return served ? _servedAfterWait : _busy;
        }

        double tau = t / _patienceSeconds;
        double exponent = tau > 1
            ? _scaledLoad * (1 - Math.Exp(-tau)) - _scaledAgents * tau
            : (_load - _agents) * (t / _handleSeconds) - _scaledLoad * Decay.Excess(tau);
        double factor = Math.Exp(exponent);
        if (factor == 0)
        {
            return 0;
        }

        double sum = PatienceSeries.SumOf(_scaledAgents, _scaledLoad * Math.Exp(-tau));
        return served ? factor * sum : factor * (_load / _agents) * (1 + sum);
    }

    private double LargeTail(double c, double t)
    {
        double z = _scaledLoad * Math.Exp(-t / _patienceSeconds);
        return z == 0 ? 0 : PoissonTail.Of(c, z).Sum;
    }
}
