using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>What kind of day a day of history turned out to be.</summary>
internal enum DayState
{
    /// <summary>Open, with calls that can be learned from.</summary>
    Normal,

    /// <summary>Closed: by the week, or a special day.</summary>
    Closed,

    /// <summary>Should have been open; no rows.</summary>
    Missing,

    /// <summary>Rows that tell nothing about ordinary days: outage, typo, outlier.</summary>
    SetAside,
}

/// <summary>Days × open slots of one queue: history first, then the days to forecast. Flat arrays; row d starts at d × Columns.</summary>
internal sealed class DayMatrix
{
    private const int LongestBetween = 6;

    public required QueueId Queue { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required Duration Length { get; init; }

    public required LocalDate First { get; init; }

    /// <summary>Days of history; days from here on lie ahead.</summary>
    public required int HistoryDays { get; init; }

    /// <summary>History and days ahead together.</summary>
    public required int Days { get; init; }

    /// <summary>Slots of the wall clock open on any day.</summary>
    public required int[] SlotOfColumn { get; init; }

    public int Columns => SlotOfColumn.Length;

    /// <summary>Calls as the source gave them, history only.</summary>
    public required double[] Raw { get; init; }

    /// <summary>Calls after cleaning, history only.</summary>
    public required double[] Calls { get; init; }

    public required double[] HandleSeconds { get; init; }

    public required double[] Handled { get; init; }

    /// <summary>Open cells of all days; a cell the clock skips is not open.</summary>
    public required bool[] Open { get; init; }

    /// <summary>State of all days; days ahead are Normal or Closed.</summary>
    public required DayState[] State { get; init; }

    /// <summary>Weekday each day behaves like, Monday 0: a red day like a Sunday where the queue is open on Sundays.</summary>
    public required int[] Weekday { get; init; }

    public required SpecialDay?[] Special { get; init; }

    /// <summary>The school break each day lies in; empty outside breaks.</summary>
    public required string?[] SchoolBreak { get; init; }

    /// <summary>Product of the events' factors on each day.</summary>
    public required double[] EventFactor { get; init; }

    /// <summary>Whether special days were given at all.</summary>
    public required bool HasCountry { get; init; }

    /// <summary>Special days and days around closures: only models that know the calendar may speak on them.</summary>
    public bool[] NeedsCalendar { get; set; } = [];

    /// <summary>Number of open days up to and including each day; the difference of two is the lead in open days.</summary>
    public int[] OpenDaysThrough { get; private set; } = [];

    /// <summary>Date of a row.</summary>
    public LocalDate DateOf(int day) => First.PlusDays(day);

    public bool IsUsable(int day) => State[day] == DayState.Normal;

    /// <summary>Whether a day is free by law or by the employer's table.</summary>
    public bool IsHoliday(int day) => Special[day]?.Kind is SpecialDayKind.PublicHoliday or SpecialDayKind.FreeEve;

    /// <summary>Whether a day lies between two holidays less than a week apart, as between Christmas, New Year and Twelfth Day, when many callers are away.</summary>
    public bool IsBetweenClosures(int day)
    {
        int before = day, after = day;
        while (before >= 0 && day - before < LongestBetween && !IsHoliday(before))
        {
            before--;
        }

        while (after < Days && after - day < LongestBetween && !IsHoliday(after))
        {
            after++;
        }

        return before >= 0 && after < Days && IsHoliday(before) && IsHoliday(after) && after - before <= LongestBetween;
    }

    /// <summary>Counts open days; called once the states are settled.</summary>
    public void CountOpenDays()
    {
        OpenDaysThrough = new int[Days];
        int open = 0;
        for (int d = 0; d < Days; d++)
        {
            open += State[d] is DayState.Closed ? 0 : 1;
            OpenDaysThrough[d] = open;
        }
    }

    /// <summary>Cleaned calls of a day over its open cells.</summary>
    public double TotalOf(int day)
    {
        double total = 0;
        for (int i = day * Columns; i < (day + 1) * Columns; i++)
        {
            total += Open[i] ? Calls[i] : 0;
        }

        return total;
    }
}
