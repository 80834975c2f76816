namespace Wfm.Scheduling.Search;

/// <summary>One agent, counted in whole numbers: what every day allows and what the period demands.</summary>
internal sealed record AgentModel
{
    public required int Number { get; init; }
    /// <summary>Skill type of each day; −1 on a day without any skill.</summary>
    public required int[] TypeOfDay { get; init; }
    /// <summary>Options of each day; null on a day nobody may work.</summary>
    public required DayOptions?[] Days { get; init; }
    /// <summary>Days with a lock or meeting that must be worked.</summary>
    public required bool[] MustWork { get; init; }
    /// <summary>Cost of working each day, by wishes for days off.</summary>
    public required double[] WorkCost { get; init; }
    /// <summary>Fewest and most paid units after each number of days, from the hours bands and what can be reached.</summary>
    public required int[] LowHours { get; init; }
    public required int[] HighHours { get; init; }
    /// <summary>First day of the week each day lies in.</summary>
    public required int[] WeekStart { get; init; }
    /// <summary>Most paid units in one week; <see cref="int.MaxValue"/> when the bands already keep it.</summary>
    public required int WeekCap { get; init; }
    /// <summary>First day of the calculation period each day lies in, and the most paid units in one.</summary>
    public required int[] BlockStart { get; init; }
    public required int BlockCap { get; init; }
    public required RestStates Cautious { get; init; }
    public required RestStates Hopeful { get; init; }
    /// <summary>The rest rules to the quarter, where the coarse states are stricter than the rules; null where they are the rules.</summary>
    public ExactRest? ExactRest { get; init; }
    /// <summary>Why no schedule can exist when the hours alone rule it out; empty otherwise.</summary>
    public string HoursConflict { get; init; } = "";

    /// <summary>The same agent with calculation periods in place of weeks, for the programme's weekly maximum; null without a limit on them.</summary>
    public AgentModel? ByBlock { get; init; }

    /// <summary>The same agent with hours bands no stricter than the rules, for the bound; null where the bands are the rules.</summary>
    public AgentModel? Relaxed { get; init; }

    public int DayCount => Days.Length;

    /// <summary>This agent with <see cref="ByBlock"/> filled in.</summary>
    public AgentModel WithByBlock() => this with { ByBlock = this with { WeekStart = BlockStart, WeekCap = BlockCap } };
}
