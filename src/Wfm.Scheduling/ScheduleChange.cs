using NodaTime;
using Wfm.Domain;

namespace Wfm.Scheduling;

/// <summary>One person's day that differs from what was published: somebody must be told.</summary>
/// <param name="Agent">Whom to tell.</param>
/// <param name="Date">Which day.</param>
/// <param name="Before">The shift people know; null for a day off.</param>
/// <param name="After">The shift now; null for a day off.</param>
/// <param name="MinutesMoved">Minutes its start and end move; the whole length of a shift that comes or goes.</param>
/// <param name="NoticeDays">Days from the decision to the day; negative when it has gone by.</param>
/// <param name="IsShortNotice">Whether that is less than people are owed.</param>
/// <param name="Cost">What it costs in the plan.</param>
public sealed record ScheduleChange(
    AgentId Agent, LocalDate Date, DayShift? Before, DayShift? After, int MinutesMoved, int NoticeDays, bool IsShortNotice, double Cost);

/// <summary>Compares a schedule with the published one.</summary>
public static class ScheduleChanges
{
    /// <summary>Every changed day, by agent and date; nothing when nobody has been told a schedule yet.</summary>
    public static IReadOnlyList<ScheduleChange> Of(SchedulingProblem problem, DraftSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        if (problem.Published is not { } published)
        {
            return [];
        }

        return
        [
            .. from agent in Enumerable.Range(0, schedule.Agents)
               from day in Enumerable.Range(0, problem.Grid.Days.Count)
               let date = problem.Grid.Days[day].Date
               let before = published.Shifts.ShiftOf(agent, day)
               let after = schedule.ShiftOf(agent, day)
               let minutes = PublishedSchedule.MinutesMoved(before, after, problem.Grid.SlotMinutes)
               where minutes > 0
               let isShort = published.IsShortNotice(date)
               let cost = (published.PerMinuteMoved * minutes + published.PerDayTold) * (isShort ? published.ShortNoticeFactor : 1)
               select new ScheduleChange(
                   problem.Agents[agent].Id, date, before, after, minutes, Period.DaysBetween(published.DecidedOn, date), isShort, cost),
        ];
    }

    /// <summary>What a planner must know before publishing: who is told with less notice than is owed.</summary>
    public static IReadOnlyList<string> Warnings(SchedulingProblem problem, IReadOnlyList<ScheduleChange> changes)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(changes);
        List<ScheduleChange> late = [.. changes.Where(change => change.IsShortNotice)];
        return late.Count == 0
            ? []
            :
            [
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{late.Select(change => change.Agent).Distinct().Count()} people have {late.Count} days changed with less than "
                    + $"{problem.Published!.NoticeDays} days of notice (ATL 12 §); record the reason."),
            ];
    }
}
