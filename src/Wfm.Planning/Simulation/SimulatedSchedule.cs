using NodaTime;
using Wfm.Exchange;
using Wfm.Queueing;
using Wfm.Queueing.Simulation;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>A schedule's service level as predicted and as simulated.</summary>
/// <param name="Queues">One entry per queue with traffic.</param>
/// <param name="Intervals">One entry per queue and interval with calls.</param>
public sealed record SimulatedSchedule(IReadOnlyList<SimulatedQueue> Queues, IReadOnlyList<SimulatedInterval> Intervals)
{
    /// <summary>Mean distance between the predicted and the simulated service level of a queue's day, 0 to 1; null when no day has calls.</summary>
    public double? MeanErrorOfDays
    {
        get
        {
            double[] errors = [.. Queues.SelectMany(queue => queue.Days).Select(day => Math.Abs(day.Outlook.Level - day.Simulated.Value))];
            return errors.Length == 0 ? null : errors.Average();
        }
    }
}

/// <summary>One queue over the period.</summary>
/// <param name="Promise">What was promised.</param>
/// <param name="Predicted">Expected figures of the period.</param>
/// <param name="Simulated">Figures of a mean simulated period.</param>
/// <param name="Outlook">The period's predicted service level with its spread; null without calls.</param>
/// <param name="Level">The period's simulated service level; null without calls.</param>
/// <param name="Days">The days with calls.</param>
public sealed record SimulatedQueue(
    QueuePromise Promise,
    CallFigures Predicted,
    CallFigures Simulated,
    ServiceLevelOutlook? Outlook,
    Estimate? Level,
    IReadOnlyList<SimulatedQueueDay> Days)
{
    /// <summary>Largest error of any predicted probability from cutting the chain of a queue with people of its own; null where people are shared and pooled.</summary>
    public double? ErrorBound { get; init; }
}

/// <summary>One queue's day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Outlook">Predicted calls and service level with its spread.</param>
/// <param name="ChancePredicted">Predicted probability that the day reaches the promise.</param>
/// <param name="Simulated">Simulated service level.</param>
/// <param name="ChanceSimulated">Share of simulated days that reach the promise.</param>
/// <param name="LowSimulated">Service level that one simulated day in twenty stays below.</param>
/// <param name="HighSimulated">Service level that one simulated day in twenty goes beyond.</param>
public sealed record SimulatedQueueDay(
    LocalDate Date,
    ServiceLevelOutlook Outlook,
    double ChancePredicted,
    Estimate Simulated,
    double ChanceSimulated,
    double LowSimulated,
    double HighSimulated);
