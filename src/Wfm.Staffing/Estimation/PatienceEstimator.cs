using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Measures how long callers wait before they hang up.</summary>
/// <remarks>
/// <para>θ = abandoned calls ÷ seconds waited by everybody, answered or not: every second of waiting is a chance to hang up, and an answer
/// only ends the watching. For exponential patience that is the most likely value; for other patience the value with which Erlang A
/// gives the abandonment that was seen. Source: A. Mandelbaum and S. Zeltyn (2005), "The Palm/Erlang-A queue".</para>
/// <para>A queue leans on its group, a group on the centre, each as if it had seen a stated number of abandoned calls at the other's rate
/// (gamma prior): θ = (own abandoned + prior) ÷ (own waiting + prior ÷ θ of the group). That number is 1 ÷ the variance of log θ
/// between the queues beyond chance. The band is that of the posterior gamma; it does not know that the group itself is uncertain.</para>
/// <para>A source that leaves short abandons out of <c>abandoned</c> makes patience look longer, by about the share of waiting below its limit.
/// Bias and coverage are measured in <c>PatienceEstimatorTests</c>.</para>
/// </remarks>
public static class PatienceEstimator
{
    private const double Z95 = 1.6448536269514722;

    /// <summary>−ln 0.05: where nobody hung up, θ is below this ÷ waiting with 95 % probability.</summary>
    private const double NoneSeen = 2.995732273553991;

    // Fewer abandoned calls than this say nothing of how queues differ.
    private const int FewestToCompare = 5;

    /// <summary>The patience of every queue.</summary>
    /// <param name="history">One series per queue.</param>
    /// <param name="groups">The answer group of each queue; one not named leans on the centre itself.</param>
    /// <param name="settings">Which weeks, whose waits, how strong the group is.</param>
    /// <returns>One estimate per series, in their order; never NaN, always above zero.</returns>
    public static IReadOnlyList<PatienceEstimate> Estimate(
        IReadOnlyList<CallSeries> history, IReadOnlyDictionary<QueueId, GroupId> groups, EstimationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(settings);
        Seen[] seen = [.. history.Select(series => Look(series, settings.Weeks))];
        double abandoned = seen.Sum(queue => queue.Abandoned), waited = seen.Sum(queue => queue.WaitSeconds);
        if (settings.Waits == WaitBooking.AnsweredOnly || abandoned <= 0 || waited <= 0)
        {
            return [.. seen.Select(queue => Default(queue, settings.Waits))];
        }

        double prior = settings.PriorAbandonedCalls ?? PriorOf(seen), ofCentre = abandoned / waited;
        Dictionary<GroupId, double> ofGroup = seen.Where(queue => groups.ContainsKey(queue.Queue)).GroupBy(queue => groups[queue.Queue])
            .ToDictionary(group => group.Key, group => Rate(group.Sum(queue => queue.Abandoned), group.Sum(queue => queue.WaitSeconds), prior, ofCentre));
        return [.. seen.Select(queue => Leaning(queue, prior, groups.TryGetValue(queue.Queue, out GroupId group) ? ofGroup[group] : ofCentre))];
    }

    private static Seen Look(CallSeries series, int weeks)
    {
        double abandoned = 0, waited = 0;
        HashSet<LocalDate> days = [];
        foreach (CallInterval interval in RecentIntervals.Of(series, weeks))
        {
            if (interval is { Abandoned: { } lost, WaitSeconds: { } seconds } && double.IsFinite(seconds))
            {
                abandoned += lost;
                waited += seconds;
                days.Add(RecentIntervals.DayOf(series, interval));
            }
        }

        return new Seen(series.Queue, abandoned, waited, days.Count);
    }

    /// <summary>How many abandoned calls the group is worth: one over the variance between queues (DerSimonian and Laird on log θ).</summary>
    private static double PriorOf(IReadOnlyList<Seen> seen)
    {
        Seen[] told = [.. seen.Where(queue => queue.Abandoned >= FewestToCompare && queue.WaitSeconds > 0)];
        if (told.Length < 3)
        {
            return EstimationSettings.UsualPriorCalls;
        }

        double weight = told.Sum(queue => queue.Abandoned), squares = told.Sum(queue => queue.Abandoned * queue.Abandoned);
        double mean = told.Sum(queue => queue.Abandoned * queue.LogRate) / weight;
        double spread = told.Sum(queue => queue.Abandoned * Square(queue.LogRate - mean));
        double between = (spread - (told.Length - 1)) / (weight - (squares / weight));
        return between > 0
            ? Math.Clamp(1 / between, EstimationSettings.LeastPriorCalls, EstimationSettings.MostPriorCalls)
            : EstimationSettings.MostPriorCalls;
    }

    private static PatienceEstimate Leaning(Seen queue, double prior, double ofGroup)
    {
        double shape = queue.Abandoned + prior, rate = Rate(queue.Abandoned, queue.WaitSeconds, prior, ofGroup);
        bool isOwn = queue.Abandoned > 0 || queue.WaitSeconds > 0;
        return new PatienceEstimate(
            queue.Queue,
            isOwn ? PatienceSource.Measured : PatienceSource.Group,
            Seconds(1 / rate),
            Seconds(1 / (rate * GammaFactor(shape, Z95))),
            Seconds(1 / (rate * GammaFactor(shape, -Z95))),
            queue.WaitSeconds / (queue.WaitSeconds + (prior / ofGroup)),
            queue.Abandoned,
            queue.WaitSeconds,
            queue.Days,
            null);
    }

    private static PatienceEstimate Default(Seen queue, WaitBooking waits)
    {
        PatienceSource source = queue.Days == 0 ? PatienceSource.NotTold
            : waits == WaitBooking.AnsweredOnly ? PatienceSource.AnsweredWaitsOnly
            : PatienceSource.NobodyHungUp;
        double atLeast = source switch
        {
            PatienceSource.AnsweredWaitsOnly when queue.Abandoned > 0 => queue.WaitSeconds / queue.Abandoned,
            PatienceSource.NobodyHungUp => queue.WaitSeconds / NoneSeen,
            _ => 0,
        };
        return new PatienceEstimate(
            queue.Queue, source, QueueTarget.DefaultMeanPatience, null, null, 0, queue.Abandoned, queue.WaitSeconds, queue.Days,
            atLeast > 0 ? Seconds(atLeast) : null);
    }

    private static double Rate(double abandoned, double waited, double prior, double leansOn) => (abandoned + prior) / (waited + (prior / leansOn));

    /// <summary>A quantile of a gamma variable of mean 1, by Wilson and Hilferty's cube; within 1 % from a shape of 5.</summary>
    private static double GammaFactor(double shape, double z)
    {
        double root = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        return root * root * root;
    }

    private static double Square(double value) => value * value;

    // A patience must be a time above zero and one that adds up; ten days are as good as for ever.
    private static Duration Seconds(double seconds) => Duration.FromSeconds(Math.Clamp(seconds, 0.1, 864_000));

    private readonly record struct Seen(QueueId Queue, double Abandoned, double WaitSeconds, int Days)
    {
        public double LogRate => Math.Log(Abandoned / WaitSeconds);
    }
}
