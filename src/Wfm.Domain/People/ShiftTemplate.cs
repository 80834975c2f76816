using NodaTime;

namespace Wfm.Domain;

/// <summary>A pattern shifts are made from: when they may start, how long they are, where lunch and breaks may lie.</summary>
/// <param name="Id">Code.</param>
/// <param name="Weekdays">The weekdays it may be used on.</param>
/// <param name="EarliestStart">Earliest start.</param>
/// <param name="LatestStart">Latest start.</param>
/// <param name="StartStep">Starts lie at the earliest start plus whole multiples of this; positive.</param>
/// <param name="ShortestWork">Shortest paid time (lunch not counted).</param>
/// <param name="LongestWork">Longest paid time (lunch not counted).</param>
/// <param name="ShortestLunch">Shortest unpaid meal break (rast); zero means a shift without one.</param>
/// <param name="LongestLunch">Longest unpaid meal break.</param>
/// <param name="EarliestLunch">Earliest start of the meal break; empty without one.</param>
/// <param name="LatestLunchEnd">Latest end of the meal break; empty without one.</param>
/// <param name="Breaks">Paid short breaks (paus), 0 to 2: one before lunch and one after.</param>
/// <param name="BreakLength">Length of each short break.</param>
/// <param name="Contract">The contract it is for; empty means any.</param>
public sealed record ShiftTemplate(
    TemplateId Id,
    IReadOnlyList<IsoDayOfWeek> Weekdays,
    LocalTime EarliestStart,
    LocalTime LatestStart,
    Duration StartStep,
    Duration ShortestWork,
    Duration LongestWork,
    Duration ShortestLunch,
    Duration LongestLunch,
    LocalTime? EarliestLunch,
    LocalTime? LatestLunchEnd,
    int Breaks,
    Duration BreakLength,
    ContractId? Contract);
