using Wfm.Exchange;
using Wfm.Queueing;
using Wfm.Queueing.Simulation;
using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Plays every day of a schedule many times, beside what is predicted for it.</summary>
public static class SimulateSchedule
{
    /// <summary>Simulates the whole period.</summary>
    /// <param name="problem">The problem, with the traffic of every queue.</param>
    /// <param name="schedule">A schedule of it.</param>
    /// <param name="settings">Days, seed and what is uncertain.</param>
    /// <param name="cancellationToken">Stops between days.</param>
    public static SimulatedSchedule Of(SchedulingProblem problem, DraftSchedule schedule, SimulationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(settings);
        QueuePromise[] promises = DayOfQueues.PromisesWithTraffic(problem);
        List<SimulatedInterval> intervals = [];
        List<SimulatedQueueDay>[] days = [.. promises.Select(_ => new List<SimulatedQueueDay>())];
        double?[] errors = new double?[promises.Length];
        CallFigures[] predicted = new CallFigures[promises.Length], simulated = new CallFigures[promises.Length];
        for (int day = 0; day < problem.Grid.Days.Count; day++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DayOfQueues ofDay = DayOfQueues.Of(problem, schedule, day);
            DayPrediction prediction = DayPrediction.Of(
                new NeighbourhoodPooling(promises.Length, ofDay.Routes), ofDay.SlotSeconds, ofDay.Queues, ofDay.Agents, settings.DayVariation, carriesLine: true);
            SimulatedFigures truth = Simulate(ofDay, day, settings);
            for (int queue = 0; queue < promises.Length; queue++)
            {
                if (truth.ServiceLevelOf(queue) is Estimate level)
                {
                    days[queue].Add(DayOf(problem.Grid, day, promises[queue], prediction, truth, queue, level));
                    predicted[queue] += prediction.FiguresOfDay(queue);
                    errors[queue] = prediction.ErrorBound(queue) is { } error ? Math.Max(error, errors[queue] ?? 0) : errors[queue];
                    simulated[queue] += truth.OfQueue(queue) * (1.0 / truth.Days);
                    intervals.AddRange(IntervalsOf(problem.Grid, ofDay, prediction, truth, queue));
                }
            }
        }

        return new SimulatedSchedule(
            [
                .. promises.Select((promise, queue) => new SimulatedQueue(
                    promise,
                    predicted[queue],
                    simulated[queue],
                    ServiceLevelOutlook.Combine(days[queue].Select(day => (ServiceLevelOutlook?)day.Outlook)),
                    LevelOf(days[queue], simulated[queue]),
                    days[queue])
                {
                    ErrorBound = errors[queue],
                }),
            ],
            [.. intervals.OrderBy(interval => interval.Queue.Value, StringComparer.Ordinal).ThenBy(interval => interval.Start)]);
    }

    private static SimulatedFigures Simulate(DayOfQueues day, int row, SimulationSettings settings)
    {
        QueueBehaviour[] behaviours = [.. day.Promises.Select(promise => settings.Behaviours.FirstOrDefault(own => own.Queue == promise.Queue)
            ?? new QueueBehaviour(promise.Queue, new CallerBehaviour { HandleTimeVariation = settings.HandleTimeVariation }))];
        SkillRoute[][] routes = [.. day.Routes.Select(group => group.Select(route => route.Priority > 1 ? route with { AfterSeconds = behaviours[route.Queue].OverflowSeconds } : route).ToArray())];
        CentreSimulation simulation = new(day.Queues.Count, routes, day.SlotSeconds, [.. behaviours.Select(own => Callers(own, day.Promises))]);
        return simulation.Run(day.Queues, day.Agents, settings.Days, unchecked(settings.Seed * 100_003 + row), settings.DayVariation, settings.Threads);
    }

    /// <summary>The behaviour with the queue calls go on to as the simulation numbers it; one that is not simulated takes none.</summary>
    private static CallerBehaviour Callers(QueueBehaviour behaviour, IReadOnlyList<QueuePromise> promises) =>
        Enumerable.Range(0, promises.Count).FirstOrDefault(queue => promises[queue].Queue == behaviour.PassedOnTo, -1) is var to && to >= 0
            ? behaviour.Callers with { TransferTo = to }
            : behaviour.Callers with { TransferShare = 0 };

    private static SimulatedQueueDay DayOf(
        PlanningGrid grid, int row, QueuePromise promise, DayPrediction prediction, SimulatedFigures truth, int queue, Estimate level) => new(
        grid.Days[row].Date,
        prediction.OutlookOfDay(queue)!.Value,
        prediction.ProbabilityOfMeeting(queue, promise.ShareFraction)!.Value,
        level,
        truth.ProbabilityOfMeeting(queue, promise.ShareFraction)!.Value.Value,
        truth.QuantileOfDays(queue, 0.05)!.Value,
        truth.QuantileOfDays(queue, 0.95)!.Value);

    private static IEnumerable<SimulatedInterval> IntervalsOf(
        PlanningGrid grid, DayOfQueues day, DayPrediction prediction, SimulatedFigures truth, int queue)
    {
        int[] groups = [.. Enumerable.Range(0, day.Routes.Count).Where(group => day.Routes[group].Any(route => route.Queue == queue))];
        IReadOnlyList<double[]> agents = day.Agents;
        for (int slot = 0; slot < prediction.Intervals; slot++)
        {
            if (day.Queues[queue].Calls[slot] == 0)
            {
                continue;
            }

            CallFigures expected = prediction.FiguresAt(queue, slot), played = truth.At(queue, slot);
            Estimate? level = truth.ServiceLevelAt(queue, slot);
            yield return new SimulatedInterval(
                day.Promises[queue].Queue,
                grid.InstantOf(day.Day, slot),
                day.Queues[queue].Calls[slot],
                groups.Sum(group => agents[slot][group]),
                expected.ServiceLevelOfOffered,
                level?.Value,
                level?.StandardError,
                expected.AbandonedFraction,
                played.AbandonedFraction,
                expected.AverageSpeedOfAnswerSeconds,
                played.AverageSpeedOfAnswerSeconds)
            {
                PredictedOccupancy = prediction.At(queue, slot).Occupancy,
                PredictedWaitNineInTenSeconds = prediction.WaitQuantileSecondsAt(queue, slot, 0.9),
            };
        }
    }

    /// <summary>The period's simulated service level: days weighted by calls and independent of each other.</summary>
    private static Estimate? LevelOf(List<SimulatedQueueDay> days, CallFigures simulated)
    {
        double calls = days.Sum(day => day.Outlook.Calls);
        return simulated.ServiceLevelOfOffered is double level
            ? new Estimate(level, Math.Sqrt(days.Sum(day => Math.Pow(day.Outlook.Calls * day.Simulated.StandardError, 2))) / calls)
            : null;
    }
}
