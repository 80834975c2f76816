using Wfm.Domain;
using Wfm.Queueing;

namespace Wfm.Staffing;

/// <summary>The cost of 0, 1, 2 … people in one interval: callers not answered in time, and a little for people without callers.</summary>
internal static class CostTable
{
    private const double NegligibleLateCalls = 1e-3;
    private const int PeopleBeyondRequired = 6;

    public static StaffingCost Of(in IntervalDemand demand, int required, double idleCost, int most)
    {
        double[] cost = LateCalls(demand, required, most);
        for (int people = required + 1; people < cost.Length; people++)
        {
            int idle = people - required;
            cost[people] += idleCost * (idle + ((double)idle * idle / Math.Max(1, required)));
        }

        double[] hull = ConvexHull.LowerConvex(cost);
        return new StaffingCost(hull, cost);
    }

    /// <summary>Long enough that one more person would help nobody, so that the last slope, which goes on for ever, is the price of idleness.</summary>
    private static double[] LateCalls(in IntervalDemand demand, int required, int most)
    {
        for (int length = required + PeopleBeyondRequired + 1; ; length += PeopleBeyondRequired + (length / 4))
        {
            double[] late = new double[length];
            LateCallsCurve.Fill(demand, late);
            if (late[^1] <= NegligibleLateCalls || length > most)
            {
                return late;
            }
        }
    }
}
