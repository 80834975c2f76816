using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Work that may wait: mail, cases, back office.</summary>
/// <param name="Queue">Whose.</param>
/// <param name="Available">When it can be taken up: its arrival, or the next opening after it.</param>
/// <param name="Due">When it must be finished; empty means after the plan ends.</param>
/// <param name="Hours">Hours of work; 0 or more.</param>
public sealed record DeferredWork(QueueId Queue, Instant Available, Instant? Due, double Hours)
{
    /// <summary>Whether it lay there when the plan began: no part of what may turn out more or less.</summary>
    public bool IsBacklog { get; init; }
}

/// <summary>Time for deferred work in one interval.</summary>
/// <param name="Span">The interval.</param>
/// <param name="Hours">Person-hours: scheduled for such work and usable idle time; 0 or more.</param>
public sealed record DeferredCapacity(Interval Span, double Hours);
