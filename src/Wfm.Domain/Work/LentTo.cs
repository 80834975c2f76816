using NodaTime;

namespace Wfm.Domain;

/// <summary>Somebody takes a queue of another group for a while, beside their own.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Queue">Which.</param>
/// <param name="Span">When.</param>
public sealed record LentTo(AgentId Agent, QueueId Queue, Interval Span);
