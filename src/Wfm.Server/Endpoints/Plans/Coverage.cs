using Wfm.Planning;
using Wfm.Queueing;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Server.Endpoints;

/// <summary>A day of a schedule as callers meet it.</summary>
internal static class Coverage
{
    public static CoverageDay Of(StoredPlan plan, int row)
    {
        SchedulingProblem problem = plan.Problem;
        DayOfQueues day = DayOfQueues.Of(problem, plan.Schedule, row, plan.Loans);
        DayPrediction prediction = day.Predict();
        return new CoverageDay(
            problem.Grid.Days[row].Date,
            [
                .. day.Promises.Select((promise, queue) => new CoverageQueue(
                    promise.Queue, promise.ShareFraction, promise.ThresholdSeconds, day.Queues[queue].Calls.Sum(),
                    prediction.ServiceLevelOfDay(queue), prediction.ProbabilityOfMeeting(queue, promise.ShareFraction))),
            ],
            [
                .. from queue in Enumerable.Range(0, day.Promises.Count)
                   from slot in Enumerable.Range(0, prediction.Intervals)
                   where day.Queues[queue].Calls[slot] > 0
                   select Point(problem, day, prediction, queue, slot, row),
            ],
            [.. day.Heads.Select(heads => heads.Sum())],
            problem.Grid.InstantOf(row, 0),
            day.SlotSeconds / 60);
    }

    private static CoveragePoint Point(SchedulingProblem problem, DayOfQueues day, DayPrediction prediction, int queue, int slot, int row)
    {
        CallFigures figures = prediction.FiguresAt(queue, slot);
        return new CoveragePoint(
            day.Promises[queue].Queue, problem.Grid.InstantOf(row, slot), day.Queues[queue].Calls[slot],
            prediction.ServiceLevelAt(queue, slot), figures.MeanWaitSeconds, figures.AbandonedFraction, prediction.At(queue, slot).Occupancy);
    }
}
