using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;
using Wfm.Domain;
using Wfm.Requests;
using Wfm.Scheduling.Rules;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What a yes to a stored request would cost, as it is shown, kept and compared.</summary>
public sealed record ConsequenceFigures
{
    /// <summary>Changes when any figure below changes: what a decider sends back to say what they saw.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Whether the advice rests on the table or on simulated days.</summary>
    public ConsequenceStage Stage { get; init; }

    /// <summary>Whether a day lies within three points of a limit, so that simulating it says more.</summary>
    public bool IsNearALimit { get; init; }

    /// <summary>The days near a limit played call by call, before and after with the same callers; empty from the table.</summary>
    public IReadOnlyList<PlayedDay> Simulated { get; init; } = [];

    /// <summary>Seed of the simulated days: the same seed and inputs give the same figures.</summary>
    public int? Seed { get; init; }

    /// <summary>What it was reckoned from.</summary>
    public required ConsequenceInputs Inputs { get; init; }

    /// <summary>What we would say to the group leader.</summary>
    public required Recommendation Recommendation { get; init; }

    /// <summary>The reason, in figures.</summary>
    public required string Reason { get; init; }

    /// <summary>The queues and days whose callers notice it.</summary>
    public required IReadOnlyList<QueueConsequence> Queues { get; init; }

    /// <summary>Rules that would be broken and are not now.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>Who else of the group is away from calls meanwhile; the reason of an absence is never told.</summary>
    public required IReadOnlyList<AwayMeanwhile> Away { get; init; }

    /// <summary>Of overtime: how many hours are extra time of a part-timer (mertid), how many overtime, and what they would earn in hours off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OvertimeInLieu? Overtime { get; init; }

    /// <summary>What the reader should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The nearest changes that would be fine.</summary>
    public IReadOnlyList<OtherChoice> Alternatives { get; init; } = [];

    /// <summary>Why there are fewer than asked for.</summary>
    public string? WhyFewAlternatives { get; init; }

    /// <summary>The same in figures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FewFound? Few { get; init; }

    /// <summary>Joins what the parts of a request in several periods say; the worst advice counts.</summary>
    internal static ConsequenceFigures Of(ConsequenceInputs inputs, IReadOnlyList<Consequence> parts, IReadOnlyList<string> notes)
    {
        Consequence? worst = parts.OrderByDescending(part => part.Recommendation).FirstOrDefault();
        ConsequenceFigures figures = new()
        {
            Inputs = inputs,
            Recommendation = worst?.Recommendation ?? Recommendation.Tight,
            Reason = worst?.Reason ?? (inputs.Schedules.Count == 0
                ? "Nothing is published for that time, so what callers would notice cannot be told."
                : "The published schedule does not tell of it, so what callers would notice cannot be told."),
            Queues = [.. parts.SelectMany(part => part.Queues, (_, queue) => Rounded(queue))],
            Violations = [.. parts.SelectMany(part => part.Violations)],
            Away = [.. parts.SelectMany(part => part.Away, (_, away) => new AwayMeanwhile(away.Agent, away.Span.Start, away.Span.End, away.Activity))],
            Notes = [.. notes, .. parts.SelectMany(part => part.Notes)],
            Alternatives = [.. parts.SelectMany(part => part.Alternatives).Select(OtherChoice.Of)],
            IsNearALimit = parts.Any(part => part.IsNearALimit),
            Stage = parts.Any(part => part.Simulated is { Count: > 0 }) ? ConsequenceStage.Simulation : ConsequenceStage.Table,
            Simulated = [.. parts.SelectMany(part => part.Simulated ?? [], (_, queue) => PlayedDay.Of(queue))],
            WhyFewAlternatives = parts.Select(part => part.WhyFewAlternatives).FirstOrDefault(why => why is not null),
            Few = parts.Select(part => part.Few).FirstOrDefault(few => few is not null),
        };
        return figures with { Hash = HashOf(figures) };
    }

    /// <summary>The same of overtime: how it is cut, and the limits it would pass.</summary>
    internal ConsequenceFigures WithOvertime(OvertimeInLieu overtime, IReadOnlyList<RuleViolation> passed)
    {
        ConsequenceFigures told = this with { Overtime = overtime, Violations = [.. Violations, .. passed] };
        return passed.Count == 0 ? told : told with
        {
            Recommendation = Recommendation.NotRecommended,
            Reason = Violations.Count > 0 ? Reason : $"A rule would be broken: {passed[0]}",
            Hash = HashOf(told),
        };
    }

    /// <summary>Only what a decision rests on: the table's figures and the rules, not who reckoned them from which version; simulating does not change it.</summary>
    private static string HashOf(ConsequenceFigures figures)
    {
        string text = RequestJson.Write(new { figures.Queues, figures.Violations });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static QueueConsequence Rounded(QueueConsequence queue) => queue with
    {
        Calls = Math.Round(queue.Calls, 2),
        Before = Rounded(queue.Before),
        After = Rounded(queue.After),
        Intervals =
        [
            .. queue.Intervals.Select(interval => interval with
            {
                Calls = Math.Round(interval.Calls, 2),
                LevelBefore = Rounded(interval.LevelBefore),
                LevelAfter = Rounded(interval.LevelAfter),
            }),
        ],
    };

    private static DayFigures Rounded(DayFigures day) => new(
        Rounded(day.ServiceLevel), Math.Round(day.LateCalls, 2), day.MinutesBelowTarget, Math.Round(day.CallsBelowTarget, 2), Rounded(day.ChanceOfTarget));

    private static double? Rounded(double? fraction) => fraction is { } value ? Math.Round(value, 4) : null;
}

/// <summary>How the figures of a consequence were reckoned.</summary>
public enum ConsequenceStage
{
    /// <summary>From the table of predicted levels.</summary>
    Table,

    /// <summary>From days played call by call, where the table lies near a limit.</summary>
    Simulation,
}

/// <summary>A queue's day played call by call, before and after with the same callers.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Date">The day.</param>
/// <param name="Days">Days played; their calls vary as forecast days do.</param>
/// <param name="LevelBefore">Service level as it is.</param>
/// <param name="LevelAfter">Service level after a yes.</param>
/// <param name="ErrorOfDifference">Standard error of the difference.</param>
/// <param name="ChanceBefore">Share of the days played that reach the target, as it is.</param>
/// <param name="ChanceAfter">The same after a yes.</param>
public sealed record PlayedDay(
    QueueId Queue, LocalDate Date, int Days, double LevelBefore, double LevelAfter, double ErrorOfDifference, double ChanceBefore, double ChanceAfter)
{
    internal static PlayedDay Of(Wfm.Requests.SimulatedQueue queue) => new(
        queue.Queue, queue.Date, queue.Days, Math.Round(queue.LevelBefore, 4), Math.Round(queue.LevelAfter, 4),
        Math.Round(queue.ErrorOfDifference, 4), Math.Round(queue.ChanceBefore, 4), Math.Round(queue.ChanceAfter, 4));
}

/// <summary>What a consequence was reckoned from.</summary>
/// <param name="Schedules">The published versions asked.</param>
/// <param name="PeopleHash">Changes when people, rules, absences, meetings or targets change.</param>
/// <param name="Engine">Version of the program.</param>
public sealed record ConsequenceInputs(IReadOnlyList<ScheduleId> Schedules, string PeopleHash, string Engine);

/// <summary>Somebody of the group away from calls meanwhile.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
/// <param name="Activity">What colleagues may know.</param>
public sealed record AwayMeanwhile(AgentId Agent, Instant Start, Instant End, ActivityKind Activity);

/// <summary>A change near the one asked for: fine, or costing callers less.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Words">What to do, in a sentence.</param>
/// <param name="Reason">Why it is fine, in figures.</param>
/// <param name="Start">When the request would begin.</param>
/// <param name="End">When it would end.</param>
public sealed record OtherChoice(AlternativeKind Kind, string Words, string Reason, Instant? Start, Instant? End)
{
    /// <summary>What we would say about it: where too few are fine, some that only cost callers less are told too.</summary>
    public Recommendation Recommendation { get; init; }

    /// <summary>What it does to the queue it hits most; empty when callers notice nothing.</summary>
    public DayEffect? Worst { get; init; }

    /// <summary>Whom the request would be about.</summary>
    public IReadOnlyList<AgentId> People { get; init; } = [];

    /// <summary>Lunches, breaks and meetings of colleagues that would move.</summary>
    public IReadOnlyList<MovedPiece> Moves { get; init; } = [];

    /// <summary>Who would be called in; empty for nobody.</summary>
    public AgentId? CalledIn { get; init; }

    /// <summary>When that one, or the other half of a meeting, would be there.</summary>
    public IReadOnlyList<OtherSpan> Spans { get; init; } = [];

    /// <summary>Whether it only says another time for the asker that would be fine, and names no colleague.</summary>
    [JsonIgnore]
    public bool IsOwn => Kind is AlternativeKind.OtherTime or AlternativeKind.OtherDay && Recommendation == Recommendation.Fits;

    private static IReadOnlyList<AgentId> PeopleOf(ScheduleRequest request) => request switch
    {
        AbsenceRequest absence => [absence.Agent],
        TimeOffRequest off => [off.Agent],
        OvertimeRequest overtime => [overtime.Agent],
        MeetingRequest meeting => meeting.Agents,
        SwapRequest swap => [swap.Other],
        LoanRequest loan => loan.Calls.Agents,
        _ => [],
    };

    internal static OtherChoice Of(Alternative alternative)
    {
        Interval? span = alternative.Request switch
        {
            AbsenceRequest absence => absence.Span,
            TimeOffRequest off => off.Span,
            MeetingRequest meeting => meeting.Span,
            OvertimeRequest overtime => overtime.Span,
            _ => null,
        };
        return new OtherChoice(alternative.Kind, alternative.Words, alternative.Reason, span?.Start, span?.End)
        {
            Recommendation = alternative.Recommendation,
            People = PeopleOf(alternative.Request),
            Moves = [.. alternative.Moves.SelectMany(change => change.Moves, (change, move) => new MovedPiece(change.Agent, move.Activity, move.From.Start, move.To.Start))],
            CalledIn = alternative.CalledIn?.Agent,
            Spans = alternative.CalledIn is { } called ? [.. called.Spans.Select(OtherSpan.Of)] : alternative.OtherHalf is MeetingRequest half ? [OtherSpan.Of(half.Span)] : [],
            Worst = alternative.Queues.OrderByDescending(queue => queue.Before.ServiceLevel - queue.After.ServiceLevel ?? 0).Select(DayEffect.Of).FirstOrDefault(),
        };
    }
}

/// <summary>A piece of somebody's day that would move.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Activity">What; contacts stand for the shift's own end.</param>
/// <param name="From">When it begins now.</param>
/// <param name="To">When it would begin.</param>
public sealed record MovedPiece(AgentId Agent, ActivityKind Activity, Instant From, Instant To);

/// <summary>A time beside the request's own.</summary>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
public sealed record OtherSpan(Instant Start, Instant End)
{
    internal static OtherSpan Of(Interval span) => new(span.Start, span.End);
}

/// <summary>What the queue that is hit most notices on a day.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Date">The day.</param>
/// <param name="LevelBefore">Share of calls in time as planned; empty without calls.</param>
/// <param name="LevelAfter">The same after the change.</param>
/// <param name="TargetShare">The share promised.</param>
/// <param name="LateCalls">Calls more that are late.</param>
public sealed record DayEffect(QueueId Queue, LocalDate Date, double? LevelBefore, double? LevelAfter, double TargetShare, double LateCalls)
{
    internal static DayEffect Of(Wfm.Requests.QueueConsequence queue) => new(
        queue.Queue, queue.Date, Rounded(queue.Before.ServiceLevel, 4), Rounded(queue.After.ServiceLevel, 4), queue.TargetShare,
        Math.Round(queue.After.LateCalls - queue.Before.LateCalls, 2));

    private static double? Rounded(double? value, int decimals) => value is { } known ? Math.Round(known, decimals) : null;
}
