using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>One thing that changes for one person.</summary>
/// <param name="Lever">What kind of change.</param>
/// <param name="Activity">What moves, comes or goes; contacts stand for the shift's end or for calls taken for others.</param>
/// <param name="FromStart">Where it was; empty for something new.</param>
/// <param name="FromEnd">Until when.</param>
/// <param name="ToStart">Where it goes; empty for something taken away.</param>
/// <param name="ToEnd">Until when.</param>
/// <param name="Minutes">By how much it moves, or its length.</param>
/// <param name="Queues">The queues lent to.</param>
public sealed record DayMove(
    Lever Lever, ActivityKind Activity, Instant? FromStart, Instant? FromEnd, Instant? ToStart, Instant? ToEnd, double Minutes, IReadOnlyList<QueueId> Queues)
{
    /// <summary>The time somebody works more or less: what stays on, comes in or goes home is asked about.</summary>
    internal Interval Changed => Lever switch
    {
        Lever.Overtime => new Interval(FromEnd!.Value, ToEnd!.Value),
        Lever.TimeOff => new Interval(ToEnd!.Value, FromEnd!.Value),
        _ => new Interval(ToStart ?? FromStart!.Value, ToEnd ?? FromEnd!.Value),
    };

    /// <summary>When it is first noticed.</summary>
    internal Instant FirstChange => Lever switch
    {
        Lever.Overtime or Lever.TimeOff => Changed.Start,
        _ => FromStart is { } from && ToStart is { } to ? Instant.Min(from, to) : FromStart ?? ToStart!.Value,
    };

    internal static DayMove Of(RepairMove move) => new(
        move.Lever, move.Activity, move.From?.Start, move.From?.End, move.To?.Start, move.To?.End, move.Minutes, move.Queues);
}

/// <summary>Everything that changes for one person: the moves, and the day before and after.</summary>
/// <param name="Moves">What changes.</param>
/// <param name="Before">The day as it was, as <see cref="DayEditJson"/> writes it.</param>
/// <param name="After">The day as it is to be.</param>
public sealed record DayPart(IReadOnlyList<DayMove> Moves, string Before, string After)
{
    internal DayEdit Was => DayEditJson.Read(Before)[0];

    internal DayEdit Becomes => DayEditJson.Read(After)[0];

    /// <summary>A proposal, person by person.</summary>
    internal static IEnumerable<(AgentId Agent, DayPart Part)> Of(StoredPlan plan, RunningDay day, RepairProposal proposal)
    {
        LocalDate date = day.Problem.Grid.Days[day.Day].Date;
        Dictionary<AgentId, int> numbers = day.Problem.Agents.Select((agent, number) => (agent.Id, number)).ToDictionary();
        foreach (IGrouping<AgentId, RepairMove> own in proposal.Moves.GroupBy(move => move.Agent))
        {
            int number = numbers[own.Key];

            // Told with the person's own absences of the plan: somebody who is only not logged in is not written down as away.
            PlanAgent agent = day.Problem.Agents[number] with { Meetings = proposal.Problem.Agents[number].Meetings };
            Shift? was = plan.ShiftOf(own.Key, date);
            Shift? becomes = proposal.Schedule.ShiftOf(number, day.Day) is { } slots ? ShiftPieces.Of(day.Problem, agent, day.Day, slots) : null;
            yield return (own.Key, new DayPart(
                [.. own.Select(DayMove.Of)], DayEditJson.Write([new DayEdit(own.Key, date, was)]), DayEditJson.Write([new DayEdit(own.Key, date, own.All(move => move.Lever == Lever.Lend) ? was : becomes)])));
        }
    }
}

/// <summary>What a proposal says of itself as a whole.</summary>
/// <param name="BringsBack">Whether every queue that fell short is back within its limits.</param>
/// <param name="GapFraction">How much better the rest of the day could be at most with the moves that were tried; 1 without a bound.</param>
/// <param name="PeopleTold">People who must be told.</param>
/// <param name="MinutesMoved">Minutes by which things move or are taken away.</param>
/// <param name="Effects">Every queue before and after.</param>
/// <param name="Notes">Levers that gave nothing.</param>
/// <param name="NotesSaid">The same as codes with their figures, separated by <c>|</c>; empty in proposals of earlier versions.</param>
public sealed record DayProposalContent(
    bool BringsBack, double GapFraction, int PeopleTold, double MinutesMoved, IReadOnlyList<QueueDayEffect> Effects, IReadOnlyList<string> Notes, IReadOnlyList<string>? NotesSaid = null)
{
    internal static DayProposalContent Of(RepairProposal proposal) => new(
        proposal.BringsBack, proposal.GapFraction, proposal.PeopleTold, proposal.MinutesMoved, [.. proposal.Effects.Select(QueueDayEffect.Of)],
        [.. proposal.Notes.Select(note => note.Text)], [.. proposal.Notes.Select(note => note.Said)]);
}

/// <summary>One queue's rest of the day before and after.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="LevelBefore">Expected share in time of the calls to come, with nothing done.</param>
/// <param name="LevelAfter">The same with the changes.</param>
/// <param name="Low80After">Eight of ten such days lie above this.</param>
/// <param name="High80After">And below this.</param>
/// <param name="LateBefore">Expected calls not answered in time, with nothing done.</param>
/// <param name="LateAfter">The same with the changes.</param>
/// <param name="ChanceBelowBefore">Chance of lying below the lower limit, with nothing done.</param>
/// <param name="ChanceBelowAfter">The same with the changes.</param>
public sealed record QueueDayEffect(
    QueueId Queue, double? LevelBefore, double? LevelAfter, double? Low80After, double? High80After, double LateBefore, double LateAfter, double ChanceBelowBefore, double ChanceBelowAfter)
{
    internal static QueueDayEffect Of(QueueEffect effect) => new(
        effect.Queue, effect.LevelBefore, effect.LevelAfter, effect.BandAfter?.Low, effect.BandAfter?.High,
        effect.LateBefore, effect.LateAfter, effect.ChanceBelowBefore, effect.ChanceBelowAfter);
}
