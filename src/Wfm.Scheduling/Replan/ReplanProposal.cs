using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling.Replan;

/// <summary>What to move on a running day, what it gains, and how much better any other arrangement could be.</summary>
/// <remarks>Costs are of the rest of the day: coverage of the free slots, plus what the changes cost.</remarks>
public sealed record ReplanProposal
{
    /// <summary>Row of the grid.</summary>
    public required int Day { get; init; }

    /// <summary>First slot that was free to change.</summary>
    public required int FreeFrom { get; init; }

    /// <summary>Everybody whose day changes, in the problem's order.</summary>
    public required IReadOnlyList<PersonChange> Changes { get; init; }

    /// <summary>Cost as published, without the absences.</summary>
    public required double CostPublished { get; init; }

    /// <summary>Cost with the absences and nothing moved.</summary>
    public required double CostBefore { get; init; }

    /// <summary>Cost of the proposal, <see cref="ChangeCost"/> included.</summary>
    public required double CostAfter { get; init; }

    /// <summary>The part of <see cref="CostAfter"/> that pays for changes.</summary>
    public required double ChangeCost { get; init; }

    /// <summary>No arrangement within the request that misses as few posts costs less than this; −∞ when no bound was asked for.</summary>
    public required double Bound { get; init; }

    /// <summary>People missing on hard minimum posts, summed over slots, with nothing moved.</summary>
    public required int MissingPostsBefore { get; init; }

    /// <summary>The same after the proposal.</summary>
    public required int MissingPostsAfter { get; init; }

    /// <summary>Best responses computed.</summary>
    public required long Steps { get; init; }

    /// <summary>Evaluations of the bound.</summary>
    public required int BoundSteps { get; init; }

    /// <summary>False when the caller cancelled; the proposal is then the best so far.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>(after − bound) ÷ after; 1 without a bound, 0 where nothing costs.</summary>
    public double GapFraction => CostAfter <= 0 ? 0 : Math.Clamp((CostAfter - Bound) / CostAfter, 0, 1);

    /// <summary>People who must be told.</summary>
    public int PeopleTold => Changes.Count;

    /// <summary>Minutes by which pieces and shift ends move, over everybody.</summary>
    public int MinutesMoved => Changes.Sum(change => change.MinutesMoved);
}

/// <summary>One person's changed day.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Number">The agent's place in the problem.</param>
/// <param name="Before">The shift as published.</param>
/// <param name="After">The shift as proposed.</param>
/// <param name="Moves">What moved, in the order of the day.</param>
public sealed record PersonChange(AgentId Agent, int Number, DayShift Before, DayShift After, IReadOnlyList<PieceMove> Moves)
{
    /// <summary>Minutes by which things move.</summary>
    public int MinutesMoved => Moves.Sum(move => move.Minutes);
}

/// <summary>A piece of a day that moves.</summary>
/// <param name="Activity">What; <see cref="ActivityKind.Contacts"/> stands for the shift itself, whose end moves.</param>
/// <param name="From">Where it was.</param>
/// <param name="To">Where it goes.</param>
public sealed record PieceMove(ActivityKind Activity, Interval From, Interval To)
{
    /// <summary>Minutes by which it moves.</summary>
    public int Minutes => (int)Math.Abs(
        Activity == ActivityKind.Contacts ? (To.End - From.End).TotalMinutes : (To.Start - From.Start).TotalMinutes);
}
