using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wfm.Server.Jobs;
using Wfm.Storage;

namespace Wfm.Server.Tests.Security;

/// <summary>A calendar's address is a secret: neither a log line, nor a trace, nor what leaves by OTLP has it.</summary>
[TestFixture]
[NonParallelizable]
public sealed class TelemetryTests
{
    [Test]
    public async Task The_secret_of_a_calendar_is_in_no_log_line_and_no_trace()
    {
        ConcurrentQueue<string> seen = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = trace => seen.Enqueue($"{trace.Source.Name} {trace.OperationName} {trace.DisplayName} {string.Join(' ', trace.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', trace.Events.Select(told => told.Name))}"),
        };
        ActivitySource.AddActivityListener(listener);
        using Lines lines = new();
        await using RunningServer server = await RunningServer.StartAsync(DatabaseProvider.Sqlite, builder => builder.Logging.AddProvider(lines).SetMinimumLevel(LogLevel.Trace));
        (string address, string secret) = await AddressAsync(server);
        using ApiClient nobody = server.AsNobody();

        (await nobody.GetAsync(address)).Is(200);
        (await nobody.GetAsync(address.Replace(".ics", ".txt", StringComparison.Ordinal))).Is(404);
        (await nobody.GetAsync($"/CALENDAR{address["/calendar".Length..]}?x={secret}")).Is(200);
        await nobody.SendAsync("POST", address, new { });

        seen.Count(text => text.Contains("HttpRequestIn", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        lines.All.ShouldNotBeEmpty();

        // The test's own client is traced too, with the address it was given; the server's traces are what leaves it.
        string[] ours = [.. seen.Where(text => !text.StartsWith("System.Net.Http", StringComparison.Ordinal))];
        ours.Concat(lines.All).Where(text => text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public async Task Traces_go_where_the_setting_says_without_the_secret()
    {
        ConcurrentQueue<(string Path, byte[] Body)> received = new();
        await using WebApplication collector = await CollectorAsync(received);
        string endpoint = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await using RunningServer server = await RunningServer.StartAsync(DatabaseProvider.Sqlite);
        (string address, string secret) = await AddressAsync(server);
        using (OtlpExport export = new(new ServerSettings { OtlpEndpoint = endpoint }))
        {
            await export.StartAsync(default);
            using ApiClient nobody = server.AsNobody();
            (await nobody.GetAsync(address)).Is(200);
            using (Activity? run = Telemetry.Source.StartActivity("run import"))
            {
                run.ShouldNotBeNull();
            }
        }

        received.Select(call => call.Path).ShouldContain("/opentelemetry.proto.collector.trace.v1.TraceService/Export");
        received.Select(call => call.Path).ShouldContain("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");
        string sent = string.Concat(received.Select(call => Encoding.UTF8.GetString(call.Body)));
        sent.ShouldContain("run import");
        sent.ShouldContain("HttpRequestIn");
        sent.ShouldNotContain(secret);
    }

    [TestCase("localhost:4317")]
    [TestCase("/traces")]
    [TestCase("ftp://collector")]
    public async Task An_endpoint_that_is_no_address_is_told(string text)
    {
        using OtlpExport export = new(new ServerSettings { OtlpEndpoint = text });

        (await Should.ThrowAsync<FormatException>(() => export.StartAsync(default))).Message.ShouldContain($"OtlpEndpoint is \"{text}\"");
    }

    [Test]
    public async Task Without_the_setting_nothing_leaves()
    {
        using OtlpExport export = new(new ServerSettings());
        await export.StartAsync(default);

        Telemetry.Source.HasListeners().ShouldBeFalse();
    }

    private static async Task<(string Address, string Secret)> AddressAsync(RunningServer server)
    {
        using ApiClient anna = await server.AsAsync("anna");
        string address = (await anna.SendAsync("POST", "/api/units/1/calendar-token")).Is(200).Json["address"]!.GetValue<string>();
        return (address, Path.GetFileNameWithoutExtension(address));
    }

    // What an OpenTelemetry collector does: takes gRPC calls and says that they were fine.
    private static async Task<WebApplication> CollectorAsync(ConcurrentQueue<(string, byte[])> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        WebApplication app = builder.Build();
        app.MapPost("/{service}/{call}", async (HttpContext context) =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/grpc";
            context.Response.DeclareTrailer("grpc-status");
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await app.StartAsync();
        return app;
    }

    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Line(All);

        public void Dispose()
        {
        }

        private sealed class Line(ConcurrentQueue<string> all) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                all.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
