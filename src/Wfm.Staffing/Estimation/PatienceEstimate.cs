using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Where a queue's patience comes from.</summary>
public enum PatienceSource
{
    /// <summary>Its own callers, leaning on its group as <see cref="PatienceEstimate.OwnWeight"/> says.</summary>
    Measured,

    /// <summary>Its group alone: no caller of its own hung up or waited.</summary>
    Group,

    /// <summary>The default, because nobody in the whole centre hung up.</summary>
    NobodyHungUp,

    /// <summary>The default, because the source does not tell abandoned calls together with waiting.</summary>
    NotTold,

    /// <summary>The default, because the source tells the waiting of answered callers only.</summary>
    AnsweredWaitsOnly,
}

/// <summary>The patience of one queue's callers, how sure it is and what it rests on.</summary>
/// <param name="Queue">Whose callers.</param>
/// <param name="Source">Where the figure comes from.</param>
/// <param name="MeanPatience">Mean time before a waiting caller hangs up.</param>
/// <param name="Low">Lower end of the 90 % band; empty for a default.</param>
/// <param name="High">Upper end of the 90 % band; empty for a default.</param>
/// <param name="OwnWeight">Share of the figure that rests on the queue's own callers, 0 to 1; the rest is its group.</param>
/// <param name="Abandoned">Calls that hung up, in the intervals that tell it.</param>
/// <param name="WaitSeconds">Waiting of those intervals, in seconds.</param>
/// <param name="Days">Days with such an interval.</param>
/// <param name="AtLeast">A bound below where the figure itself is a default: patience is hardly shorter than this; empty where nothing is known.</param>
public sealed record PatienceEstimate(
    QueueId Queue,
    PatienceSource Source,
    Duration MeanPatience,
    Duration? Low,
    Duration? High,
    double OwnWeight,
    double Abandoned,
    double WaitSeconds,
    int Days,
    Duration? AtLeast)
{
    /// <summary>Whether the figure rests on calls, not on a default.</summary>
    public bool IsMeasured => Source is PatienceSource.Measured or PatienceSource.Group;
}
