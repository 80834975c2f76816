namespace Wfm.Scheduling.Cover;

/// <summary>Somebody who works fixed shifts, with the limits of the contract. Every limit is hard.</summary>
/// <param name="Code">Who.</param>
public sealed record CoverPerson(string Code)
{
    /// <summary>Most shifts of each type over the period, by type number; 0 means never.</summary>
    public required IReadOnlyList<int> MostOfType { get; init; }

    /// <summary>Least paid minutes over the period.</summary>
    public required int LeastMinutes { get; init; }

    /// <summary>Most paid minutes over the period.</summary>
    public required int MostMinutes { get; init; }

    /// <summary>Longest run of working days.</summary>
    public required int MostDaysInRow { get; init; }

    /// <summary>Shortest run of working days; one that touches the border of the period must reach it too, unless the border is open.</summary>
    public required int LeastDaysInRow { get; init; }

    /// <summary>Shortest run of days off; a run that touches the border of the period need not reach it.</summary>
    public required int LeastDaysOffInRow { get; init; }

    /// <summary>Most weekends with work on Saturday or Sunday.</summary>
    public required int MostWeekends { get; init; }

    /// <summary>Days, from 0, that are off whatever else.</summary>
    public IReadOnlyList<int> DaysOff { get; init; } = [];
}
