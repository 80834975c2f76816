using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>How today stands.</summary>
/// <param name="Date">Today by the unit's wall clock.</param>
/// <param name="Obstacle">Why it is not watched; empty when it is.</param>
/// <param name="ObstacleSaid">The same as a code with its figures, separated by <c>|</c>.</param>
/// <param name="Picture">The newest look; empty before the first.</param>
public sealed record DayAnswer(LocalDate Date, string? Obstacle, string? ObstacleSaid, DayPicture? Picture);

/// <summary>One look of a day.</summary>
/// <param name="At">When.</param>
/// <param name="Schedule">The published version in force.</param>
/// <param name="IsStale">Whether any queue's reports were too old to conclude from.</param>
/// <param name="Queues">Queue by queue.</param>
public sealed record LookInfo(Instant At, ScheduleId Schedule, bool IsStale, IReadOnlyList<LookQueue> Queues);

/// <summary>One queue of a look.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="CallsFactor">Calls expected from then on ÷ those forecast.</param>
/// <param name="LevelToCome">Share of them expected to be answered in time.</param>
/// <param name="ChanceOfDay">Chance that the whole day reaches the promise.</param>
/// <param name="ChanceBelow">Chance that the rest lies below the lower limit.</param>
/// <param name="ChanceAbove">Chance that the rest lies above the upper limit.</param>
/// <param name="Alarm">What alarm stood.</param>
public sealed record LookQueue(QueueId Queue, double CallsFactor, double? LevelToCome, double? ChanceOfDay, double? ChanceBelow, double? ChanceAbove, AlarmKind Alarm);

/// <summary>An alarm.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Date">The day.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Kind">Below: it falls short; above: there is room to spare.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="EndedAt">When it ended; empty while it stands.</param>
/// <param name="Chance">The chance that raised it.</param>
/// <param name="Level">The chance from which one is raised.</param>
public sealed record AlarmInfo(int Id, LocalDate Date, QueueId Queue, AlarmKind Kind, Instant RaisedAt, Instant? EndedAt, double Chance, double Level)
{
    internal static AlarmInfo Of(StoredAlarm alarm) => new(
        alarm.Id, alarm.LocalDate, alarm.QueueCode, alarm.IsBelow ? AlarmKind.Below : AlarmKind.Above, alarm.RaisedAt, alarm.EndedAt, alarm.Chance, alarm.Level);
}

/// <summary>A proposal for the running day.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Date">The day.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">Who asked for it; <c>watch</c> for what the watch proposes itself.</param>
/// <param name="Kind">Below: the day falls short; above: there is room to spare.</param>
/// <param name="Queues">The queues it is for.</param>
/// <param name="IsOpen">Whether any part waits for an answer.</param>
/// <param name="Content">Effects, gap and notes of all of it together.</param>
/// <param name="Parts">Person by person, those the caller may see.</param>
/// <param name="OtherParts">Parts of people of other groups.</param>
public sealed record DayProposalView(
    int Id, LocalDate Date, Instant MadeAt, string MadeBy, AlarmKind Kind, IReadOnlyList<QueueId> Queues, bool IsOpen,
    DayProposalContent Content, IReadOnlyList<DayPartView> Parts, int OtherParts);

/// <summary>What it changes for one person.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Group">Whose leader answers.</param>
/// <param name="Moves">What changes.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="AnsweredBy">Who answered.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="MayAnswer">Whether the caller may answer.</param>
public sealed record DayPartView(
    AgentId Agent, string Name, GroupId Group, IReadOnlyList<DayMove> Moves, DayProposalStatus Status, string? AnsweredBy, Instant? AnsweredAt, string? Reason, bool MayAnswer);

/// <summary>Asks for a proposal.</summary>
/// <param name="Queues">The queues that fall short; none asks what to do with room to spare.</param>
public sealed record ProposeDayBody(IReadOnlyList<QueueId> Queues);

/// <summary>Whose parts to look at.</summary>
/// <param name="Accept">People.</param>
public sealed record TryDayBody(IReadOnlyList<AgentId> Accept);

/// <summary>The answer to a proposal.</summary>
/// <param name="Accept">People whose part is accepted.</param>
/// <param name="Reject">People whose part is rejected.</param>
/// <param name="Reason">Why; needed for a no.</param>
public sealed record AnswerDayBody(IReadOnlyList<AgentId> Accept, IReadOnlyList<AgentId> Reject, string? Reason = null);

/// <summary>Whom to ask.</summary>
/// <param name="People">People whose parts hold overtime, coming in or going home.</param>
/// <param name="Reason">What is said with it.</param>
public sealed record OfferDayBody(IReadOnlyList<AgentId> People, string? Reason = null);

/// <summary>Something one is asked to do today.</summary>
/// <param name="Proposal">Its number.</param>
/// <param name="Date">The day.</param>
/// <param name="Moves">What would change.</param>
/// <param name="AskedBy">Who asks.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Reason">What was said with it.</param>
/// <param name="AnswerBy">It can be said yes to until then.</param>
public sealed record DayOfferView(int Proposal, LocalDate Date, IReadOnlyList<DayMove> Moves, string AskedBy, Instant AskedAt, string? Reason, Instant AnswerBy);

/// <summary>The answer to what one was asked.</summary>
/// <param name="IsYes">Whether one does it.</param>
/// <param name="Reason">What one says with it.</param>
public sealed record DayOfferBody(bool IsYes, string? Reason = null);

/// <summary>What became of it.</summary>
/// <param name="Proposal">Its number.</param>
/// <param name="Status">Accepted: it is in the schedule; or declined.</param>
public sealed record DayOfferAnswer(int Proposal, DayProposalStatus Status);

/// <summary>What some parts would give.</summary>
/// <param name="Effects">Every queue before and after.</param>
/// <param name="BrokenRules">Rules they would break, in sentences.</param>
/// <param name="Violations">The same with their figures.</param>
public sealed record DayPreviewView(IReadOnlyList<QueueDayEffect> Effects, IReadOnlyList<string> BrokenRules, IReadOnlyList<ViolationInfo> Violations);

/// <summary>What trafikledning may accept for a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Levers">Classes of change.</param>
public sealed record DelegationView(GroupId Group, IReadOnlyList<Lever> Levers);

/// <summary>Classes of change to delegate.</summary>
/// <param name="Levers">All of them; what is not named is not delegated any more.</param>
public sealed record DelegationBody(IReadOnlyList<Lever> Levers);

/// <summary>Something that waits for room to spare.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Agent">Who waits.</param>
/// <param name="Activity">For what.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="LastDay">By which day.</param>
/// <param name="By">Who entered it.</param>
/// <param name="At">When.</param>
/// <param name="PlacedFor">When it takes place; empty while it waits.</param>
public sealed record WaitingView(int Id, AgentId Agent, ActivityKind Activity, int Minutes, LocalDate? LastDay, string By, Instant At, Instant? PlacedFor)
{
    internal static WaitingView Of(StoredWaitingActivity row) => new(row.Id, row.AgentCode, row.Activity, row.Minutes, row.LastDay, row.By, row.At, row.PlacedFor);
}

/// <summary>Something that is to wait for room to spare.</summary>
/// <param name="Agents">Who waits.</param>
/// <param name="Activity">Training, coaching or administration.</param>
/// <param name="Minutes">How long it takes, 5 to 240.</param>
/// <param name="LastDay">By which day.</param>
public sealed record WaitingBody(IReadOnlyList<AgentId> Agents, ActivityKind Activity, int Minutes, LocalDate? LastDay = null);
