using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>A family of shifts: when they start, how long they are, where lunch and breaks may lie. Minutes throughout.</summary>
/// <param name="Id">Its code.</param>
public sealed record PlanTemplate(TemplateId Id)
{
    /// <summary>Weekdays it may be used on.</summary>
    public required IReadOnlyList<IsoDayOfWeek> Weekdays { get; init; }

    /// <summary>Earliest start on the wall clock.</summary>
    public required LocalTime EarliestStart { get; init; }

    /// <summary>Latest start on the wall clock.</summary>
    public required LocalTime LatestStart { get; init; }

    /// <summary>Minutes between two possible starts.</summary>
    public int StartStepMinutes { get; init; } = 15;

    /// <summary>Latest end on the wall clock; null means the day's last slot.</summary>
    public LocalTime? LatestEnd { get; init; }

    /// <summary>Shortest presence in minutes, lunch included.</summary>
    public int MinPresenceMinutes { get; init; } = 15;

    /// <summary>Longest presence in minutes, lunch included.</summary>
    public int MaxPresenceMinutes { get; init; } = 24 * 60;

    /// <summary>Least paid minutes (lunch not counted).</summary>
    public required int MinPaidMinutes { get; init; }

    /// <summary>Most paid minutes (lunch not counted).</summary>
    public required int MaxPaidMinutes { get; init; }

    /// <summary>Its lunch; null for a shift without one.</summary>
    public LunchRule? Lunch { get; init; }

    /// <summary>Its paid short breaks.</summary>
    public BreakRule Breaks { get; init; } = new(0, 15);

    /// <summary>A template of the planner's own words, with the usual spacing: breaks an hour from start, lunch and end.</summary>
    /// <param name="template">The template.</param>
    public static PlanTemplate From(ShiftTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        int breakMinutes = (int)template.BreakLength.TotalMinutes;
        bool lunch = template.LongestLunch > Duration.Zero;
        return new PlanTemplate(template.Id)
        {
            Weekdays = template.Weekdays,
            EarliestStart = template.EarliestStart,
            LatestStart = template.LatestStart,
            StartStepMinutes = (int)template.StartStep.TotalMinutes,
            MinPaidMinutes = (int)template.ShortestWork.TotalMinutes,
            MaxPaidMinutes = (int)template.LongestWork.TotalMinutes,
            Lunch = lunch
                ? new LunchRule((int)template.ShortestLunch.TotalMinutes, (int)template.LongestLunch.TotalMinutes,
                    [new TimeWindow(template.EarliestLunch ?? LocalTime.Midnight, template.LatestLunchEnd ?? LocalTime.MaxValue)])
                : null,
            Breaks = new BreakRule(lunch ? template.Breaks : Math.Min(1, template.Breaks), Math.Max(1, breakMinutes)),
        };
    }
}

/// <summary>A stretch of the wall clock.</summary>
/// <param name="Start">First moment.</param>
/// <param name="End">Moment after the last.</param>
public readonly record struct TimeWindow(LocalTime Start, LocalTime End);

/// <summary>How long an unpaid lunch (rast) is and where it lies. Minutes throughout.</summary>
/// <param name="MinMinutes">Shortest lunch.</param>
/// <param name="MaxMinutes">Longest lunch.</param>
/// <param name="Windows">The lunch lies wholly in one of these.</param>
public sealed record LunchRule(int MinMinutes, int MaxMinutes, IReadOnlyList<TimeWindow> Windows)
{
    /// <summary>Least presence before lunch. Default 60.</summary>
    public int MinBeforeMinutes { get; init; } = 60;

    /// <summary>Most presence before lunch; the contract's longest work without a rast binds as well. Default 300.</summary>
    public int MaxBeforeMinutes { get; init; } = 300;

    /// <summary>Least presence after lunch. Default 60.</summary>
    public int MinAfterMinutes { get; init; } = 60;

    /// <summary>Most presence after lunch; the contract's longest work without a rast binds as well. Default 300.</summary>
    public int MaxAfterMinutes { get; init; } = 300;
}

/// <summary>How many paid short breaks a shift has and how they are spaced. Minutes from start to start unless said.</summary>
/// <param name="Count">0, 1 or 2. With a lunch, one break lies before or after it and two lie on both sides; without, at most 1.</param>
/// <param name="Minutes">Length of each.</param>
public sealed record BreakRule(int Count, int Minutes)
{
    /// <summary>Least time from the start of the shift to the first break. Default 60.</summary>
    public int MinAfterStartMinutes { get; init; } = 60;

    /// <summary>Most time from the start of the shift to the first break. Default a whole day.</summary>
    public int MaxAfterStartMinutes { get; init; } = 24 * 60;

    /// <summary>Least time from the start of the first break to lunch. Default 45.</summary>
    public int MinBeforeLunchMinutes { get; init; } = 45;

    /// <summary>Least time from the end of lunch to the second break. Default 45.</summary>
    public int MinAfterLunchMinutes { get; init; } = 45;

    /// <summary>Least time from the start of the last break to the end of the shift. Default 60.</summary>
    public int MinBeforeEndMinutes { get; init; } = 60;
}
