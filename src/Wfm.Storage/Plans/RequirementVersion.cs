using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>The people a unit's queues need, made from one forecast. A new run is a new version; none is ever changed.</summary>
public sealed class RequirementVersion
{
    internal RequirementVersion(BusinessUnitId unit, int version, ForecastId? forecast, PlanOrigin origin, Interval span)
    {
        BusinessUnitId = unit;
        Version = version;
        ForecastId = forecast;
        Start = span.Start;
        End = span.End;
        Provenance = origin.Provenance;
        SettingsJson = origin.SettingsJson;
        QualityJson = origin.QualityJson;
    }

    private RequirementVersion()
    {
    }

    /// <summary>Its number.</summary>
    public RequirementId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>1 for the unit's first, then counting on.</summary>
    public int Version { get; private set; }

    /// <summary>The forecast it was made from; empty when that was not stored here.</summary>
    public ForecastId? ForecastId { get; private set; }

    /// <summary>Start of its first interval.</summary>
    public Instant Start { get; private set; }

    /// <summary>End of its last interval.</summary>
    public Instant End { get; private set; }

    /// <summary>Whence it came and when it was made.</summary>
    public Provenance Provenance { get; private set; } = null!;

    /// <summary>The settings used, as JSON.</summary>
    public string SettingsJson { get; private set; } = "";

    /// <summary>How good it is, as JSON.</summary>
    public string QualityJson { get; private set; } = "";
}
