using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Requests;

/// <summary>What a change does to the callers and the rules, before and after, and what could be done instead.</summary>
/// <remarks>Group leaders decide; this is their preview. Nothing is changed by asking.</remarks>
public sealed record Consequence
{
    /// <summary>What was asked.</summary>
    public required ScheduleRequest Request { get; init; }

    /// <summary>The queues and days whose callers notice it; empty when nobody does.</summary>
    public required IReadOnlyList<QueueConsequence> Queues { get; init; }

    /// <summary>Hard rules that would be broken and are not now, each with its paragraph.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>Who else of the group is away from calls during the change.</summary>
    public required IReadOnlyList<ColleagueAway> Away { get; init; }

    /// <summary>What we would say to the group leader.</summary>
    public required Recommendation Recommendation { get; init; }

    /// <summary>The reason, in figures.</summary>
    public required string Reason { get; init; }

    /// <summary>People who do not work then, parts outside the plan.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The nearest changes that would be fine.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <summary>Why there are fewer alternatives than asked for; null when there are enough.</summary>
    public FewFound? Few { get; init; }

    /// <summary>The same in a sentence.</summary>
    public string? WhyFewAlternatives => Few?.ToString();

    /// <summary>Whether a day lies so near a limit that playing it says more than the table.</summary>
    public bool IsNearALimit { get; init; }

    /// <summary>The same days played call by call; null where the figures are clear without.</summary>
    public IReadOnlyList<SimulatedQueue>? Simulated { get; init; }
}

/// <summary>What a change does to one queue on one day.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Date">The day.</param>
/// <param name="Calls">Expected calls of the day.</param>
/// <param name="TargetShare">Share of calls promised in time.</param>
/// <param name="ThresholdSeconds">The wait promised.</param>
/// <param name="Before">The day as it is.</param>
/// <param name="After">The day with the change.</param>
/// <param name="Intervals">Every interval in which the queue's figures differ.</param>
public sealed record QueueConsequence(
    QueueId Queue, LocalDate Date, double Calls, double TargetShare, double ThresholdSeconds, DayFigures Before, DayFigures After,
    IReadOnlyList<IntervalConsequence> Intervals);

/// <summary>A queue's day.</summary>
/// <param name="ServiceLevel">Share of calls answered in time, over days that vary as forecast days do, weighted by calls; null without calls.</param>
/// <param name="LateCalls">Expected calls not answered in time, those who hang up included.</param>
/// <param name="MinutesBelowTarget">Minutes with calls whose level is below the target.</param>
/// <param name="CallsBelowTarget">Expected calls in those minutes.</param>
/// <param name="ChanceOfTarget">Chance that the day's level reaches the target, the variation of days and the luck of callers included; null without calls.</param>
public sealed record DayFigures(double? ServiceLevel, double LateCalls, int MinutesBelowTarget, double CallsBelowTarget, double? ChanceOfTarget);

/// <summary>One interval of a queue, before and after.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="PeopleBefore">People scheduled who take the queue, as it is.</param>
/// <param name="PeopleAfter">The same with the change.</param>
/// <param name="LevelBefore">Service level; null without calls.</param>
/// <param name="LevelAfter">The same with the change.</param>
public sealed record IntervalConsequence(Instant Start, double Calls, int PeopleBefore, int PeopleAfter, double? LevelBefore, double? LevelAfter);

/// <summary>Somebody of the same group who is away from calls during a change.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Span">The part of the change during which.</param>
/// <param name="Activity">What is said to colleagues: absent, in a meeting, on a training. Never the reason of an absence.</param>
public sealed record ColleagueAway(AgentId Agent, Interval Span, ActivityKind Activity);

/// <summary>What we say to the group leader, who decides.</summary>
public enum Recommendation
{
    /// <summary>Callers hardly notice, no rule is broken.</summary>
    Fits,

    /// <summary>Near a limit: worth a second look.</summary>
    Tight,

    /// <summary>A target is lost, callers pay clearly, or a rule is broken.</summary>
    NotRecommended,
}

/// <summary>A queue's day played call by call, before and after with the same callers.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Date">The day.</param>
/// <param name="Days">Days played; their calls vary as forecast days do.</param>
/// <param name="LevelBefore">Service level as it is, all days together.</param>
/// <param name="LevelAfter">Service level with the change.</param>
/// <param name="ErrorOfDifference">Standard error of the difference.</param>
/// <param name="ChanceBefore">Share of simulated days that reach the target, as it is.</param>
/// <param name="ChanceAfter">The same with the change.</param>
public sealed record SimulatedQueue(
    QueueId Queue, LocalDate Date, int Days, double LevelBefore, double LevelAfter, double ErrorOfDifference, double ChanceBefore, double ChanceAfter)
{
    /// <summary>A queue's figures with the simulated levels in place of the predicted ones, for the judgement.</summary>
    internal QueueConsequence Applied(QueueConsequence predicted) => predicted with
    {
        Before = predicted.Before with { ServiceLevel = LevelBefore, LateCalls = predicted.Calls * (1 - LevelBefore), ChanceOfTarget = ChanceBefore },
        After = predicted.After with { ServiceLevel = LevelAfter, LateCalls = predicted.Calls * (1 - LevelAfter), ChanceOfTarget = ChanceAfter },
    };
}
