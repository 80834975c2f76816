using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Scheduling.Rules;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>A version of a schedule.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FirstDay">The Monday its period begins on.</param>
/// <param name="Weeks">Weeks.</param>
/// <param name="Version">1 for the period's first, then counting on.</param>
/// <param name="State">How far it has come.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Parent">The version it was made from.</param>
/// <param name="Cost">Its cost by the plain rules, in callers answered late and wishes.</param>
/// <param name="LowerBound">No schedule can cost less than this.</param>
/// <param name="Model">How it was made.</param>
/// <param name="Inputs">What it was made from.</param>
public sealed record ScheduleInfo(
    ScheduleId Id, LocalDate FirstDay, int Weeks, int Version, ScheduleState State, Instant CreatedAt, Instant? PublishedAt, ScheduleId? Parent,
    double? Cost, double? LowerBound, string Model, string Inputs)
{
    internal static ScheduleInfo Of(ScheduleVersion row) => new(
        row.Id, row.FirstDay, row.Weeks, row.Version, row.State, row.Provenance.CreatedAt, row.PublishedAt, row.ParentId, row.Cost, row.LowerBound, row.Provenance.Model, row.Provenance.Inputs);
}

/// <summary>A version with its figures.</summary>
/// <param name="Schedule">The version.</param>
/// <param name="Quality">Cost by part, bound, gap, service level per queue, notes, fairness ledger, as they were when it was made.</param>
/// <param name="Settings">The settings it was made with.</param>
/// <param name="Edits">Steps by hand since.</param>
public sealed record ScheduleDetail(ScheduleInfo Schedule, JsonElement Quality, JsonElement Settings, int Edits);

/// <summary>A shift.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Date">The local day it begins on.</param>
/// <param name="Start">First moment at work.</param>
/// <param name="End">First moment after work.</param>
/// <param name="Activities">Its pieces, without gap.</param>
/// <param name="Lent">When the person takes queues of another group, beside their own.</param>
public sealed record ShiftInfo(AgentId Agent, LocalDate Date, Instant Start, Instant End, IReadOnlyList<ActivityInfo> Activities, IReadOnlyList<LentInfo> Lent)
{
    internal static ShiftInfo Of(Shift shift) => Of(shift, []);

    internal static ShiftInfo Of(Shift shift, IEnumerable<LentPiece> lent) => new(
        shift.Agent, shift.Date, shift.Span.Start, shift.Span.End, [.. shift.Activities.Select(piece => new ActivityInfo(piece.Kind, piece.Span.Start, piece.Span.End))],
        [.. LentPieces.Within(lent, shift).Select(piece => new LentInfo(piece.Span.Start, piece.Span.End, piece.Queues))]);
}

/// <summary>A loan to another group.</summary>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
/// <param name="Queues">The names of the queues.</param>
public sealed record LentInfo(Instant Start, Instant End, string Queues);

/// <summary>A piece of a shift.</summary>
/// <param name="Kind">What is done; the class only, never why somebody is away.</param>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
public sealed record ActivityInfo(ActivityKind Kind, Instant Start, Instant End);

/// <summary>Changes by hand.</summary>
/// <param name="Days">The days as they are to be.</param>
/// <param name="Why">The reason; needed when rules break or notice is short.</param>
/// <param name="AcceptsBrokenRules">Whether broken rules are accepted.</param>
public sealed record EditRequest(IReadOnlyList<EditedDay> Days, string? Why = null, bool AcceptsBrokenRules = false);

/// <summary>One person's day as it is to be.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Date">Which day.</param>
/// <param name="Activities">The pieces of the shift without gap or overlap; none for a day off.</param>
public sealed record EditedDay(AgentId Agent, LocalDate Date, IReadOnlyList<ActivityInfo> Activities);

/// <summary>What a change by hand does.</summary>
/// <param name="Schedule">The version now.</param>
/// <param name="CostDelta">What it adds to the cost; negative when it saves.</param>
/// <param name="NewViolations">Rules it breaks.</param>
/// <param name="MendedViolations">Rules it mends.</param>
/// <param name="Queues">Service level of the days touched.</param>
public sealed record EditAnswer(
    ScheduleInfo Schedule, double CostDelta, IReadOnlyList<ViolationInfo> NewViolations, IReadOnlyList<ViolationInfo> MendedViolations, IReadOnlyList<EditedQueueDay> Queues)
{
    internal static EditAnswer Of(ScheduleVersion version, EditEffect effect) => new(
        ScheduleInfo.Of(version), effect.CostDelta, [.. effect.NewViolations.Select(ViolationInfo.Of)], [.. effect.MendedViolations.Select(ViolationInfo.Of)], effect.Days);
}

/// <summary>A broken rule.</summary>
/// <param name="Rule">What planners call it.</param>
/// <param name="Paragraph">Where it comes from.</param>
/// <param name="Agent">Whose schedule; empty for a rule about everybody.</param>
/// <param name="Date">The day it shows.</param>
/// <param name="Reason">What was found and what is required.</param>
/// <param name="Facts">Its figures in order, separated by <c>|</c>; empty where the rule says it all.</param>
public sealed record ViolationInfo(string Rule, string Paragraph, AgentId? Agent, LocalDate? Date, string Reason, string Facts)
{
    internal static ViolationInfo Of(RuleViolation violation) => new(violation.Rule, violation.Paragraph, violation.Agent, violation.Date, violation.Reason, violation.Facts);
}

/// <summary>A step by hand.</summary>
/// <param name="Number">Its place in the version's history.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who.</param>
/// <param name="Why">The reason given.</param>
/// <param name="CostDelta">What it changed in the cost.</param>
/// <param name="IsUndone">Whether it is undone at present.</param>
public sealed record EditInfo(int Number, Instant At, string Who, string? Why, double CostDelta, bool IsUndone);

/// <summary>Days that came back or went.</summary>
/// <param name="Schedule">The version now.</param>
/// <param name="Days">The days as they are.</param>
public sealed record UndoAnswer(ScheduleInfo Schedule, IReadOnlyList<EditedDay> Days)
{
    internal static UndoAnswer Of(ScheduleVersion version, IReadOnlyList<DayEdit> days) => new(
        ScheduleInfo.Of(version), [.. days.Select(day => new EditedDay(day.Agent, day.Date, day.Shift is null ? [] : ShiftInfo.Of(day.Shift).Activities))]);
}

/// <summary>A day that differs between two versions.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Date">Which day.</param>
/// <param name="Before">In the first; empty for a day off.</param>
/// <param name="After">In the second; empty for a day off.</param>
public sealed record DayDifference(AgentId Agent, LocalDate Date, ShiftInfo? Before, ShiftInfo? After);

/// <summary>A day held as it is.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Date">Which day.</param>
/// <param name="Who">Who holds it.</param>
/// <param name="At">Since when.</param>
public sealed record LockInfo(AgentId Agent, LocalDate Date, string Who, Instant At);

/// <summary>A colleague, as schedules name them.</summary>
/// <param name="Agent">The code.</param>
/// <param name="Name">The name.</param>
/// <param name="Group">The group of today.</param>
public sealed record PersonInfo(AgentId Agent, string Name, GroupId Group);
