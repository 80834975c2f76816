namespace Wfm.Queueing.Kernels;

/// <summary>Fewest agents by Erlang B: upward recursion for small loads, doubling and bisection of the descending series for large ones.</summary>
internal static class LossSearch
{
    private const double LargestWalkedLoad = 200;

    public static StaffingAnswer Fewest(in StaffingQuestion q)
    {
        double a = q.OfferedLoad;
        if (a * q.Target * (1 - DelaySearch.Tie) > q.MaxAgents)
        {
            return StaffingAnswer.Beyond(q.MaxAgents);
        }

        // No more than n of a erlangs are carried by n agents, so fewer than a·target never do.
        int below = a <= LargestWalkedLoad ? 0 : (int)Math.Max(0, Math.Ceiling(a * q.Target * (1 - DelaySearch.Tie)) - 1);
        if (a > LargestWalkedLoad)
        {
            below = Bracket(q, below);
        }

        int n = below;
        double before = n == 0 ? 1 : InverseBlocking.Of(a, n), here = before;
        do
        {
            if (n == q.MaxAgents)
            {
                return StaffingAnswer.Beyond(n);
            }

            n++;
            before = here;
            here = Math.FusedMultiplyAdd(before, n / a, 1);
        }
        while (!Meets(q, n, here));

        double? oneFewer = n == 1 ? null : 1 - 1 / before;
        return new StaffingAnswer(StaffingOutcome.Met, n, 1 - 1 / here, oneFewer, 1 / here, 0, a * (1 - 1 / here) / n);
    }

    /// <summary>The largest number of agents known not to meet the target, by doubling steps and bisection.</summary>
    private static int Bracket(in StaffingQuestion q, int below)
    {
        long step = (long)Math.Max(1, 0.25 * Math.Sqrt(q.OfferedLoad));
        long upper = below + step;
        while (upper < q.MaxAgents && !Meets(q, (int)upper, InverseBlocking.Of(q.OfferedLoad, (int)upper)))
        {
            below = (int)upper;
            step *= 2;
            upper += step;
        }

        upper = Math.Min(upper, q.MaxAgents);
        while (upper - below > 1)
        {
            int middle = (int)((upper + below) / 2);
            if (Meets(q, middle, InverseBlocking.Of(q.OfferedLoad, middle)))
            {
                upper = middle;
            }
            else
            {
                below = middle;
            }
        }

        return below;
    }

    private static bool Meets(in StaffingQuestion q, int n, double inverseBlocking)
    {
        double blocked = 1 / inverseBlocking;
        return blocked <= (1 - q.Target) * (1 + DelaySearch.Tie)
            && q.OfferedLoad * (1 - blocked) <= q.MaxOccupancy * n * (1 + DelaySearch.Tie);
    }
}
