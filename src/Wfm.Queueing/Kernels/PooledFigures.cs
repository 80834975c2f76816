namespace Wfm.Queueing.Kernels;

/// <summary>All figures of one call offered to a solved system.</summary>
internal static class PooledFigures
{
    /// <summary>Waits without a bound are left out of the sums: they belong to overload in which nobody hangs up.</summary>
    public static CallFigures OfOneCall(in ErlangA system, double thresholdSeconds, double shortSeconds)
    {
        double inTime = system.ServiceLevelOfOffered(thresholdSeconds);
        double abandoned = Math.Clamp(system.ProbabilityOfAbandonment, 0, 1);
        double waitOfAnswered = (system.AverageSpeedOfAnswerSeconds ?? 0) * (1 - abandoned);
        double waitOfAll = system.MeanWaitSeconds;
        return new CallFigures(
            1,
            Math.Min(inTime, 1 - abandoned),
            abandoned,
            system.ProbabilityOfAbandonmentWithin(shortSeconds),
            system.ProbabilityOfAbandonmentWithin(thresholdSeconds),
            system.ServiceLevelVirtualWait(thresholdSeconds),
            waitOfAnswered,
            double.IsFinite(waitOfAll) ? Math.Max(0, waitOfAll - waitOfAnswered) : 0);
    }
}
