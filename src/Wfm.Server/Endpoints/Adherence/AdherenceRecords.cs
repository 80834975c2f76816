using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>How one person's day agreed with the schedule.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Date">Which day.</param>
/// <param name="Adherence">Minutes in agreement ÷ minutes in agreement or not; empty when none count.</param>
/// <param name="Conformance">Minutes ready or busy ÷ minutes scheduled for contacts; empty when none were scheduled.</param>
/// <param name="InMinutes">Scheduled minutes in agreement.</param>
/// <param name="OutMinutes">Scheduled minutes in disagreement.</param>
/// <param name="NeutralMinutes">Scheduled minutes that count neither way.</param>
/// <param name="ScheduledReadyMinutes">Minutes scheduled for contacts.</param>
/// <param name="ReadyMinutes">Minutes ready or busy.</param>
/// <param name="LoggedInMinutes">Minutes logged in.</param>
/// <param name="ReadyShare">Minutes ready or busy ÷ minutes logged in; empty when never logged in.</param>
public sealed record AdherenceRow(
    AgentId Agent, LocalDate Date, double? Adherence, double? Conformance, double InMinutes, double OutMinutes, double NeutralMinutes,
    double ScheduledReadyMinutes, double ReadyMinutes, double LoggedInMinutes, double? ReadyShare)
{
    internal static AdherenceRow Of(StoredAdherenceDay row) => Of(
        row.AgentCode, row.Date, new AdherenceDay([], row.InMinutes, row.OutMinutes, row.NeutralMinutes, row.ScheduledReadyMinutes, row.ReadyMinutes, row.LoggedInMinutes));

    internal static AdherenceRow Of(AgentId agent, LocalDate date, AdherenceDay day) => new(
        agent, date, day.AdherenceFraction, day.ConformanceFraction, day.InMinutes, day.OutMinutes, day.NeutralMinutes, day.ScheduledReadyMinutes, day.ReadyMinutes, day.LoggedInMinutes,
        day.LoggedInMinutes > 0 ? day.ReadyMinutes / day.LoggedInMinutes : null);
}

/// <summary>One person's day, stretch by stretch.</summary>
/// <param name="Day">Its figures; empty without shift and states.</param>
/// <param name="Spans">The day in order, as long as states are kept.</param>
public sealed record AdherenceDayView(AdherenceRow? Day, IReadOnlyList<AdherenceSpanView> Spans);

/// <summary>A stretch in which schedule and state stay the same.</summary>
/// <param name="Start">From.</param>
/// <param name="End">Until.</param>
/// <param name="Scheduled">What the schedule says; empty outside of the shift.</param>
/// <param name="State">The telephone system's code.</param>
/// <param name="StateGroup">The group it belongs to.</param>
/// <param name="Adherence">Whether they agree, short deviations forgiven.</param>
public sealed record AdherenceSpanView(Instant Start, Instant End, ActivityKind? Scheduled, string? State, string? StateGroup, Adherence Adherence);

/// <summary>What states mean in a unit.</summary>
/// <param name="Groups">Groups of states that mean the same.</param>
/// <param name="Rules">What a group means while an activity is scheduled; pairs not named go by the usual.</param>
public sealed record StateRulesBody(IReadOnlyList<StateGroupBody> Groups, IReadOnlyList<StateRuleBody> Rules);

/// <summary>A group of states.</summary>
/// <param name="Code">Our code.</param>
/// <param name="Name">What planners call it.</param>
/// <param name="Kind">What it means for staffing.</param>
/// <param name="States">The telephone system's codes; blanks, hyphens and case count.</param>
public sealed record StateGroupBody(string Code, string Name, StateKind Kind, IReadOnlyList<string> States);

/// <summary>What a group means while an activity is scheduled.</summary>
/// <param name="Group">Code of the group.</param>
/// <param name="Scheduled">The activity; empty outside of shifts.</param>
/// <param name="Adherence">Whether they agree.</param>
/// <param name="ThresholdSeconds">A deviation shorter than this is forgiven.</param>
/// <param name="Colour">How the board shows it, such as <c>#c62828</c>.</param>
public sealed record StateRuleBody(string Group, ActivityKind? Scheduled, Adherence Adherence, int ThresholdSeconds, string Colour);

/// <summary>Somebody is sick.</summary>
/// <param name="Agent">Who; empty for oneself.</param>
/// <param name="From">From when, on the unit's clock; empty: from now.</param>
/// <param name="LastDay">The last day; empty: today.</param>
public sealed record SickBody(AgentId? Agent = null, LocalDateTime? From = null, LocalDate? LastDay = null);

/// <summary>Somebody comes late today.</summary>
/// <param name="Arrives">When they come, on the unit's clock.</param>
/// <param name="Agent">Who; empty for oneself.</param>
public sealed record LateBody(LocalDateTime Arrives, AgentId? Agent = null);

/// <summary>Somebody is back sooner than reported.</summary>
/// <param name="Agent">Who; empty for oneself.</param>
/// <param name="At">From when, on the unit's clock; empty: from now.</param>
public sealed record BackBody(AgentId? Agent = null, LocalDateTime? At = null);

/// <summary>What was reported; never why somebody is away.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Agent">Who.</param>
/// <param name="Start">Away from.</param>
/// <param name="End">Away until.</param>
/// <param name="BackAt">When they came back, where they said so.</param>
public sealed record PresenceView(int Id, AgentId Agent, Instant Start, Instant End, Instant? BackAt);

/// <summary>Rows of the board: all of them first, then those that changed.</summary>
/// <param name="At">The moment shown.</param>
/// <param name="Rows">The rows.</param>
public sealed record BoardChange(Instant At, IReadOnlyList<Planning.BoardRow> Rows);
