namespace Wfm.Queueing;

/// <summary>
/// What became of the calls of an interval, a day or a period: counts and waits that may be added up, and every share read off the sums.
/// Shares of a sum are weighted by calls, never a mean of percentages. Counts are expected values when predicted.
/// </summary>
/// <param name="Offered">Calls that came.</param>
/// <param name="AnsweredInTime">Calls answered within the threshold.</param>
/// <param name="Abandoned">Calls that hung up; all others were answered.</param>
/// <param name="ShortAbandoned">Calls that hung up within the short limit.</param>
/// <param name="AbandonedInTime">Calls that hung up within the threshold.</param>
/// <param name="VirtuallyInTime">Calls that were, or would have been had they stayed, answered within the threshold.</param>
/// <param name="WaitSecondsOfAnswered">Sum of the waits of answered calls.</param>
/// <param name="WaitSecondsOfAbandoned">Sum of the waits of calls that hung up.</param>
public readonly record struct CallFigures(
    double Offered,
    double AnsweredInTime,
    double Abandoned,
    double ShortAbandoned,
    double AbandonedInTime,
    double VirtuallyInTime,
    double WaitSecondsOfAnswered,
    double WaitSecondsOfAbandoned)
{
    /// <summary>Calls that met a busy signal because every place was taken. They are not among the offered ones, as a switch counts.</summary>
    public double Blocked { get; init; }

    /// <summary>Blocked ÷ (offered + blocked). Null without calls.</summary>
    public double? BlockedFraction => Share(Blocked, Offered + Blocked);

    /// <summary>Calls that were answered.</summary>
    public double Answered => Offered - Abandoned;

    /// <summary>Answered in time ÷ offered: the default. Null without calls.</summary>
    public double? ServiceLevelOfOffered => Share(AnsweredInTime, Offered);

    /// <summary>Answered in time ÷ answered. Null when nobody was answered.</summary>
    public double? ServiceLevelOfAnswered => Share(AnsweredInTime, Answered);

    /// <summary>Answered in time ÷ (offered − hung up within the short limit). Null when nobody is left.</summary>
    public double? ServiceLevelExcludingShortAbandons => Share(AnsweredInTime, Offered - ShortAbandoned);

    /// <summary>(Answered in time + hung up in time) ÷ offered. Null without calls.</summary>
    public double? ServiceLevelAbandonedInTimeCounts => Share(AnsweredInTime + AbandonedInTime, Offered);

    /// <summary>Share of callers whose offered wait was within the threshold. Null without calls.</summary>
    public double? ServiceLevelVirtualWait => Share(VirtuallyInTime, Offered);

    /// <summary>Share of callers who hang up. Null without calls.</summary>
    public double? AbandonedFraction => Share(Abandoned, Offered);

    /// <summary>Mean wait of answered calls (ASA), in seconds. Null when nobody was answered.</summary>
    public double? AverageSpeedOfAnswerSeconds => Answered > 0 ? WaitSecondsOfAnswered / Answered : null;

    /// <summary>Mean wait of all callers, however it ended, in seconds. Null without calls.</summary>
    public double? MeanWaitSeconds => Offered > 0 ? (WaitSecondsOfAnswered + WaitSecondsOfAbandoned) / Offered : null;

    /// <summary>The figures of both together.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other part.</param>
    public static CallFigures operator +(in CallFigures left, in CallFigures right) => new(
        left.Offered + right.Offered,
        left.AnsweredInTime + right.AnsweredInTime,
        left.Abandoned + right.Abandoned,
        left.ShortAbandoned + right.ShortAbandoned,
        left.AbandonedInTime + right.AbandonedInTime,
        left.VirtuallyInTime + right.VirtuallyInTime,
        left.WaitSecondsOfAnswered + right.WaitSecondsOfAnswered,
        left.WaitSecondsOfAbandoned + right.WaitSecondsOfAbandoned)
    {
        Blocked = left.Blocked + right.Blocked,
    };

    /// <summary>The same shares of another number of calls.</summary>
    /// <param name="figures">Figures, for instance of one call.</param>
    /// <param name="factor">How many times as many calls.</param>
    public static CallFigures operator *(in CallFigures figures, double factor) => new(
        figures.Offered * factor,
        figures.AnsweredInTime * factor,
        figures.Abandoned * factor,
        figures.ShortAbandoned * factor,
        figures.AbandonedInTime * factor,
        figures.VirtuallyInTime * factor,
        figures.WaitSecondsOfAnswered * factor,
        figures.WaitSecondsOfAbandoned * factor)
    {
        Blocked = figures.Blocked * factor,
    };

    /// <summary>The same as the operator +.</summary>
    /// <param name="other">The other part.</param>
    public CallFigures Add(in CallFigures other) => this + other;

    /// <summary>The same as the operator *.</summary>
    /// <param name="factor">How many times as many calls.</param>
    public CallFigures Multiply(double factor) => this * factor;

    private static double? Share(double part, double whole) => whole > 0 ? Math.Clamp(part / whole, 0, 1) : null;
}
