using Wfm.Queueing;
using Wfm.Queueing.Simulation;

namespace Wfm.Requests;

/// <summary>Plays a day call by call, before and after a change, with the same callers: asked where the table's figures lie near a limit.</summary>
internal static class SecondStage
{
    /// <summary>Days with half a million calls in all say as much about the difference as 200 days of a small centre.</summary>
    private const double EnoughCalls = 500_000;
    private const int FewestDays = 24;

    /// <param name="before">The day.</param>
    /// <param name="after">The day with the change.</param>
    /// <param name="options">Days at most, seed, threads.</param>
    /// <returns>One entry per queue of the changed day with calls.</returns>
    public static IReadOnlyList<SimulatedQueue> Play(PreparedDay before, ChangedDay after, WeighOptions options)
    {
        LinkedQueues linked = after.Linked;
        CentreSimulation simulation = new(linked.Queues.Length, linked.Routes, before.Day.SlotSeconds);
        QueueDay[] inflow = [.. linked.Queues.Select(queue => before.Day.Queues[queue])];
        double calls = inflow.Sum(queue => queue.Calls.Sum());
        int days = (int)Math.Clamp(EnoughCalls / Math.Max(1, calls), Math.Min(FewestDays, options.SimulatedDays), options.SimulatedDays);
        PreparedDays drawn = simulation.Prepare(inflow, days, options.Seed, before.DayVariation, options.Threads);
        SimulatedChange change = simulation.Compare(
            drawn, Staffing(before, after, (slot, group) => Before(before, slot, group)), Staffing(before, after, after.Heads), options.Threads);
        List<SimulatedQueue> found = [];
        for (int queue = 0; queue < linked.Queues.Length; queue++)
        {
            Scheduling.QueuePromise promise = before.Day.Promises[linked.Queues[queue]];
            if (change.Before.ServiceLevelOf(queue) is { } levelBefore && change.After.ServiceLevelOf(queue) is { } levelAfter && change.DifferenceOf(queue) is { } difference)
            {
                found.Add(new SimulatedQueue(
                    promise.Queue, before.Problem.Grid.Days[before.Day.Day].Date, days, levelBefore.Value, levelAfter.Value, difference.StandardError,
                    change.Before.ProbabilityOfMeeting(queue, promise.ShareFraction)?.Value ?? 0,
                    change.After.ProbabilityOfMeeting(queue, promise.ShareFraction)?.Value ?? 0));
            }
        }

        return found;
    }

    private static int Before(PreparedDay day, int slot, int group) => group < day.Day.Heads[slot].Count ? day.Day.Heads[slot][group] : 0;

    private static double[][] Staffing(PreparedDay day, ChangedDay after, Func<int, int, int> heads) =>
    [
        .. Enumerable.Range(0, day.Slots).Select(slot =>
            after.Linked.Groups.Select(group => after.Groups.OnCalls(group, slot, heads(slot, group))).ToArray()),
    ];
}
