namespace Wfm.Scheduling.Search;

/// <summary>The rules on sequences of working days that the period's dynamic programme carries in its state.</summary>
internal sealed record RestRuleSet
{
    public int? LongestRun { get; init; }
    public int ShortestOff { get; init; } = 1;
    public int? MostWeekends { get; init; }

    /// <summary>Calendar day number of some Monday.</summary>
    public int MondayDate { get; init; }

    /// <summary>Least rest from the end of a shift to the start of the next, in minutes.</summary>
    public int? DailyRestMinutes { get; init; }
    public int? WeeklyRestMinutes { get; init; }

    /// <summary>Borders of the fixed seven-day periods, minutes from the origin, ascending; empty when the rule is off.</summary>
    public IReadOnlyList<long> WeekBorders { get; init; } = [];

    /// <summary>Longest time between two weekly rests in minutes; null when the rule is off.</summary>
    public int? MostMinutesBetweenRests { get; init; }

    /// <summary>Days off in a row after which a weekly rest has been had whatever the times were.</summary>
    public int DaysOffOfSureRest => (WeeklyRestMinutes ?? 0) / 1440 + 2;
}

/// <summary>A stretch of possible starts or ends, minutes from the origin, both inclusive; empty when the first comes after the last.</summary>
internal readonly record struct RestBand(long First, long Last);

/// <summary>When the possible shifts of one grid day begin and end, in minutes from the origin, told apart in bands.</summary>
internal sealed record RestDay
{
    /// <summary>Calendar day number, counted from the origin's day.</summary>
    public required int Date { get; init; }
    public required bool IsWeekend { get; init; }
    public required long EarliestStart { get; init; }
    public required long LatestEnd { get; init; }
    public required RestBand[] Starts { get; init; }
    public required RestBand[] Ends { get; init; }

    /// <summary>Band of the start and band of the end of every class of shift.</summary>
    public required (int Start, int End)[] Classes { get; init; }

    /// <summary>A start before this minute is early after a late end; the least number when no rule says so.</summary>
    public long EarlyByRule { get; init; } = long.MinValue / 4;

    /// <summary>An end after this minute is late; the greatest number when no rule says so.</summary>
    public long LateByRule { get; init; } = long.MaxValue / 4;

    /// <summary>Whether two days allow the same times; their classes follow from their bands.</summary>
    public bool IsLike(RestDay other) =>
        Date == other.Date && EarliestStart == other.EarliestStart && LatestEnd == other.LatestEnd
        && EarlyByRule == other.EarlyByRule && LateByRule == other.LateByRule
        && Starts.AsSpan().SequenceEqual(other.Starts) && Ends.AsSpan().SequenceEqual(other.Ends);
}

/// <summary>What stands around the period: what the days before it leave behind (the last end, the run it closed, the rest already had), and the shifts after it.</summary>
/// <param name="Known">Whether any shift before the period is known.</param>
/// <param name="LastEnd">End of the last shift, minutes from the origin.</param>
/// <param name="LastDate">Calendar day number of the last shift; negative.</param>
/// <param name="Run">Working days in a row up to the last shift.</param>
/// <param name="FirstStartSinceRest">Start of the first shift after the last weekly rest, minutes from the origin.</param>
/// <param name="RestedInWeek">Whether the fixed seven-day period running at the origin has had its rest.</param>
internal sealed record RestAround(
    bool Known, long LastEnd, int LastDate, int Run, long FirstStartSinceRest, bool RestedInWeek)
{
    public static RestAround Nothing { get; } = new(false, long.MinValue / 4, -1000, 0, 0, false);

    /// <summary>Whether the last shift ended late by the rule on early starts after late ends.</summary>
    public bool EndedLate { get; init; }

    /// <summary>The shifts after the period; null where none stands.</summary>
    public RestAfter? After { get; init; }
}
