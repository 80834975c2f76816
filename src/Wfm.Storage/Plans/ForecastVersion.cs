using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>One forecast of a unit's queues. A new run is a new version; none is ever changed.</summary>
public sealed class ForecastVersion
{
    internal ForecastVersion(BusinessUnitId unit, int version, PlanOrigin origin, Interval span)
    {
        BusinessUnitId = unit;
        Version = version;
        Start = span.Start;
        End = span.End;
        Provenance = origin.Provenance;
        SettingsJson = origin.SettingsJson;
        QualityJson = origin.QualityJson;
    }

    private ForecastVersion()
    {
    }

    /// <summary>Its number.</summary>
    public ForecastId Id { get; private set; }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>1 for the unit's first, then counting on.</summary>
    public int Version { get; private set; }

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

/// <summary>What is noted beside every stored result.</summary>
/// <param name="Provenance">Whence it came.</param>
/// <param name="SettingsJson">The settings used, as JSON.</param>
/// <param name="QualityJson">How good it is, as JSON.</param>
public sealed record PlanOrigin(Provenance Provenance, string SettingsJson = "{}", string QualityJson = "{}");
