using Wfm.Domain;
using Wfm.Requests;

namespace Wfm.Intraday;

/// <summary>One queue's rest of the day before and after a proposal.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="LevelBefore">Expected share in time of the calls to come, with nothing done.</param>
/// <param name="LevelAfter">The same with the proposal.</param>
/// <param name="BandAfter">The band eight of ten such days fall into with the proposal.</param>
/// <param name="LateBefore">Expected calls not answered in time, with nothing done.</param>
/// <param name="LateAfter">The same with the proposal.</param>
/// <param name="ChanceBelowBefore">Chance of lying below the lower limit, with nothing done.</param>
/// <param name="ChanceBelowAfter">The same with the proposal.</param>
public sealed record QueueEffect(
    QueueId Queue,
    double? LevelBefore,
    double? LevelAfter,
    (double Low, double High)? BandAfter,
    double LateBefore,
    double LateAfter,
    double ChanceBelowBefore,
    double ChanceBelowAfter)
{
    /// <summary>Every queue of a day before and after; both looked at with the same calls.</summary>
    /// <param name="before">The day with nothing done.</param>
    /// <param name="after">The same day with some changes.</param>
    public static IReadOnlyList<QueueEffect> Between(DayLook before, DayLook after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return [.. before.Queues.Select(queue => Between(queue.Limits, queue.Rest, after.Queues.First(other => other.Queue == queue.Queue).Rest))];
    }

    internal static QueueEffect Between(ActionLimits limits, QueueRest was, QueueRest now) =>
        new(was.Promise.Queue, was.Level, now.Level, now.Band(0.8), Late(was), Late(now), ChanceBelow(was, limits), ChanceBelow(now, limits));

    /// <summary>Chance that the calls to come lie below the lower limit; 0 without calls, or where everything will do.</summary>
    internal static double ChanceBelow(QueueRest rest, ActionLimits limits) => limits.Lower is > 0 and < 1 && rest.ChanceOf(limits.Lower) is { } reached ? 1 - reached : 0;

    /// <summary>Expected calls to come that are not answered in time.</summary>
    internal static double Late(QueueRest rest) => rest.Slots.Sum(slot => slot.Calls * (1 - slot.Level));
}
