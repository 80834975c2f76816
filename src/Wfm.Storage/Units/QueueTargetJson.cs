using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A queue's target as JSON in a column: shares as fractions, times in seconds.</summary>
public static class QueueTargetJson
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The target as JSON, always with the same order of members.</summary>
    /// <param name="target">What to write.</param>
    public static string Write(QueueTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return JsonSerializer.Serialize(
            new Document(
                target.ServiceLevel.Fraction,
                target.ServiceLevel.Threshold.TotalSeconds,
                target.ServiceLevel.Definition,
                target.MaxAbandonmentFraction,
                target.Limits?.Lower,
                target.Limits?.Upper,
                target.Model,
                target.StatedPatience?.TotalSeconds,
                target.Shrinkage.Steps),
            Options);
    }

    /// <summary>The target written by <see cref="Write"/>.</summary>
    /// <param name="json">The column.</param>
    public static QueueTarget Read(string json)
    {
        Document document = JsonSerializer.Deserialize<Document>(json, Options) ?? throw new JsonException("A target is stored as a JSON object, found null.");
        return new QueueTarget(
            new ServiceLevelTarget(document.Share, Duration.FromSeconds(document.ThresholdSeconds), document.Definition),
            document.MaxAbandonment,
            document.LowerLimit is { } lower && document.UpperLimit is { } upper ? new ActionLimits(lower, upper) : null,
            document.Model,
            document.PatienceSeconds is { } patience ? Duration.FromSeconds(patience) : null,
            new Shrinkage(document.Shrinkage));
    }

    private sealed record Document(
        double Share,
        double ThresholdSeconds,
        ServiceLevelDefinition Definition,
        double? MaxAbandonment,
        double? LowerLimit,
        double? UpperLimit,
        StaffingModel Model,
        double? PatienceSeconds,
        IReadOnlyList<ShrinkageStep> Shrinkage);
}
