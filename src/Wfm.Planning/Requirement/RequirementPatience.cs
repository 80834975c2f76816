using System.Text.Json;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>The patience of callers a requirement was worked out with. What is asked of its schedules afterwards is answered with the same, whatever calls come in meanwhile.</summary>
/// <param name="ByQueue">Mean time before hanging up.</param>
internal sealed record RequirementPatience(IReadOnlyDictionary<QueueId, Duration> ByQueue)
{
    /// <summary>Reads it from a requirement's settings.</summary>
    /// <param name="settingsJson">As <see cref="RequireStaff"/> stored them.</param>
    public static RequirementPatience Read(string settingsJson)
    {
        using JsonDocument told = JsonDocument.Parse(settingsJson);
        return new RequirementPatience(told.RootElement.TryGetProperty("targets", out JsonElement targets)
            ? targets.EnumerateArray().DistinctBy(target => target.GetProperty("queue").GetString()).ToDictionary(
                target => new QueueId(target.GetProperty("queue").GetString()!),
                target => Duration.FromSeconds(target.GetProperty("patience_seconds").GetDouble()))
            : new Dictionary<QueueId, Duration>());
    }

    /// <summary>A promise with it, unless it states its own.</summary>
    /// <param name="queue">Whose promise.</param>
    /// <param name="target">The promise.</param>
    public QueueTarget Complete(QueueId queue, QueueTarget target) =>
        target.StatedPatience is null && ByQueue.TryGetValue(queue, out Duration patience) ? target.WithPatience(patience) : target;
}
