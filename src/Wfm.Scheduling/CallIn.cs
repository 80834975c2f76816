using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>A shift somebody called in by the hour (timvikarie) would help with, and who could take it.</summary>
/// <param name="Date">The day.</param>
/// <param name="Span">From start to end.</param>
/// <param name="Shift">The shift in slots.</param>
/// <param name="Saving">Cost it saves in the plan; wages are not in it.</param>
/// <param name="LateCalls">Fewer callers answered late, by the true tables; null where requirements rather than tables were given.</param>
/// <param name="Agents">Who may take it by skills, absences and rules, best known first by the problem's order.</param>
public sealed record CallIn(
    LocalDate Date, Interval Span, DayShift Shift, double Saving, double? LateCalls, IReadOnlyList<AgentId> Agents);
