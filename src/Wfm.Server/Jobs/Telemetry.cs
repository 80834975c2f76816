using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Wfm.Server.Jobs;

/// <summary>What is measured of jobs.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter and of the traces.</summary>
    public const string Name = "Wfm";

    private static readonly Meter Meter = new(Name);

    /// <summary>Traces.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Seconds runs took, by kind and outcome.</summary>
    public static Histogram<double> Runs { get; } = Meter.CreateHistogram<double>("wfm.run.duration", "s", "How long runs take, by kind and outcome.");
}
