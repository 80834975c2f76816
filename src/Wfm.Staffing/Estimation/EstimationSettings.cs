using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Whose waiting a source adds up in <see cref="CallInterval.WaitSeconds"/>.</summary>
public enum WaitBooking
{
    /// <summary>Everybody's: those who were answered and those who hung up. What our own files promise.</summary>
    AllCallers,

    /// <summary>Only the waiting of callers who were answered. Patience cannot be told from it, only a bound below.</summary>
    AnsweredOnly,
}

/// <summary>How patience and handle time are measured on a history.</summary>
public sealed record EstimationSettings
{
    /// <summary>Only the latest weeks of each queue count. Default 26.</summary>
    public int Weeks { get; init; } = 26;

    /// <summary>Whose waiting the source adds up. Default everybody's.</summary>
    public WaitBooking Waits { get; init; } = WaitBooking.AllCallers;

    /// <summary>
    /// The weight of the group in abandoned calls: a queue with that many of its own counts as much as its group.
    /// Default empty: learned from how much the queues differ, between <see cref="LeastPriorCalls"/> and <see cref="MostPriorCalls"/>.
    /// </summary>
    public double? PriorAbandonedCalls { get; init; }

    /// <summary>The group's least weight: queues are never taken as wholly different.</summary>
    public const double LeastPriorCalls = 5;

    /// <summary>The group's largest weight: queues are never taken as wholly alike.</summary>
    public const double MostPriorCalls = 200;

    /// <summary>The group's weight where too few queues are known to learn it.</summary>
    public const double UsualPriorCalls = 20;
}
