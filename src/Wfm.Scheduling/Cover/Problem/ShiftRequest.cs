namespace Wfm.Scheduling.Cover;

/// <summary>A wish for or against one shift on one day.</summary>
/// <param name="Person">Whose, by number.</param>
/// <param name="Day">Day from 0.</param>
/// <param name="Type">Shift type by number.</param>
/// <param name="IsWanted">Wanted, or not wanted.</param>
/// <param name="Weight">Cost of not granting it; 0 or more.</param>
public sealed record ShiftRequest(int Person, int Day, int Type, bool IsWanted, int Weight);
