namespace Wfm.Queueing.Kernels;

/// <summary>Rates of M/M/s+M, per second. A fractional agent works that share of the time: rates lie on the line between both whole numbers.</summary>
/// <param name="Arrivals">Calls per second.</param>
/// <param name="Agents">Zero or more, whole or not.</param>
/// <param name="Service">Calls one agent ends per second.</param>
/// <param name="HangUp">Rate at which one waiting caller hangs up; infinite: nobody waits, so that no state has anybody waiting.</param>
internal readonly record struct QueueRates(double Arrivals, double Agents, double Service, double HangUp)
{
    public double LeavingFrom(int state)
    {
        if (HangUp == double.PositiveInfinity)
        {
            return Math.Min(state, Agents) * Service;
        }

        double whole = Math.Floor(Agents);
        double waiting = Math.Max(0, state - whole);
        double waitingWithOneMore = Math.Max(0, state - whole - 1);
        double share = Agents - whole;
        return Math.Min(state, Agents) * Service + (waiting + share * (waitingWithOneMore - waiting)) * HangUp;
    }
}
