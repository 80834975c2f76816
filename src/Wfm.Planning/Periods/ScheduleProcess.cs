using NodaTime;

namespace Wfm.Planning;

/// <summary>The four ways in which what people have been promised comes about or changes.</summary>
public enum ScheduleProcess
{
    /// <summary>A new schedule period: opening hours, forecast and wishes become weeks of shifts.</summary>
    NewPeriod,

    /// <summary>Planned activities: leave, meetings, training, swaps, known in time.</summary>
    Planned,

    /// <summary>Unplanned activities: somebody falls ill or is late, an urgent meeting.</summary>
    Unplanned,

    /// <summary>Changed allocation: the service level leaves its limits, and people are moved between calls and other work.</summary>
    ChangedAllocation,
}

/// <summary>Which process a change belongs to.</summary>
public static class ScheduleProcesses
{
    // From the next day on there was time to plan.
    private const int PlannedFromDays = 1;

    /// <summary>The process of a published version.</summary>
    /// <param name="action">What the audit calls it: <c>publish</c>, <c>correct</c>, <c>change-for-request</c>, <c>take-back-request</c>, <c>replan-day</c> …</param>
    /// <param name="decided">The local day it was decided on.</param>
    /// <param name="firstDay">The first day it changes.</param>
    public static ScheduleProcess Of(string action, LocalDate decided, LocalDate firstDay) => action switch
    {
        "publish" => ScheduleProcess.NewPeriod,
        "replan-day" => ScheduleProcess.ChangedAllocation,
        _ => Period.DaysBetween(decided, firstDay) >= PlannedFromDays ? ScheduleProcess.Planned : ScheduleProcess.Unplanned,
    };
}
