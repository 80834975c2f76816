using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>What a forecast expects in one interval, as stored. Written in bulk by <see cref="ForecastStore"/> only.</summary>
public sealed class StoredForecastInterval
{
    private StoredForecastInterval()
    {
    }

    /// <summary>Which forecast.</summary>
    public ForecastId ForecastId { get; private set; }

    /// <summary>Which queue.</summary>
    public QueueId QueueCode { get; private set; }

    /// <summary>Start of the interval.</summary>
    public Instant Start { get; private set; }

    /// <summary>Its length.</summary>
    public Duration Length { get; private set; }

    /// <summary>Expected calls.</summary>
    public double Calls { get; private set; }

    /// <summary>One time in twenty there are fewer.</summary>
    public double P05 { get; private set; }

    /// <summary>One time in ten there are fewer.</summary>
    public double P10 { get; private set; }

    /// <summary>As often fewer as more.</summary>
    public double P50 { get; private set; }

    /// <summary>One time in ten there are more.</summary>
    public double P90 { get; private set; }

    /// <summary>One time in twenty there are more.</summary>
    public double P95 { get; private set; }

    /// <summary>Expected mean handle time.</summary>
    public double? AverageHandleSeconds { get; private set; }

    /// <summary>The model that said so.</summary>
    public string Model { get; private set; } = "";

    /// <summary>The interval in the words of the domain.</summary>
    public ForecastInterval ToDomain() => new(Start, Calls, P05, P10, P50, P90, P95, AverageHandleSeconds, Model);
}
