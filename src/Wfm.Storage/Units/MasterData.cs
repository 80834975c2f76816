using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What a unit is made of: its queues and its people. An empty list means there are none; a missing one (null) means "not asked about".</summary>
public sealed record MasterData
{
    /// <summary>Answer groups. Groups that only queues or agents mention are added with their code as name.</summary>
    public IReadOnlyList<AnswerGroup>? Groups { get; init; }

    /// <summary>Queues with targets and opening hours.</summary>
    public IReadOnlyList<Queue>? Queues { get; init; }

    /// <summary>Special days: red days, eves, shortened and bridge days.</summary>
    public IReadOnlyList<SpecialDay>? SpecialDays { get; init; }

    /// <summary>Events that change the inflow.</summary>
    public IReadOnlyList<KnownEvent>? Events { get; init; }

    /// <summary>Queues with little or no history, and whose profile they borrow.</summary>
    public IReadOnlyList<NewQueue>? NewQueues { get; init; }

    /// <summary>The fewest people of queues by time of day.</summary>
    public IReadOnlyList<MinimumPost>? Posts { get; init; }

    /// <summary>Contracts.</summary>
    public IReadOnlyList<Contract>? Contracts { get; init; }

    /// <summary>Shift templates.</summary>
    public IReadOnlyList<ShiftTemplate>? ShiftTemplates { get; init; }

    /// <summary>Agents.</summary>
    public IReadOnlyList<Agent>? Agents { get; init; }

    /// <summary>Skills.</summary>
    public IReadOnlyList<Skill>? Skills { get; init; }

    /// <summary>Absences.</summary>
    public IReadOnlyList<Absence>? Absences { get; init; }

    /// <summary>Meetings.</summary>
    public IReadOnlyList<Meeting>? Meetings { get; init; }

    /// <summary>Wishes.</summary>
    public IReadOnlyList<Wish>? Wishes { get; init; }

    /// <summary>Shifts worked before the period.</summary>
    public IReadOnlyList<PreviousShift>? PreviousShifts { get; init; }
}

/// <summary>What saving master data did, in rows.</summary>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows with other values than before.</param>
/// <param name="Removed">Rows no longer wanted.</param>
public sealed record MasterDataChanges(int Added, int Changed, int Removed);
