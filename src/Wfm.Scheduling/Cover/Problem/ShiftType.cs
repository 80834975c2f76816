namespace Wfm.Scheduling.Cover;

/// <summary>A fixed shift that people are put on, such as early, day or night at a switchboard.</summary>
/// <param name="Code">What planners call it.</param>
/// <param name="PaidMinutes">Paid length in minutes; positive.</param>
public sealed record ShiftType(string Code, int PaidMinutes)
{
    /// <summary>Types, by number, that nobody may work the day after this one.</summary>
    public IReadOnlyList<int> NotFollowedBy { get; init; } = [];
}
