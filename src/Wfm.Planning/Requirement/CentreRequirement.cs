using Wfm.Domain;
using Wfm.Staffing;

namespace Wfm.Planning;

/// <summary>The people all queues of a centre need.</summary>
public static class CentreRequirement
{
    /// <summary>Turns every forecast into a requirement.</summary>
    /// <param name="forecasts">One per queue.</param>
    /// <param name="targets">The promise of each of them.</param>
    /// <param name="settings">Zone, planning day and defaults.</param>
    /// <param name="cancellationToken">Stops between queues.</param>
    /// <returns>One requirement per forecast, in their order.</returns>
    /// <exception cref="ArgumentException">A forecast queue has no target; ask <see cref="QueuesWithoutTarget"/> first.</exception>
    public static IReadOnlyList<StaffingRequirement> Make(
        IReadOnlyList<VolumeForecast> forecasts,
        IReadOnlyDictionary<QueueId, QueueTarget> targets,
        RequirementSettings settings,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (QueuesWithoutTarget(forecasts, targets) is [var first, ..])
        {
            throw new ArgumentException($"Queue {first} has no target.", nameof(targets));
        }

        StaffingRequirement[] requirements = new StaffingRequirement[forecasts.Count];
        ParallelOptions limits = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, forecasts.Count, limits, index =>
            requirements[index] = RequirementMaker.Make(forecasts[index], targets[forecasts[index].Queue], settings));
        return requirements;
    }

    /// <summary>Forecast queues nobody has promised anything for.</summary>
    /// <param name="forecasts">One per queue.</param>
    /// <param name="targets">The promises there are.</param>
    public static IReadOnlyList<QueueId> QueuesWithoutTarget(
        IReadOnlyList<VolumeForecast> forecasts, IReadOnlyDictionary<QueueId, QueueTarget> targets) =>
        [.. forecasts.Select(forecast => forecast.Queue).Where(queue => !targets.ContainsKey(queue))];
}
