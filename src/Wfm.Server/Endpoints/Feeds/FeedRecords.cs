using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>States of agents as a source tells them.</summary>
/// <param name="States">The states, in any order.</param>
/// <param name="Snapshot">Whether everybody who is logged on is named; whoever of the source is not is logged off.</param>
/// <param name="TakenAt">When the snapshot was taken; else the latest of its times.</param>
/// <param name="SourceId">The source again; must be the one of the address.</param>
public sealed record StatesBody(IReadOnlyList<StateBody> States, bool Snapshot = false, Instant? TakenAt = null, string? SourceId = null);

/// <summary>One agent's state.</summary>
/// <param name="UserCode">The agent's logon; text, leading zeros count.</param>
/// <param name="StateCode">The source's code.</param>
/// <param name="At">When it began, by the source's clock.</param>
public sealed record StateBody(string UserCode, string StateCode, Instant At);

/// <summary>What became of a delivery of states; it is committed.</summary>
/// <param name="Received">States received.</param>
/// <param name="Future">Of these kept aside because they lie more than five minutes ahead.</param>
/// <param name="UnknownUsers">Of these kept aside because nobody has said whose logon they are of.</param>
/// <param name="At">What time it is here, so that a source can tell how far its clock is off.</param>
public sealed record StatesAnswer(int Received, int Future, int UnknownUsers, Instant At);

/// <summary>Calls per interval as a source tells them.</summary>
/// <param name="Intervals">The intervals, in any order.</param>
/// <param name="GeneratedAt">When the source made these figures: of two figures of one interval the younger count. Empty: what comes last counts.</param>
/// <param name="SourceId">The source again; must be the one of the address.</param>
public sealed record IntervalsBody(IReadOnlyList<IntervalBody> Intervals, Instant? GeneratedAt = null, string? SourceId = null);

/// <summary>One interval of a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Start">Its start.</param>
/// <param name="Minutes">Its length; the source's own.</param>
/// <param name="Offered">Calls that came.</param>
/// <param name="Answered">Calls answered.</param>
/// <param name="Abandoned">Calls that hung up.</param>
/// <param name="AnsweredInTime">Calls answered within the source's threshold.</param>
/// <param name="HandleSeconds">Sum of talk, hold and after-call work.</param>
/// <param name="WaitSeconds">Sum of all callers' waiting.</param>
public sealed record IntervalBody(
    QueueId Queue, Instant Start, int Minutes, int Offered, int? Answered = null, int? Abandoned = null, int? AnsweredInTime = null, double? HandleSeconds = null, double? WaitSeconds = null);

/// <summary>How queues stand.</summary>
/// <param name="Snapshots">One per queue.</param>
/// <param name="SourceId">The source again; must be the one of the address.</param>
public sealed record SnapshotsBody(IReadOnlyList<QueueSnapshotBody> Snapshots, string? SourceId = null);

/// <summary>How a queue stands at a moment.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="At">When.</param>
/// <param name="Waiting">Callers waiting.</param>
/// <param name="LongestWaitSeconds">How long the first of them has waited.</param>
/// <param name="AgentsReady">Agents ready for a call.</param>
/// <param name="AgentsBusy">Agents busy with one.</param>
public sealed record QueueSnapshotBody(QueueId Queue, Instant At, int Waiting, int LongestWaitSeconds, int AgentsReady, int AgentsBusy);

/// <summary>What became of a delivery of snapshots; it is committed.</summary>
/// <param name="Received">Snapshots received.</param>
/// <param name="Future">Of these left out because they lie more than five minutes ahead.</param>
public sealed record SnapshotsAnswer(int Received, int Future);

/// <summary>A source as it should be.</summary>
/// <param name="Attribution">On which interval it books a call that is answered or given up later than it came.</param>
/// <param name="IntervalMinutes">The length of its intervals.</param>
/// <param name="StatesStaleAfterSeconds">Silence of states and snapshots that counts as old data, 10 to 86400.</param>
/// <param name="IntervalsStaleAfterSeconds">Time since the last interval ended that counts as old data, 60 to 86400.</param>
public sealed record SourceBody(IntervalAttribution Attribution, int IntervalMinutes, int StatesStaleAfterSeconds, int IntervalsStaleAfterSeconds);

/// <summary>A source of feeds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Attribution">On which interval it books a call that is answered or given up later than it came.</param>
/// <param name="IntervalMinutes">The length of its intervals.</param>
/// <param name="StatesStaleAfterSeconds">Silence of states and snapshots that counts as old data.</param>
/// <param name="IntervalsStaleAfterSeconds">Time since the last interval ended that counts as old data.</param>
public sealed record SourceView(string Name, IntervalAttribution Attribution, int IntervalMinutes, int StatesStaleAfterSeconds, int IntervalsStaleAfterSeconds);

/// <summary>Whose logon a user code is.</summary>
/// <param name="UserCode">The logon; text, leading zeros count.</param>
/// <param name="Agent">Who logs on with it.</param>
public sealed record LogonBody(string UserCode, AgentId Agent);

/// <summary>What is kept aside, counted.</summary>
/// <param name="Users">Logons nobody owns.</param>
/// <param name="Future">Deliveries of later than five minutes ahead, by logon.</param>
/// <param name="States">State codes of the last day that stand in no group; they count neither way.</param>
public sealed record Quarantine(IReadOnlyList<HeldUser> Users, IReadOnlyList<HeldUser> Future, IReadOnlyList<HeldState> States);

/// <summary>States of a logon kept aside.</summary>
/// <param name="Source">Which source told them.</param>
/// <param name="UserCode">The logon.</param>
/// <param name="Count">How many.</param>
/// <param name="First">The first one's moment.</param>
/// <param name="Last">The last one's.</param>
public sealed record HeldUser(string Source, string UserCode, int Count, Instant First, Instant Last);

/// <summary>A state code that stands in no group.</summary>
/// <param name="StateCode">The code.</param>
/// <param name="Count">How often it was told in the last day.</param>
/// <param name="Last">When last.</param>
public sealed record HeldState(string StateCode, int Count, Instant Last);
