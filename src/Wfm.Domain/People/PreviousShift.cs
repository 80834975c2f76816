using NodaTime;

namespace Wfm.Domain;

/// <summary>A shift worked before the period, known by its ends only; rest and runs are counted across the border.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Span">From the first to the last moment at work, lunch included.</param>
public sealed record PreviousShift(AgentId Agent, Interval Span);
