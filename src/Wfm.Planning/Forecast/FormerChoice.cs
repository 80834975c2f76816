using System.Text.Json;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>The models a stored forecast chose, which the next one keeps unless others are clearly better.</summary>
/// <param name="Version">The version of the forecast; empty where there is none.</param>
/// <param name="Models">By queue and lead band.</param>
internal sealed record FormerChoice(int? Version, IReadOnlyDictionary<QueueId, IReadOnlyDictionary<LeadBand, string>> Models)
{
    private static readonly Dictionary<string, LeadBand> Leads = LeadBands.All.ToDictionary(LeadBands.NameOf);

    /// <summary>Reads it from the quality a forecast was stored with.</summary>
    /// <param name="newest">The forecast before; null where there is none.</param>
    public static FormerChoice Of(ForecastVersion? newest)
    {
        using JsonDocument quality = JsonDocument.Parse(newest?.QualityJson ?? "[]");
        return new FormerChoice(newest?.Version, quality.RootElement.ValueKind == JsonValueKind.Array
            ? quality.RootElement.EnumerateArray().ToDictionary(queue => new QueueId(queue.GetProperty("queue").GetString()!), Bands)
            : new Dictionary<QueueId, IReadOnlyDictionary<LeadBand, string>>());
    }

    private static IReadOnlyDictionary<LeadBand, string> Bands(JsonElement queue) =>
        queue.GetProperty("bands").EnumerateArray().ToDictionary(band => Leads[band.GetProperty("lead").GetString()!], band => band.GetProperty("model").GetString()!);
}
