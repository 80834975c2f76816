namespace Wfm.Scheduling.Cover;

/// <summary>How many people one shift needs on one day, and what missing it costs.</summary>
/// <param name="Day">Day from 0.</param>
/// <param name="Type">Shift type by number.</param>
/// <param name="People">People wanted; 0 or more.</param>
/// <param name="UnderWeight">Cost of each person missing; 0 or more.</param>
/// <param name="OverWeight">Cost of each person too many; 0 or more.</param>
public sealed record CoverNeed(int Day, int Type, int People, int UnderWeight, int OverWeight);
