using NodaTime;
using Wfm.Domain;
using Wfm.Intraday;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Puts what the telephone system has reported of a running day into the slots of the plan.</summary>
public static class ReportedCalls
{
    /// <summary>Reads the day until now.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="day">Row of its grid.</param>
    /// <param name="now">The present; an interval that has not ended by then is not yet reported.</param>
    /// <param name="calls">Calls of any queues and days; answered calls in time must be told.</param>
    /// <returns>One entry per queue of the problem with calls on the day; an absent interval before the last one of all queues means no calls.</returns>
    /// <exception cref="ReportedCallsException">Intervals longer than the plan's slots, or no figure for calls answered in time.</exception>
    public static IReadOnlyList<QueueSoFar> Of(SchedulingProblem problem, int day, Instant now, IReadOnlyList<CallSeries> calls)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(calls);
        PlanningGrid grid = problem.Grid;
        Interval open = new(grid.Days[day].Start, grid.InstantOf(day, grid.Days[day].Slots));
        Duration slot = Duration.FromMinutes(grid.SlotMinutes);
        CallSeries[] known = [.. calls.Where(series => problem.Queues.Contains(series.Queue)).Select(series => InSlots(series, slot))];
        CallInterval[][] reported = [.. known.Select(series => series.Intervals.Where(interval => open.Contains(interval.Start) && interval.End <= now).ToArray())];
        int slots = reported.SelectMany(intervals => intervals).Select(interval => grid.SlotFloor(day, interval.Start) + 1).DefaultIfEmpty(0).Max();
        return [.. known.Zip(reported, (series, intervals) => new QueueSoFar(series.Queue, Slots(grid, day, slots, intervals, series.Queue)))];
    }

    private static CallSeries InSlots(CallSeries series, Duration slot) => CallResampling.CanSum(series.IntervalLength, slot)
        ? CallResampling.ToLength(series, slot)
        : throw new ReportedCallsException(
            "reported-intervals",
            $"Queue {series.Queue} is reported in intervals of {series.IntervalLength.TotalMinutes:0} minutes; the plan has slots of {slot.TotalMinutes:0}, so intervals that divide them were expected.");

    private static SlotSoFar?[] Slots(PlanningGrid grid, int day, int slots, CallInterval[] intervals, QueueId queue)
    {
        SlotSoFar?[] found = [.. Enumerable.Repeat(new SlotSoFar(0, 0), slots)];
        foreach (CallInterval interval in intervals)
        {
            int inTime = interval.AnsweredInTime ?? (interval.Offered == 0 ? 0 : throw new ReportedCallsException(
                "answered-in-time-empty", $"Queue {queue}, {interval.Start.InZone(grid.Zone):uuuu-MM-dd HH:mm}: answered_in_time is empty; it is needed to tell the service level so far."));
            bool isHandleTimeKnown = interval is { HandleSeconds: not null, AverageHandleSeconds: not null };
            found[grid.SlotFloor(day, interval.Start)] = new SlotSoFar(
                interval.Offered, inTime, isHandleTimeKnown ? interval.Answered ?? interval.Offered : 0, isHandleTimeKnown ? interval.HandleSeconds!.Value : 0);
        }

        return found;
    }
}

/// <summary>Calls of a running day that cannot be laid beside the plan.</summary>
/// <param name="code">What stands in the way; stable.</param>
/// <param name="found">What was found and what was expected.</param>
public sealed class ReportedCallsException(string code, Sentence found) : Exception(found.Text)
{
    /// <summary>The same for pages.</summary>
    public Remark Remark { get; } = Remark.Of(code, found);
}
