using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Scheduling;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>A stored forecast or requirement: whence it came and how good it is.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Version">1 for the unit's first.</param>
/// <param name="Start">First moment it speaks of.</param>
/// <param name="End">First moment after.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Inputs">What it was made from.</param>
/// <param name="Model">How.</param>
/// <param name="EngineVersion">By which program.</param>
/// <param name="Quality">Its figures as they were when it was made; empty in lists.</param>
/// <param name="Adjustments">What planners said otherwise, of a forecast; empty in lists.</param>
public sealed record PlanInfo(
    int Id, int Version, Instant Start, Instant End, Instant CreatedAt, string Inputs, string Model, string EngineVersion, JsonElement? Quality = null,
    IReadOnlyList<ForecastAdjustment>? Adjustments = null)
{
    internal static PlanInfo Of(ForecastVersion row) => new(
        row.Id.Value, row.Version, row.Start, row.End, row.Provenance.CreatedAt, row.Provenance.Inputs, row.Provenance.Model, row.Provenance.EngineVersion);

    internal static PlanInfo Of(RequirementVersion row) => new(
        row.Id.Value, row.Version, row.Start, row.End, row.Provenance.CreatedAt, row.Provenance.Inputs, row.Provenance.Model, row.Provenance.EngineVersion);
}

/// <summary>Days to forecast.</summary>
/// <param name="From">The first.</param>
/// <param name="Days">How many, 1 to 400.</param>
/// <param name="DropsAdjustments">Whether planners' adjustments of the forecast before are left out; they are taken along unless said so.</param>
public sealed record ForecastOrder(LocalDate From, int Days, bool DropsAdjustments = false);

/// <summary>What a planner thinks otherwise.</summary>
/// <param name="Why">Why.</param>
/// <param name="Spans">Which times of which queues: multiplied by a factor, or with so many calls in each interval.</param>
public sealed record AdjustmentOrder(string Why, IReadOnlyList<AdjustedSpan> Spans);

/// <summary>What a forecast gave.</summary>
/// <param name="Forecast">The stored forecast; empty when no queue has history.</param>
/// <param name="Queues">What became of each queue.</param>
public sealed record ForecastAnswer(PlanInfo? Forecast, IReadOnlyList<ForecastQueue> Queues);

/// <summary>What became of a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Outcome">Whether it was forecast, and if not, why.</param>
public sealed record ForecastQueue(QueueId Queue, string Outcome);

/// <summary>An interval of a forecast.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Start">Its start.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="P10">One time in ten there are fewer.</param>
/// <param name="P50">As often more as fewer.</param>
/// <param name="P90">One time in ten there are more.</param>
/// <param name="AverageHandleSeconds">Expected mean handle time.</param>
public sealed record ForecastPoint(QueueId Queue, Instant Start, double Calls, double P10, double P50, double P90, double? AverageHandleSeconds);

/// <summary>A requirement to make.</summary>
/// <param name="Forecast">From which forecast.</param>
public sealed record RequirementOrder(ForecastId Forecast);

/// <summary>An interval of a requirement.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Start">Its start.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="AverageHandleSeconds">Expected mean handle time.</param>
/// <param name="RequiredErlangC">Fewest people on calls by Erlang C.</param>
/// <param name="Required">Fewest people on calls by the queue's own model.</param>
/// <param name="ScheduledNeeded">People to schedule, shrinkage added.</param>
public sealed record RequirementPoint(QueueId Queue, Instant Start, double Calls, double AverageHandleSeconds, int RequiredErlangC, int Required, double ScheduledNeeded);

/// <summary>A schedule to build.</summary>
/// <param name="Requirement">For which requirement.</param>
/// <param name="FirstDay">A Monday.</param>
/// <param name="Weeks">Weeks.</param>
/// <param name="Seconds">How long to search, 1 to 120; the night searches longer.</param>
/// <param name="Seed">Seed of the search.</param>
/// <param name="StartFrom">A version to begin with; its locked days stay.</param>
public sealed record ScheduleOrder(RequirementId Requirement, LocalDate FirstDay, int Weeks, int Seconds = 30, long Seed = 1, ScheduleId? StartFrom = null);

/// <summary>What building gave.</summary>
/// <param name="Schedule">The stored draft; empty when no schedule keeps every hard rule.</param>
/// <param name="Notes">People left out and other things to know; without a schedule, what stands in the way.</param>
/// <param name="NotesSaid">The notes as codes with their figures, separated by <c>|</c>.</param>
/// <param name="Conflicts">The smallest sets of rules, absences and locks that cannot all hold.</param>
/// <param name="ConflictsSaid">The same: whom each concerns and what stands against each other.</param>
public sealed record ScheduleAnswer(
    ScheduleInfo? Schedule, IReadOnlyList<string> Notes, IReadOnlyList<string> NotesSaid, IReadOnlyList<string> Conflicts, IReadOnlyList<ConflictInfo> ConflictsSaid);

/// <summary>A smallest set of things that cannot hold together.</summary>
/// <param name="Agents">Whom it concerns; nobody where it is about everybody.</param>
/// <param name="IsProven">Whether no schedule exists; false when only the search found none.</param>
/// <param name="Members">What stands against each other.</param>
public sealed record ConflictInfo(IReadOnlyList<AgentId> Agents, bool IsProven, IReadOnlyList<ConflictPart> Members)
{
    internal static ConflictInfo Of(ScheduleConflict conflict) => new(
        conflict.Agents, conflict.IsProven,
        [.. conflict.Members.Select(member => new ConflictPart(member.Kind, member.Name, member.Dates, member.Facts, [.. member.Ways.Select(way => way.Change.Said)]))]);
}

/// <summary>One member of a conflict.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">For a rule its name in the rule book.</param>
/// <param name="Dates">The days concerned; empty when it is about the whole period.</param>
/// <param name="Facts">Of minimum posts the queue, people needed, people there and the times, parted by <c>|</c>; empty for the others.</param>
/// <param name="WaysSaid">Least changes of this one thing that make a schedule possible, as codes with their figures.</param>
public sealed record ConflictPart(ConflictKind Kind, string Name, IReadOnlyList<LocalDate> Dates, string Facts, IReadOnlyList<string> WaysSaid);

/// <summary>One interval of one queue in a schedule: what is needed, who is there, what callers meet.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Start">Its start.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="ServiceLevel">Predicted share answered in time; empty without calls.</param>
/// <param name="AverageWaitSeconds">Predicted mean wait.</param>
/// <param name="Abandonment">Predicted share that hangs up.</param>
/// <param name="Occupancy">Predicted share of their time people are busy.</param>
public sealed record CoveragePoint(QueueId Queue, Instant Start, double Calls, double? ServiceLevel, double? AverageWaitSeconds, double? Abandonment, double? Occupancy);

/// <summary>A day of a schedule.</summary>
/// <param name="Date">The day.</param>
/// <param name="Queues">Each queue over the day.</param>
/// <param name="Intervals">Each queue and interval.</param>
/// <param name="OnContacts">People on contacts in each slot, all groups together.</param>
/// <param name="Start">When the first slot begins.</param>
/// <param name="SlotMinutes">Minutes of a slot.</param>
public sealed record CoverageDay(
    LocalDate Date, IReadOnlyList<CoverageQueue> Queues, IReadOnlyList<CoveragePoint> Intervals, IReadOnlyList<int> OnContacts, Instant Start, double SlotMinutes);

/// <summary>A queue over a day.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Target">Share promised.</param>
/// <param name="ThresholdSeconds">The wait promised.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="ServiceLevel">Predicted share answered in time.</param>
/// <param name="ChanceOfTarget">Chance that the day's target is met.</param>
public sealed record CoverageQueue(QueueId Queue, double Target, double ThresholdSeconds, double Calls, double? ServiceLevel, double? ChanceOfTarget);

/// <summary>What became of a file.</summary>
/// <param name="Outcome"><c>taken</c>, <c>alreadyImported</c> or <c>refused</c>.</param>
/// <param name="Problems">What must be mended, by line; nothing was stored then.</param>
/// <param name="Warnings">What was noticed.</param>
/// <param name="Inserted">New intervals.</param>
/// <param name="Changed">Corrected intervals.</param>
/// <param name="Unchanged">Intervals known already.</param>
/// <param name="UnknownQueues">Queues the centre does not have; their calls are kept.</param>
public sealed record ImportAnswer(
    string Outcome, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings, int Inserted, int Changed, int Unchanged, IReadOnlyList<QueueId> UnknownQueues);
