using NodaTime;
using Wfm.Queueing;
using Wfm.Scheduling;

namespace Wfm.Requests;

/// <summary>Sums a queue's slots to the figures of a day.</summary>
internal static class DayFiguresOf
{
    /// <param name="day">The day.</param>
    /// <param name="queue">The queue, numbered as the day's promises.</param>
    /// <param name="slots">Its slots, in order.</param>
    public static DayFigures Sum(PreparedDay day, int queue, IEnumerable<QueueSlot> slots)
    {
        QueuePromise promise = day.Day.Promises[queue];
        IReadOnlyList<double> calls = day.Day.Queues[queue].Calls;
        double offered = 0, inTime = 0, late = 0, callsBelow = 0;
        ThreeDays levels = default, variances = default;
        (int minutesBelow, int slot) = (0, 0);
        foreach (QueueSlot figures in slots)
        {
            double here = calls[slot++];
            offered += here;
            inTime += here * figures.Level;
            late += here * (1 - figures.Level);
            levels += figures.Levels * here;
            variances += figures.Variances;
            if (here > 0 && figures.Level < promise.ShareFraction)
            {
                minutesBelow += day.Problem.Grid.SlotMinutes;
                callsBelow += here;
            }
        }

        return offered == 0
            ? new DayFigures(null, 0, 0, 0, null)
            : new DayFigures(
                inTime / offered, late, minutesBelow, callsBelow,
                Chance(day, offered, levels * (1 / offered), variances, promise.ShareFraction));
    }

    private static double Chance(PreparedDay day, double offered, ThreeDays levels, ThreeDays variances, double target)
    {
        ServiceLevelOutlook usual = Outlook(offered * day.Factors.Usual, levels.Usual, variances.Usual);
        return day.DayVariation == 0
            ? usual.ProbabilityOfMeeting(target)
            : ServiceLevelOutlook.ProbabilityOfMeeting(
                [Outlook(offered * day.Factors.Quiet, levels.Quiet, variances.Quiet), usual, Outlook(offered * day.Factors.Busy, levels.Busy, variances.Busy)], target);
    }

    private static ServiceLevelOutlook Outlook(double calls, double level, double variance) => new(calls, level, Math.Sqrt(variance) / calls);

    /// <summary>What a changed day does to every queue that notices it.</summary>
    public static IEnumerable<QueueConsequence> Of(PreparedDay day, ChangedDay changed)
    {
        PlanningGrid grid = day.Problem.Grid;
        int row = day.Day.Day;
        foreach (int queue in changed.Linked.Queues)
        {
            QueueSlot[] before = [.. Enumerable.Range(0, day.Slots).Select(slot => day.Before[slot][queue])], after = [.. changed.After(queue)];
            IReadOnlyList<double> calls = day.Day.Queues[queue].Calls;
            IntervalConsequence[] intervals =
            [
                .. from slot in Enumerable.Range(0, day.Slots)
                   where before[slot].People != after[slot].People || (calls[slot] > 0 && before[slot].Level != after[slot].Level)
                   select new IntervalConsequence(
                       grid.InstantOf(row, slot), calls[slot], before[slot].People, after[slot].People,
                       calls[slot] > 0 ? before[slot].Level : null, calls[slot] > 0 ? after[slot].Level : null),
            ];
            if (intervals.Length > 0 && calls.Sum() > 0)
            {
                QueuePromise promise = day.Day.Promises[queue];
                LocalDate date = grid.Days[row].Date;
                yield return new QueueConsequence(
                    promise.Queue, date, calls.Sum(), promise.ShareFraction, promise.ThresholdSeconds, Sum(day, queue, before), Sum(day, queue, after), intervals);
            }
        }
    }
}
