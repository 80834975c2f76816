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
    /// <summary>Reads it from the quality a forecast was stored with.</summary>
    /// <param name="newest">The forecast before; null where there is none.</param>
    public static FormerChoice Of(ForecastVersion? newest)
    {
        if (newest is null)
        {
            return new FormerChoice(null, new Dictionary<QueueId, IReadOnlyDictionary<LeadBand, string>>());
        }

        using JsonDocument quality = JsonDocument.Parse(newest.QualityJson);
        return new FormerChoice(newest.Version, quality.RootElement.ValueKind != JsonValueKind.Array ? new Dictionary<QueueId, IReadOnlyDictionary<LeadBand, string>>()
            : quality.RootElement.EnumerateArray().ToDictionary(
                queue => new QueueId(queue.GetProperty("queue").GetString()!),
                queue => (IReadOnlyDictionary<LeadBand, string>)queue.GetProperty("bands").EnumerateArray().ToDictionary(
                    band => LeadBands.All.Single(lead => LeadBands.NameOf(lead) == band.GetProperty("lead").GetString()), band => band.GetProperty("model").GetString()!)));
    }
}
