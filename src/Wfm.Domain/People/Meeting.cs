using NodaTime;

namespace Wfm.Domain;

/// <summary>Something a person does at a fixed time that is not taking contacts.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Start">From when, on the wall clock.</param>
/// <param name="End">Until when.</param>
/// <param name="Activity">What.</param>
/// <param name="IsMovable">Whether plans and the repair of a running day may move it within its day.</param>
public sealed record Meeting(AgentId Agent, LocalDateTime Start, LocalDateTime End, ActivityKind Activity, bool IsMovable);
