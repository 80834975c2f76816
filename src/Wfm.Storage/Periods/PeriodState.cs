namespace Wfm.Storage;

/// <summary>How far a schedule period has come.</summary>
public enum PeriodState
{
    /// <summary>Its dates are set.</summary>
    Planned,

    /// <summary>Agents enter wishes.</summary>
    OpenForWishes,

    /// <summary>Wishes are in; the schedule is being made.</summary>
    WishesClosed,

    /// <summary>A draft lies with the group leaders.</summary>
    Draft,

    /// <summary>Every group's leader said yes to the draft.</summary>
    Approved,

    /// <summary>Promised to the people in it.</summary>
    Published,
}
