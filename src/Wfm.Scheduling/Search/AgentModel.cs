namespace Wfm.Scheduling.Search;

/// <summary>One agent, counted in whole numbers: what every day allows and what the period demands.</summary>
internal sealed class AgentModel
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
    public required RestStates Cautious { get; init; }
    public required RestStates Hopeful { get; init; }
    /// <summary>Why no schedule can exist when the hours alone rule it out; empty otherwise.</summary>
    public string HoursConflict { get; init; } = "";

    public int DayCount => Days.Length;
}
