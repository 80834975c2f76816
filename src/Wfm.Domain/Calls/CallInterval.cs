using NodaTime;

namespace Wfm.Domain;

/// <summary>What one queue saw in one interval of the telephony's statistics.</summary>
/// <param name="Start">Start of the interval.</param>
/// <param name="Length">Its length; divides an hour.</param>
/// <param name="Offered">Calls that came; 0 or more.</param>
/// <param name="Answered">Calls answered, where the source says.</param>
/// <param name="Abandoned">Calls that hung up, where the source says.</param>
/// <param name="AnsweredInTime">Calls answered within the source's threshold, where it says.</param>
/// <param name="HandleSeconds">Sum of talk, hold and after-call work of the calls handled, in seconds, where the source says.</param>
/// <param name="WaitSeconds">Sum of all callers' waiting, in seconds, where the source says.</param>
/// <param name="AnsweredWaitSeconds">The part of it of callers who were answered, in seconds, where the source says.</param>
/// <param name="ShortAbandoned">Calls that hung up within the source's short limit, where it says; among the abandoned.</param>
/// <param name="AbandonedInTime">Calls that hung up later than that and within the threshold of <paramref name="AnsweredInTime"/>, where the source says; among the abandoned.</param>
public readonly record struct CallInterval(
    Instant Start,
    Duration Length,
    int Offered,
    int? Answered = null,
    int? Abandoned = null,
    int? AnsweredInTime = null,
    double? HandleSeconds = null,
    double? WaitSeconds = null,
    double? AnsweredWaitSeconds = null,
    int? ShortAbandoned = null,
    int? AbandonedInTime = null)
{
    /// <summary>First moment after the interval.</summary>
    public Instant End => Start + Length;

    /// <summary>Mean handle time in seconds; empty where nothing was handled or the source does not say.</summary>
    public double? AverageHandleSeconds =>
        HandleSeconds is { } seconds && (Answered ?? Offered) is > 0 and var handled ? seconds / handled : null;
}
