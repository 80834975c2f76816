using Wfm.Domain;
using Wfm.Queueing.Simulation;

namespace Wfm.Requests;

/// <summary>How one queue's callers behave beyond calls, handle time and patience: what simulation knows and prediction does not.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Callers">Calling again, calling back, being passed on, busy signals.</param>
public sealed record QueueBehaviour(QueueId Queue, CallerBehaviour Callers)
{
    /// <summary>The queue calls are passed on to; null where none are.</summary>
    public QueueId? PassedOnTo { get; init; }

    /// <summary>People who take the queue with priority 2 or lower are asked only for callers who have waited this long. Default 0: at once.</summary>
    public double OverflowSeconds { get; init; }
}
