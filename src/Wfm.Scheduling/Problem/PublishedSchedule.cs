using NodaTime;

namespace Wfm.Scheduling;

/// <summary>A schedule people have been told, and what it costs to tell them another one.</summary>
/// <remarks>A shift counts as changed when its start or its end moves, or when it comes or goes; lunch and breaks may move freely.</remarks>
/// <param name="DecidedOn">The day the change is decided and told.</param>
/// <param name="Shifts">The shifts people know, a row per agent of the problem.</param>
public sealed record PublishedSchedule(LocalDate DecidedOn, DraftSchedule Shifts)
{
    /// <summary>Cost of every minute a start or an end moves; a shift that comes or goes moves by its whole length. Default 0.01.</summary>
    public double PerMinuteMoved { get; init; } = 0.01;

    /// <summary>Cost of every person and day to tell. Default 2.</summary>
    public double PerDayTold { get; init; } = 2;

    /// <summary>Factor on both with less notice than <see cref="NoticeDays"/>. Default 3.</summary>
    public double ShortNoticeFactor { get; init; } = 3;

    /// <summary>Days of notice people are owed (ATL 12 §). Default 14.</summary>
    public int NoticeDays { get; init; } = 14;

    /// <summary>Whether a change on this day comes with less notice than is owed.</summary>
    public bool IsShortNotice(LocalDate date) => date < DecidedOn.PlusDays(NoticeDays);

    /// <summary>Minutes a start and an end move between two shifts of one day.</summary>
    /// <param name="before">The shift people know; null for a day off.</param>
    /// <param name="after">The shift now; null for a day off.</param>
    /// <param name="slotMinutes">Minutes of a slot.</param>
    public static int MinutesMoved(DayShift? before, DayShift? after, int slotMinutes) => slotMinutes * ((before, after) switch
    {
        ({ } one, { } other) => Math.Abs(one.Start - other.Start) + Math.Abs(one.End - other.End),
        _ => (before ?? after)?.Length ?? 0,
    });
}
