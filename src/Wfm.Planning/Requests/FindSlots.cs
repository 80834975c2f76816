using Wfm.Requests;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>Finds places for short trainings, coaching and meetings in shifts already planned, where they cost callers least. Changes nothing.</summary>
public static class FindSlots
{
    /// <summary>Finds places.</summary>
    /// <param name="problem">The problem, with the traffic of its queues.</param>
    /// <param name="schedule">Its schedule.</param>
    /// <param name="request">What wants a place.</param>
    /// <param name="options">What counts as fine.</param>
    /// <param name="dayVariation">Standard deviation ÷ mean of the factor that all calls of a day share.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static Task<FoundSlots> RunAsync(
        SchedulingProblem problem, DraftSchedule schedule, SlotRequest request, WeighOptions options, double dayVariation, CancellationToken cancellationToken) =>
        Task.Run(
            () => new FoundSlots(
                SlotFinder.Find(new PreparedPlan(problem, schedule, dayVariation), request, options, cancellationToken),
                RequestOrigin.Of(problem, schedule, options.Seed)),
            cancellationToken);
}

/// <summary>Places and where the answer came from.</summary>
/// <param name="Answer">The places.</param>
/// <param name="Origin">Where it came from.</param>
public sealed record FoundSlots(SlotAnswer Answer, RequestOrigin Origin);
