namespace Wfm.Domain;

/// <summary>Who works when in a period. A published version never changes; a correction is a new version.</summary>
/// <param name="Period">The weeks it is for.</param>
/// <param name="Version">1 for the first; a later one replaces an earlier one.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Shifts">Every shift, by agent and day.</param>
public sealed record Schedule(SchedulePeriod Period, int Version, ScheduleState State, IReadOnlyList<Shift> Shifts);

/// <summary>How far a schedule has come.</summary>
public enum ScheduleState
{
    /// <summary>Made, not yet promised to anyone.</summary>
    Draft,

    /// <summary>Approved by the group leaders.</summary>
    Approved,

    /// <summary>Promised to the people in it.</summary>
    Published,
}
