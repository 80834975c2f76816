namespace Wfm.Scheduling.Search;

/// <summary>The rules on sequences of working days that the period's dynamic programme carries in its state.</summary>
internal sealed record RestRuleSet
{
    public int? LongestRun { get; init; }
    public int ShortestOff { get; init; } = 1;
    public int? MostWeekends { get; init; }

    /// <summary>Calendar day number of some Monday.</summary>
    public int MondayDate { get; init; }
    public int? WeeklyRestMinutes { get; init; }

    /// <summary>Borders of the fixed seven-day periods, minutes from the origin, ascending; empty when the rule is off.</summary>
    public IReadOnlyList<long> WeekBorders { get; init; } = [];

    /// <summary>Longest time between two weekly rests in minutes; null when the rule is off.</summary>
    public int? MostMinutesBetweenRests { get; init; }
}

/// <summary>When the possible shifts of one grid day begin and end, in minutes from the origin.</summary>
/// <param name="Date">Calendar day number, counted from the origin's day.</param>
/// <param name="IsWeekend">Saturday or Sunday.</param>
/// <param name="EarliestStart">First minute any shift may start.</param>
/// <param name="LatestStart">Last minute any shift may start.</param>
/// <param name="EarliestEnd">First minute any shift may end.</param>
/// <param name="LatestEnd">Last minute any shift may end.</param>
/// <param name="EarlyBefore">Starts before this minute are early.</param>
/// <param name="LateAfter">Ends after this minute are late.</param>
internal readonly record struct RestDay(
    int Date, bool IsWeekend,
    long EarliestStart, long LatestStart, long EarliestEnd, long LatestEnd, long EarlyBefore, long LateAfter)
{
    /// <summary>Bound on the start of a shift: the earliest one when cautious, else the latest.</summary>
    public long Start(bool early, bool cautious) => (early, cautious) switch
    {
        (true, true) => EarliestStart,
        (false, true) => Math.Max(EarliestStart, EarlyBefore),
        (true, false) => Math.Min(LatestStart, EarlyBefore - 1),
        (false, false) => LatestStart,
    };

    /// <summary>Bound on the end of a shift: the latest one when cautious, else the earliest.</summary>
    public long End(bool late, bool cautious) => (late, cautious) switch
    {
        (true, true) => LatestEnd,
        (false, true) => Math.Min(LatestEnd, LateAfter),
        (true, false) => Math.Max(EarliestEnd, LateAfter + 1),
        (false, false) => EarliestEnd,
    };
}

/// <summary>What the days before the period leave behind: the last end, the run it closed, and the rest already had.</summary>
/// <param name="Known">Whether any shift before the period is known.</param>
/// <param name="LastEnd">End of the last shift, minutes from the origin.</param>
/// <param name="LastDate">Calendar day number of the last shift; negative.</param>
/// <param name="Run">Working days in a row up to the last shift.</param>
/// <param name="FirstStartSinceRest">Start of the first shift after the last weekly rest, minutes from the origin.</param>
/// <param name="RestedInWeek">Whether the fixed seven-day period running at the origin has had its rest.</param>
internal sealed record RestHistory(
    bool Known, long LastEnd, int LastDate, int Run, long FirstStartSinceRest, bool RestedInWeek)
{
    public static RestHistory Unknown { get; } = new(false, long.MinValue / 4, -1000, 0, 0, false);
}
