using NodaTime;

namespace Wfm.Scheduling.Cover;

/// <summary>A period of days on which people work fixed shifts against a weighted need of each shift.</summary>
/// <remarks>For desks and switchboard posts staffed by shifts as they stand; queues staffed by the slot are a <see cref="SchedulingProblem"/>.</remarks>
public sealed record CoverProblem
{
    /// <summary>Days of the period; positive.</summary>
    public required int Days { get; init; }

    /// <summary>Weekday of day 0; says which days are weekends.</summary>
    public IsoDayOfWeek FirstDay { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>Whether a run of working days that touches day 0 may be shorter than the least, because it may have begun before. Default no.</summary>
    public bool StartIsOpen { get; init; }

    /// <summary>Whether a run of working days that touches the last day may be shorter than the least, because it may go on. Default no.</summary>
    public bool EndIsOpen { get; init; }

    /// <summary>The shifts people can work.</summary>
    public required IReadOnlyList<ShiftType> Types { get; init; }

    /// <summary>Everybody to be scheduled.</summary>
    public required IReadOnlyList<CoverPerson> People { get; init; }

    /// <summary>Wishes for and against shifts.</summary>
    public IReadOnlyList<ShiftRequest> Requests { get; init; } = [];

    /// <summary>The need; at most one per day and shift, none where a shift costs nothing either way.</summary>
    public required IReadOnlyList<CoverNeed> Needs { get; init; }

    /// <summary>Number of the weekend a day belongs to, by the Monday before it; null on working days.</summary>
    public int? WeekendOf(int day)
    {
        int sinceMonday = day + (int)FirstDay - 1;
        return sinceMonday % 7 >= 5 ? sinceMonday / 7 : null;
    }
}
