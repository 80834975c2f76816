namespace Wfm.Queueing.Kernels;

/// <summary>Fewest agents by Erlang C: one loss formula near the answer, then a walk of one recursion step per agent.</summary>
internal static class DelaySearch
{
    /// <summary>Up to this load the upward recursion from zero is cheaper than a guess.</summary>
    private const double LargestWalkedLoad = 64;

    /// <summary>Rounding allowed in a comparison, relative.</summary>
    internal const double Tie = 1e-14;

    public static StaffingAnswer Fewest(in StaffingQuestion q)
    {
        double a = q.OfferedLoad;
        double fewest = Math.Max(Math.Floor(a) + 1, Math.Ceiling(a / q.MaxOccupancy * (1 - Tie)));
        if (fewest > q.MaxAgents)
        {
            return StaffingAnswer.Beyond(q.MaxAgents);
        }

        int first = (int)fewest;
        double decay = q.ThresholdSeconds / q.AverageHandleTimeSeconds;
        int n = a <= LargestWalkedLoad ? first : Math.Clamp(Guess(a, Math.Min(decay, 1e3), 1 - q.Target), first, q.MaxAgents);
        double before = InverseBlocking.Of(a, n - 1);
        return Walk(q, first, n, before, decay);
    }

    /// <summary>Walks from n, where before = 1/B(n − 1), down while one fewer also meets the target, else up until it is met.</summary>
    private static StaffingAnswer Walk(in StaffingQuestion q, int first, int n, double before, double decay)
    {
        double a = q.OfferedLoad;
        double late = (1 - q.Target) * (1 + Tie);
        double here = Math.FusedMultiplyAdd(before, n / a, 1);
        double tail = Math.Exp((a - n) * decay);
        double step = Math.Exp(-decay);
        if (n * tail <= late * Math.FusedMultiplyAdd(n - a, here, a))
        {
            while (n > first && (n - 1) * Math.Exp((a - (n - 1)) * decay) <= late * Math.FusedMultiplyAdd(n - 1 - a, before, a))
            {
                n--;
                here = before;
                before = (here - 1) * (a / n);
            }
        }
        else
        {
            do
            {
                if (n == q.MaxAgents)
                {
                    return StaffingAnswer.Beyond(n);
                }

                n++;
                before = here;
                here = Math.FusedMultiplyAdd(before, n / a, 1);
                tail *= step;
            }
            while (n * tail > late * Math.FusedMultiplyAdd(n - a, here, a));
        }

        return Answer(a, n, before, here, decay);
    }

    private static StaffingAnswer Answer(double a, int n, double before, double here, double decay)
    {
        double wait = ErlangC.Wait(a, n, here);
        double? oneFewer = n - 1 > a ? 1 - ErlangC.Wait(a, n - 1, before) * Math.Exp((a - (n - 1)) * decay) : null;
        return new StaffingAnswer(StaffingOutcome.Met, n, 1 - wait * Math.Exp((a - n) * decay), oneFewer, wait, 0, a / n);
    }

    /// <summary>
    /// a + β√a with β from the square-root law of Halfin and Whitt (1981), P(wait) = 1/(1 + β Φ(β)/φ(β)), three Newton steps;
    /// Φ by the approximation of Börjesson and Sundberg (1979). Only a starting point, usually within two agents.
    /// </summary>
    private static int Guess(double a, double decay, double late)
    {
        double root = Math.Sqrt(a);
        double slope = root * decay;
        double logLate = Math.Log(late);
        double beta = 0.5;
        for (int i = 0; i < 3; i++)
        {
            double inverseDensity = Math.Sqrt(2 * Math.PI) * Math.Exp(beta * beta / 2);
            double upperRatio = 1 / (0.661 * beta + 0.339 * Math.Sqrt(beta * beta + 5.51));
            double ratio = inverseDensity - upperRatio;
            double scale = 1 + beta * ratio;
            double value = -Math.Log(scale) - beta * slope - logLate;
            double derivative = -ratio / scale - beta - slope;
            beta = Math.Clamp(beta - value / derivative, 0, 9);
        }

        return (int)Math.Min(int.MaxValue, Math.Ceiling(a + beta * root));
    }
}
