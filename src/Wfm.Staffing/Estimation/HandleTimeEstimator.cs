using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Measures mean handle time: talk, hold and after-call work, each call counted once.</summary>
/// <remarks>
/// The ratio of seconds to calls; its standard error from how whole days differ (calls of one day are alike), from three days on.
/// A queue leans on its group, a group on the centre, by the spread between queues beyond that error: own share = τ² ÷ (τ² + error²).
/// Hours of the day are told only where hours learned on every other day foretell the days between, both ways round.
/// </remarks>
public static class HandleTimeEstimator
{
    private const double Z95 = 1.6448536269514722;

    // Queues that look alike by chance still differ this much, relative to their mean.
    private const double LeastSpread = 0.05;
    private const double UsualSpread = 0.25;

    /// <summary>The mean handle time of every queue.</summary>
    /// <param name="history">One series per queue.</param>
    /// <param name="groups">The answer group of each queue; one not named leans on the centre itself.</param>
    /// <param name="settings">Which weeks.</param>
    /// <returns>One estimate per series, in their order; never NaN.</returns>
    public static IReadOnlyList<HandleTimeEstimate> Estimate(
        IReadOnlyList<CallSeries> history, IReadOnlyDictionary<QueueId, GroupId> groups, EstimationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(settings);
        HandledDays[] seen = [.. history.Select(series => HandledDays.Of(series, settings.Weeks))];
        HandledDays[] told = [.. seen.Where(queue => queue.Handled > 0)];
        if (told.Length == 0)
        {
            return [.. seen.Select(queue => new HandleTimeEstimate(queue.Queue, null, null, null, 0, 0, 0, new Dictionary<int, double>()))];
        }

        double spread = Spread(told);
        Mean ofCentre = Pool(told, spread, null);
        Dictionary<GroupId, Mean> ofGroup = told.Where(queue => groups.ContainsKey(queue.Queue)).GroupBy(queue => groups[queue.Queue])
            .ToDictionary(group => group.Key, group => Pool([.. group], spread, ofCentre));
        return [.. seen.Select(queue => Leaning(
            queue, spread, groups.TryGetValue(queue.Queue, out GroupId group) ? ofGroup.GetValueOrDefault(group, ofCentre) : ofCentre))];
    }

    /// <summary>How much queues differ, relative to their mean and beyond the error of each.</summary>
    private static double Spread(HandledDays[] told)
    {
        if (told.Length < 3)
        {
            return UsualSpread;
        }

        double mean = told.Average(queue => Math.Log(queue.Mean));
        double variance = told.Sum(queue => Math.Pow(Math.Log(queue.Mean) - mean, 2)) / (told.Length - 1);
        return Math.Max(LeastSpread, Math.Sqrt(Math.Max(0, variance - told.Average(queue => Math.Pow(queue.Error / queue.Mean, 2)))));
    }

    private static Mean Pool(HandledDays[] queues, double spread, Mean? leansOn)
    {
        double weights = 0, sum = 0;
        foreach (HandledDays queue in queues)
        {
            double weight = 1 / ((spread * spread * queue.Mean * queue.Mean) + (queue.Error * queue.Error));
            weights += weight;
            sum += weight * queue.Mean;
        }

        if (leansOn is { } centre)
        {
            double weight = 1 / (spread * spread * centre.Seconds * centre.Seconds);
            weights += weight;
            sum += weight * centre.Seconds;
        }

        return new Mean(sum / weights);
    }

    private static HandleTimeEstimate Leaning(HandledDays queue, double spread, Mean group)
    {
        double between = Math.Pow(spread * group.Seconds, 2);
        double within = queue.Handled > 0 ? queue.Error * queue.Error : double.PositiveInfinity;
        double own = double.IsInfinity(within) ? 0 : between / (between + within);
        double mean = queue.Handled > 0 ? (own * queue.Mean) + ((1 - own) * group.Seconds) : group.Seconds;
        double error = double.IsInfinity(within) ? Math.Sqrt(between) : Math.Sqrt(own * within);
        return new HandleTimeEstimate(
            queue.Queue,
            mean,
            Math.Max(0, mean - (Z95 * error)),
            mean + (Z95 * error),
            own,
            queue.Handled,
            queue.Days,
            HoursOfDay.Of(queue, mean));
    }

    private readonly record struct Mean(double Seconds);
}
