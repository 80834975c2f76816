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
        Values(Queues),
        TargetsCsv.ByQueue(Targets),
        OpeningHoursCsv.ByQueue(Openings));

    private IEnumerable<AnswerGroup> NamedByAgents() => Agents.Select(row => new AnswerGroup(row.Value.Group, row.Value.Group.Value));

    private static IReadOnlyList<T> Values<T>(List<Located<T>> rows) => [.. rows.Select(row => row.Value)];
}
