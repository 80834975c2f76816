using Wfm.Queueing.Kernels;

namespace Wfm.Queueing;

/// <summary>One queue in one interval, for its cost curve.</summary>
/// <param name="Calls">Calls offered in the interval; the curve is in these units.</param>
/// <param name="OfferedLoad">Erlangs of the interval, plain or modified (MOL).</param>
/// <param name="AverageHandleTimeSeconds">Mean handle time with after-call work, greater than zero.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time; zero or more.</param>
public readonly record struct IntervalDemand(double Calls, double OfferedLoad, double AverageHandleTimeSeconds, double ThresholdSeconds)
{
    /// <summary>Mean patience in seconds (Erlang A). Default infinity: nobody hangs up, Erlang C.</summary>
    public double MeanPatienceSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Standard deviation ÷ mean of the day factor that multiplies calls and load. Default 0: the mean day only.</summary>
    public double DayVariation { get; init; }

    /// <summary>Points for the day factor, 1, 3 or 5. Default 3. Not used without variation.</summary>
    public int DayPoints { get; init; } = 3;
}

/// <summary>Calls of an interval not served within the threshold, for every number of agents from none: the raw cost curve of staffing.</summary>
public static class LateCallsCurve
{
    /// <summary>Fills the curve: <c>lateCalls[c]</c> is calls × (1 − share of offered calls served in time) with c agents.</summary>
    /// <param name="demand">The queue's interval. Infinite patience means Erlang C, where every call is late unless agents exceed the load.</param>
    /// <param name="lateCalls">Receives the curve for 0, 1, 2 … agents; falling, from all calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or NaN.</exception>
    /// <remarks>Ascending, so that the loss formula costs one step per agent; late shares are sums of positive terms, so a curve that
    /// has fallen to 1e-15 of the calls still falls. No allocation in an optimised build.</remarks>
    public static void Fill(in IntervalDemand demand, Span<double> lateCalls)
    {
        Require.Load(demand.Calls);
        Require.Load(demand.OfferedLoad);
        Require.PositiveSeconds(demand.AverageHandleTimeSeconds);
        Require.Threshold(demand.ThresholdSeconds);
        Require.Patience(demand.MeanPatienceSeconds);
        lateCalls.Clear();
        if (demand.Calls == 0)
        {
            return;
        }

        Span<double> factors = stackalloc double[demand.DayVariation > 0 && demand.DayPoints is 3 or 5 ? demand.DayPoints : 1];
        Span<double> weights = stackalloc double[factors.Length];
        DayFactor.Fill(demand.DayVariation, factors, weights);
        for (int i = 0; i < factors.Length; i++)
        {
            double calls = demand.Calls * factors[i] * weights[i];
            double load = demand.OfferedLoad * factors[i];
            if (demand.MeanPatienceSeconds == double.PositiveInfinity)
            {
                AddEndless(demand, load, calls, lateCalls);
            }
            else
            {
                AddPatient(demand, load, calls, lateCalls);
            }
        }
    }

    private static void AddEndless(in IntervalDemand demand, double load, double calls, Span<double> late)
    {
        double decay = demand.ThresholdSeconds / demand.AverageHandleTimeSeconds;
        double inverse = 1;
        for (int c = 0; c < late.Length; c++)
        {
            if (c > 0)
            {
                inverse = load == 0 ? double.PositiveInfinity : Math.FusedMultiplyAdd(inverse, c / load, 1);
            }

            late[c] += c <= load ? calls : calls * ErlangC.Wait(load, c, inverse) * Math.Exp((load - c) * decay);
        }
    }

    private static void AddPatient(in IntervalDemand demand, double load, double calls, Span<double> late)
    {
        if (late.Length > 0)
        {
            late[0] += calls;
        }

        double inverse = 1;
        for (int c = 1; c < late.Length && inverse < double.PositiveInfinity && load > 0; c++)
        {
            late[c] += calls * new ErlangA(load, c, demand.AverageHandleTimeSeconds, demand.MeanPatienceSeconds, inverse)
                .LateShareOfOffered(demand.ThresholdSeconds);
            inverse = Math.FusedMultiplyAdd(inverse, c / load, 1);
        }
    }
}
