using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Wfm.Server.Jobs;

/// <summary>Sends metrics and traces by OTLP where an endpoint is set.</summary>
/// <param name="settings">What this installation sets.</param>
public sealed class OtlpExport(ServerSettings settings) : IHostedService, IDisposable
{
    private const string Service = "wfm";
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.OtlpEndpoint is { Length: > 0 } text)
        {
            Uri endpoint = Uri.TryCreate(text, UriKind.Absolute, out Uri? found) && (found.Scheme == Uri.UriSchemeHttp || found.Scheme == Uri.UriSchemeHttps)
                ? found
                : throw new FormatException($"{nameof(settings.OtlpEndpoint)} is \"{text}\", expected an address such as http://localhost:4317.");
            _meters = Sdk.CreateMeterProviderBuilder().ConfigureResource(resource => resource.AddService(Service))
                .AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Npgsql", "System.Runtime").AddOtlpExporter(otlp => otlp.Endpoint = endpoint).Build();
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(resource => resource.AddService(Service))
                .AddSource(Telemetry.Name, "Microsoft.AspNetCore", "Npgsql").AddOtlpExporter(otlp => otlp.Endpoint = endpoint).Build();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }
}
