using Wfm.Queueing;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>The service level a schedule gives, every queue with all the skills that serve it pooled.</summary>
public static class ServiceLevelPrediction
{
    /// <summary>Predicts the whole period.</summary>
    /// <param name="problem">The problem, with the traffic of every queue.</param>
    /// <param name="schedule">A schedule of it.</param>
    /// <param name="loans">Who takes queues of other groups when; nobody where left out.</param>
    /// <returns>One entry per queue with traffic, in the problem's order.</returns>
    public static ServiceLevelForecast Of(SchedulingProblem problem, DraftSchedule schedule, IReadOnlyList<Loan>? loans = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        QueuePromise[] promises = DayOfQueues.PromisesWithTraffic(problem);
        double[] calls = new double[promises.Length], inTime = new double[promises.Length], lost = new double[promises.Length];
        for (int day = 0; day < problem.Grid.Days.Count; day++)
        {
            DayOfQueues ofDay = DayOfQueues.Of(problem, schedule, day, loans ?? []);
            DayPrediction prediction = ofDay.Predict();
            for (int queue = 0; queue < promises.Length; queue++)
            {
                double offered = ofDay.Queues[queue].Calls.Sum();
                calls[queue] += offered;
                inTime[queue] += offered * (prediction.ServiceLevelOfDay(queue) ?? 0);
                lost[queue] += offered * (prediction.AbandonmentOfDay(queue) ?? 0);
            }
        }

        return new ServiceLevelForecast(
        [
            .. promises.Select((promise, queue) => new PredictedQueue(
                promise.Queue.Value,
                calls[queue],
                calls[queue] > 0 ? inTime[queue] / calls[queue] : null,
                calls[queue] > 0 ? lost[queue] / calls[queue] : null,
                promise.ShareFraction,
                promise.ThresholdSeconds)),
        ]);
    }
}

/// <summary>The service level predicted for a period.</summary>
/// <param name="Queues">One entry per queue.</param>
public sealed record ServiceLevelForecast(IReadOnlyList<PredictedQueue> Queues);

/// <summary>What one queue's callers will meet over the period, weighted by calls.</summary>
/// <param name="Queue">Code.</param>
/// <param name="Calls">Expected calls.</param>
/// <param name="ServiceLevel">Share answered within the threshold; empty without calls.</param>
/// <param name="Abandonment">Share that hangs up; empty without calls.</param>
/// <param name="TargetShare">The share promised.</param>
/// <param name="ThresholdSeconds">The wait promised.</param>
public sealed record PredictedQueue(
    string Queue, double Calls, double? ServiceLevel, double? Abandonment, double TargetShare, double ThresholdSeconds);
