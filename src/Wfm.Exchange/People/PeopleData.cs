namespace Wfm.Exchange;

/// <summary>Everything the files of a directory say about people, their work and the queues they serve; checked across files.</summary>
/// <param name="Agents">Who works, in the order of agents.csv.</param>
/// <param name="Skills">Which queues they can take.</param>
/// <param name="Contracts">How much they work, by which rules.</param>
/// <param name="Templates">What shifts look like.</param>
/// <param name="Absences">When they are away; empty without absences.csv.</param>
/// <param name="Meetings">Their meetings; empty without meetings.csv.</param>
/// <param name="Wishes">What they wish for; empty without wishes.csv.</param>
/// <param name="PreviousShifts">Shifts before the period; empty without previous_shifts.csv.</param>
/// <param name="Groups">The answer groups: those of groups.csv, then any other that agents name, called by their code.</param>
/// <param name="Queues">The queues of queues.csv, then any other that targets.csv names, called by its code.</param>
/// <param name="Targets">Promises by queue; empty without targets.csv.</param>
/// <param name="OpeningHours">Opening hours by queue; empty without opening_hours.csv.</param>
public sealed record PeopleData(
    IReadOnlyList<Agent> Agents,
    IReadOnlyList<Skill> Skills,
    IReadOnlyList<Contract> Contracts,
    IReadOnlyList<ShiftTemplate> Templates,
    IReadOnlyList<Absence> Absences,
    IReadOnlyList<Meeting> Meetings,
    IReadOnlyList<Wish> Wishes,
    IReadOnlyList<PreviousShift> PreviousShifts,
    IReadOnlyList<AnswerGroup> Groups,
    IReadOnlyList<QueueEntry> Queues,
    IReadOnlyDictionary<QueueId, QueueTarget> Targets,
    IReadOnlyDictionary<QueueId, OpeningHours> OpeningHours)
{
    /// <summary>Special days of holidays.csv, in the order of the calendar; empty without it.</summary>
    public IReadOnlyList<SpecialDay> SpecialDays { get; init; } = [];

    /// <summary>Events of events.csv; empty without it.</summary>
    public IReadOnlyList<EventRow> Events { get; init; } = [];

    /// <summary>Queues with little history of new_queues.csv; null without it, which says nothing of them.</summary>
    public IReadOnlyList<NewQueue>? NewQueues { get; init; }

    /// <summary>Fewest people of queues of posts.csv; null without it, which says nothing of them.</summary>
    public IReadOnlyList<MinimumPost>? Posts { get; init; }
}

/// <summary>A row of queues.csv.</summary>
/// <param name="Id">Code.</param>
/// <param name="Name">What people call it; its code when the file does not say.</param>
/// <param name="Channel">How its contacts arrive; calls when the file does not say.</param>
/// <param name="Group">The answer group that owns it, if any.</param>
public sealed record QueueEntry(QueueId Id, string Name, Channel Channel, GroupId? Group);
