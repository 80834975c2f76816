using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>What a telephone system tells at one moment of a day.</summary>
/// <param name="At">When it tells it.</param>
/// <param name="States">States of agents.</param>
/// <param name="IsSnapshot">Whether they are everybody who is logged on.</param>
/// <param name="Queues">How queues stand.</param>
/// <param name="Intervals">Intervals that have ended, or are told again with what was still under way then.</param>
public sealed record ReplayStep(
    Instant At, IReadOnlyList<ReplayState> States, bool IsSnapshot, IReadOnlyList<ReplayQueue> Queues, IReadOnlyList<(QueueId Queue, CallInterval Interval)> Intervals);

/// <summary>An agent's state.</summary>
/// <param name="Agent">Who.</param>
/// <param name="State">The telephone system's code.</param>
/// <param name="At">Since when.</param>
public readonly record struct ReplayState(AgentId Agent, string State, Instant At);

/// <summary>How a queue stands.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Waiting">Callers waiting.</param>
/// <param name="LongestWaitSeconds">How long the first of them has waited.</param>
/// <param name="AgentsReady">Agents with the skill who are ready.</param>
/// <param name="AgentsBusy">Agents with the skill who are busy.</param>
public readonly record struct ReplayQueue(QueueId Queue, int Waiting, int LongestWaitSeconds, int AgentsReady, int AgentsBusy);
