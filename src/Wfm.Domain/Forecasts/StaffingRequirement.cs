using NodaTime;

namespace Wfm.Domain;

/// <summary>The people one queue needs, interval by interval, and what each missing one costs.</summary>
/// <param name="Queue">Whose callers.</param>
/// <param name="IntervalLength">Length of every interval.</param>
/// <param name="Intervals">One per open interval, in increasing order of start.</param>
public sealed record StaffingRequirement(
    QueueId Queue, Duration IntervalLength, IReadOnlyList<RequirementInterval> Intervals)
{
    /// <summary>How much whole days differ from their forecast: standard deviation ÷ mean, 0 or more; null where nobody has told it.</summary>
    public double? DayVariation { get; init; }
}

/// <summary>The people needed in one interval.</summary>
/// <param name="Start">Start of the interval.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="AverageHandleSeconds">Expected mean handle time in seconds.</param>
/// <param name="RequiredErlangC">Fewest people on calls that meet the target by Erlang C.</param>
/// <param name="Required">Fewest people on calls that meet the target by the queue's own model.</param>
/// <param name="ScheduledNeeded">People to schedule: required ÷ (1 − shrinkage).</param>
/// <param name="Cost">The cost of 0, 1, 2 … people.</param>
public sealed record RequirementInterval(
    Instant Start,
    double Calls,
    double AverageHandleSeconds,
    int RequiredErlangC,
    int Required,
    double ScheduledNeeded,
    StaffingCost Cost);

/// <summary>What 0, 1, 2 … people cost in one interval, in callers not answered in time plus a little for idle people.</summary>
/// <param name="Hull">Convex: what search and bound work on. <c>Hull[c]</c> is the cost of c people; beyond the end the last slope goes on.</param>
/// <param name="True">The same before the convex hull was taken; equal to or above it.</param>
public sealed record StaffingCost(IReadOnlyList<double> Hull, IReadOnlyList<double> True);
