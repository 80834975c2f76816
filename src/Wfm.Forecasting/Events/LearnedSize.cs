namespace Wfm.Forecasting;

/// <summary>What history tells of the size of an event.</summary>
/// <param name="Outcome">Whether it could be learned, or why not.</param>
/// <param name="SizeFraction">Added calls at full strength as a share of ordinary ones; 0 where nothing was learned.</param>
/// <param name="StandardError">Standard error of the size; 0 where nothing was learned.</param>
/// <param name="Days">Days of the event that could be looked at.</param>
public sealed record LearnedSize(EventSizeOutcome Outcome, double SizeFraction, double StandardError, int Days)
{
    internal static LearnedSize Not(EventSizeOutcome outcome, int days = 0) => new(outcome, 0, 0, days);
}

/// <summary>Whether the size of an event could be learned.</summary>
public enum EventSizeOutcome
{
    /// <summary>It could.</summary>
    Learned,

    /// <summary>History ends before the event does.</summary>
    NotOver,

    /// <summary>It lasts so long that it cannot be told from a change of level.</summary>
    TooLong,

    /// <summary>History misses the greater part of the event, or holidays cover it.</summary>
    NotCovered,

    /// <summary>Other events without a stated size are felt on the greater part of its days.</summary>
    Overlapped,

    /// <summary>There are too few ordinary days around it to tell what would have come without it.</summary>
    TooFewOrdinaryDays,

    /// <summary>So few calls are usual on its days that chance hides every effect.</summary>
    TooFewCalls,
}

/// <summary>The size suggested for an event, from past ones of its kind.</summary>
/// <param name="SizeFraction">Added calls at full strength as a share of ordinary ones.</param>
/// <param name="StandardError">How far the next event may lie from it: the error of the mean and the spread between events.</param>
/// <param name="Events">Past events it rests on.</param>
public sealed record SuggestedSize(double SizeFraction, double StandardError, int Events);
