using System.Text.Json;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>How handle time varies from day to day, as a forecast was stored with.</summary>
internal static class StoredLoads
{
    /// <summary>Reads it from the quality of a forecast; queues of forecasts made before it was told have none.</summary>
    /// <param name="forecast">The forecast.</param>
    public static Dictionary<QueueId, LoadVariation> Of(ForecastVersion forecast)
    {
        using JsonDocument quality = JsonDocument.Parse(forecast.QualityJson);
        return quality.RootElement.ValueKind == JsonValueKind.Array
            ? quality.RootElement.EnumerateArray().Where(queue => queue.TryGetProperty("handle_day_variance", out _)).ToDictionary(
                queue => new QueueId(queue.GetProperty("queue").GetString()!),
                queue => new LoadVariation(queue.GetProperty("handle_day_variance").GetDouble(), queue.GetProperty("handle_correlation").GetDouble()))
            : [];
    }
}
