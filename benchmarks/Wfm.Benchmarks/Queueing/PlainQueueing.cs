using Wfm.Queueing;

namespace Wfm.Benchmarks.Queueing;

/// <summary>The baseline: textbook recursions from one agent upward, as most planning sheets do it. Also checks the answers.</summary>
internal static class PlainQueueing
{
    public static int AgentsByErlangC(in StaffingQuestion q)
    {
        double a = q.OfferedLoad, blocked = 1;
        for (int n = 1; ; n++)
        {
            blocked = a * blocked / (n + a * blocked);
            if (n > a)
            {
                double wait = n * blocked / (n - a * (1 - blocked));
                if (1 - wait * Math.Exp(-(n - a) * q.ThresholdSeconds / q.AverageHandleTimeSeconds) >= q.Target)
                {
                    return n;
                }
            }
        }
    }

    public static int AgentsByErlangA(in StaffingQuestion q)
    {
        double a = q.OfferedLoad, blocked = 1;
        double eta = a * q.MeanPatienceSeconds / q.AverageHandleTimeSeconds;
        double stay = Math.Exp(-q.ThresholdSeconds / q.MeanPatienceSeconds);
        for (int n = 1; ; n++)
        {
            double c = n * q.MeanPatienceSeconds / q.AverageHandleTimeSeconds;
            double idle = 1 / blocked;
            double waiting = Sum(c, eta);
            double late = Math.Exp(eta * (1 - stay)) * Math.Pow(stay, c) * Sum(c, eta * stay);
            if ((idle + waiting - late) / (idle + a / n * (1 + waiting)) >= q.Target)
            {
                return n;
            }

            blocked = a * blocked / (n + a * blocked);
        }
    }

    private static double Sum(double c, double z)
    {
        double sum = 0, term = 1;
        for (int k = 1; k < 100_000; k++)
        {
            term *= z / (c + k);
            sum += term;
            if (c + k > z && term < sum * 1e-17)
            {
                break;
            }
        }

        return sum;
    }
}
