namespace Wfm.Queueing.Kernels;

/// <summary>The wait with a given share of answered calls within it, by bisection.</summary>
internal static class WaitQuantile
{
    private const double Longest = 1e6;
    private const double Precise = 1e-6;

    /// <param name="share">Strictly between 0 and 1.</param>
    /// <param name="answeredWithin">Share of answered calls within a wait in seconds; null where nobody is answered.</param>
    /// <returns>Seconds, within 1e-6; null where nobody is answered, or where it is beyond eleven days.</returns>
    public static double? Of(double share, Func<double, double?> answeredWithin)
    {
        if (answeredWithin(0) is not double atOnce)
        {
            return null;
        }

        if (atOnce >= share)
        {
            return 0;
        }

        double below = 0, above = 1;
        while (answeredWithin(above) < share)
        {
            below = above;
            above *= 2;
            if (above > Longest)
            {
                return null;
            }
        }

        while (above - below > Precise)
        {
            double middle = (below + above) / 2;
            (below, above) = answeredWithin(middle) < share ? (middle, above) : (below, middle);
        }

        return above;
    }
}
