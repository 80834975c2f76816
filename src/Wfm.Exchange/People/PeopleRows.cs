namespace Wfm.Exchange;

/// <summary>The rows of all people files with their lines, before they are checked against each other.</summary>
/// <remarks><c>Broken</c> are the files that had problems or should have been there; they cannot tell that another file names something unknown.</remarks>
internal sealed record PeopleRows(
    List<Located<QueueEntry>> Queues,
    List<Located<QueuePromise>> Targets,
    List<Located<QueueOpening>> Openings,
    List<Located<AnswerGroup>> Groups,
    List<Located<Contract>> Contracts,
    List<Located<ShiftTemplate>> Templates,
    List<Located<Agent>> Agents,
    List<Located<Skill>> Skills,
    List<Located<Absence>> Absences,
    List<Located<Meeting>> Meetings,
    List<Located<Wish>> Wishes,
    List<Located<PreviousShift>> PreviousShifts,
    List<Located<SpecialDay>> SpecialDays,
    List<Located<EventRow>> Events,
    List<Located<NewQueue>>? NewQueues,
    List<Located<MinimumPost>>? Posts,
    IReadOnlySet<string> Broken)
{
    public PeopleData ToData() => new(
        Values(Agents),
        Values(Skills),
        Values(Contracts),
        Values(Templates),
        Values(Absences),
        Values(Meetings),
        Values(Wishes),
        Values(PreviousShifts),
        [.. Groups.Select(row => row.Value).Concat(NamedByAgents()).DistinctBy(group => group.Id)],
        [.. Queues.Select(row => row.Value).Concat(NamedByTargets()).DistinctBy(queue => queue.Id)],
        TargetsCsv.ByQueue(Targets),
        OpeningHoursCsv.ByQueue(Openings))
    {
        SpecialDays = [.. SpecialDays.Select(row => row.Value).OrderBy(day => day.Date)],
        Events = Values(Events),
        NewQueues = NewQueues is null ? null : Values(NewQueues),
        Posts = Posts is null ? null : Values(Posts),
    };

    private IEnumerable<AnswerGroup> NamedByAgents() => Agents.Select(row => new AnswerGroup(row.Value.Group, row.Value.Group.Value));

    private IEnumerable<QueueEntry> NamedByTargets() => Targets.Select(row => new QueueEntry(row.Value.Queue, row.Value.Queue.Value, Channel.Phone, null));

    private static IReadOnlyList<T> Values<T>(List<Located<T>> rows) => [.. rows.Select(row => row.Value)];
}
