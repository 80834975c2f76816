using System.Globalization;
using Wfm.Scheduling.Rules;

namespace Wfm.Requests;

/// <summary>Turns figures into what we say to the group leader, with the reason in figures.</summary>
internal static class Judgement
{
    /// <summary>Change of a day's level that shows in a figure with one decimal.</summary>
    private const double Visible = 0.0005;

    /// <param name="queues">What callers notice.</param>
    /// <param name="violations">Rules that would be broken.</param>
    /// <param name="options">What counts as fine.</param>
    public static (Recommendation Recommendation, string Reason) Of(
        IReadOnlyList<QueueConsequence> queues, IReadOnlyList<RuleViolation> violations, WeighOptions options)
    {
        if (violations.Count > 0)
        {
            string more = violations.Count > 1 ? $" and {violations.Count - 1} more" : "";
            return (Recommendation.NotRecommended, $"A rule would be broken: {violations[0]}{more}");
        }

        if (queues.Count == 0)
        {
            return (Recommendation.Fits, "Callers notice nothing.");
        }

        (Recommendation Recommendation, string Reason, double Fall) worst = queues
            .Select(queue => OfQueue(queue, options)).OrderByDescending(judged => judged.Recommendation).ThenByDescending(judged => Math.Abs(judged.Fall)).First();
        return (worst.Recommendation, worst.Reason);
    }

    /// <summary>Whether a day's level, before or after, lies so near its target that it is worth simulating.</summary>
    public static bool IsNearALimit(QueueConsequence queue, WeighOptions options) =>
        queue is { Before.ServiceLevel: { } before, After.ServiceLevel: { } after }
        && (Math.Abs(before - queue.TargetShare) <= options.Margin || Math.Abs(after - queue.TargetShare) <= options.Margin
            || (before >= queue.TargetShare) != (after >= queue.TargetShare));

    /// <summary>The judgement from a day's two levels alone.</summary>
    public static Recommendation OfLevels(double before, double after, double target, WeighOptions options)
    {
        double fall = before - after;
        if (fall < options.Unnoticed && (after >= target || before < target))
        {
            return Recommendation.Fits;
        }

        bool isLost = before >= target ? after < target : fall >= options.Clear;
        return isLost ? Recommendation.NotRecommended : after < target + options.Margin ? Recommendation.Tight : Recommendation.Fits;
    }

    private static (Recommendation Recommendation, string Reason, double Fall) OfQueue(QueueConsequence queue, WeighOptions options)
    {
        if (queue is not { Before.ServiceLevel: { } before, After.ServiceLevel: { } after })
        {
            return (Recommendation.Fits, $"{queue.Queue}: no calls that day.", 0);
        }

        double shift = options.Shift.GetValueOrDefault(queue.Queue);
        (before, after) = (Math.Clamp(before + shift, 0, 1), Math.Clamp(after + shift, 0, 1));

        if (queue.Intervals.FirstOrDefault(interval => interval is { Calls: > 0, PeopleBefore: > 0, PeopleAfter: 0 }) is { } left)
        {
            return (Recommendation.NotRecommended, $"Nobody is left on {queue.Queue} in {Count(queue, interval => interval is { Calls: > 0, PeopleBefore: > 0, PeopleAfter: 0 })} intervals.", 1 + left.Calls);
        }

        Recommendation recommendation = OfLevels(before, after, queue.TargetShare, options);
        double chanceFall = (queue.Before.ChanceOfTarget - queue.After.ChanceOfTarget) ?? 0;
        bool isLessSure = chanceFall >= options.ChanceFall;
        recommendation = isLessSure && recommendation == Recommendation.Fits ? Recommendation.Tight : recommendation;
        return (recommendation, Words(queue, before, after, isLessSure), before - after);
    }

    private static string Words(QueueConsequence queue, double before, double after, bool isLessSure)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        string date = string.Create(plain, $"{queue.Date:ddd yyyy-MM-dd}");
        if (Math.Abs(after - before) < Visible)
        {
            return string.Create(plain, $"Callers hardly notice: {queue.Queue} stays at {after * 100:0.0} % on {date}.");
        }

        string target = string.Create(plain, $"{queue.TargetShare * 100:0.#} %");
        string stand = (before >= queue.TargetShare, after >= queue.TargetShare) switch
        {
            (true, false) => $"below the {target} promised",
            (false, false) => $"below the {target} promised already",
            _ => $"{target} is promised",
        };
        string chance = isLessSure
            ? string.Create(plain, $", and the chance that the day reaches it falls from {queue.Before.ChanceOfTarget * 100:0} % to {queue.After.ChanceOfTarget * 100:0} %")
            : "";
        return string.Create(
            plain,
            $"{queue.Queue} {(after <= before ? "goes" : "rises")} from {before * 100:0.0} % to {after * 100:0.0} % on {date} ({queue.After.LateCalls - queue.Before.LateCalls:+0.0;-0.0;0.0} late calls); {stand}{chance}.");
    }

    private static int Count(QueueConsequence queue, Func<IntervalConsequence, bool> where) => queue.Intervals.Count(where);
}
