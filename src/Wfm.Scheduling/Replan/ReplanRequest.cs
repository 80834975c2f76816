using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Replan;

/// <summary>What happened on a running day, and what may be moved because of it.</summary>
/// <param name="At">The present moment. Slots that have begun, and pieces that have begun, stay as they are.</param>
public sealed record ReplanRequest(Instant At)
{
    /// <summary>Who is away and when, beyond what the schedule already knows.</summary>
    public IReadOnlyList<PersonAway> Away { get; init; } = [];

    /// <summary>Where movable meetings may go; one that is not named may lie anywhere in the rest of its shift.</summary>
    public IReadOnlyList<MeetingWindow> Windows { get; init; } = [];

    /// <summary>What a change costs.</summary>
    public ChangeCosts Costs { get; init; } = new();

    /// <summary>Which pieces of a day may move. Default all of them.</summary>
    public MovablePieces MayMove { get; init; } = MovablePieces.All;

    /// <summary>How far shift ends may move; not at all by default.</summary>
    public ShiftEndLimits Ends { get; init; } = new();

    /// <summary>Rounds over all people at most. Default 20; the search ends by itself after a few.</summary>
    public int Rounds { get; init; } = 20;

    /// <summary>Evaluations of the lower bound at most; 0 for no bound. Default 60.</summary>
    public int BoundSteps { get; init; } = 60;

    /// <summary>Bound and search end when (cost − bound) ÷ cost is this small. Default 0.001.</summary>
    public double GapGoal { get; init; } = 0.001;
}

/// <summary>Pieces of a day that a re-plan may move.</summary>
[Flags]
public enum MovablePieces
{
    /// <summary>Nothing but shift ends, where they may.</summary>
    None = 0,

    /// <summary>Short breaks.</summary>
    Breaks = 1,

    /// <summary>Lunches.</summary>
    Lunches = 2,

    /// <summary>Movable meetings, trainings and administration.</summary>
    Meetings = 4,

    /// <summary>Everything that is not fixed.</summary>
    All = Breaks | Lunches | Meetings,
}

/// <summary>Somebody who is away on the day.</summary>
/// <param name="Agent">Who.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when; null means the rest of the day.</param>
public sealed record PersonAway(AgentId Agent, Instant From, Instant? To = null);

/// <summary>Where one movable meeting may go.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Meeting">The meeting as it stands in the problem.</param>
/// <param name="Window">It lies wholly in here, or stays.</param>
public sealed record MeetingWindow(AgentId Agent, Interval Meeting, Interval Window);

/// <summary>What moving things on a running day costs, in the currency of the coverage cost.</summary>
public sealed record ChangeCosts
{
    /// <summary>For each person who must be told of anything. Default 1.</summary>
    public double PersonTold { get; init; } = 1;

    /// <summary>For each minute by which a lunch, break, meeting or shift end moves. Default 0.02.</summary>
    public double MinuteMoved { get; init; } = 0.02;

    /// <summary>For each minute a shift grows or shrinks, beside the move itself. Default 0.1.</summary>
    public double MinuteStretched { get; init; } = 0.1;

    /// <summary>Changes cost nothing: the best possible day, however much is moved.</summary>
    public static ChangeCosts Free { get; } = new() { PersonTold = 0, MinuteMoved = 0, MinuteStretched = 0 };
}

/// <summary>How far shift ends may move. Only the end of a shift moves, in steps of the paid unit, and never into a broken rule.</summary>
/// <param name="LongerMinutes">Overtime at most. Default 0.</param>
/// <param name="ShorterMinutes">Time off at most. Default 0.</param>
public sealed record ShiftEndLimits(int LongerMinutes = 0, int ShorterMinutes = 0)
{
    /// <summary>Whether the hours come or go beside the contract, as overtime and voluntary time off do: lengths of the template and hours of the contract then say
    /// nothing, every other rule does. Default false.</summary>
    public bool IsBesideContract { get; init; }

    /// <summary>People whose ends stay. Default nobody.</summary>
    public IReadOnlyCollection<AgentId> Except { get; init; } = [];
}
