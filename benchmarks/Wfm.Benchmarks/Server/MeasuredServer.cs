using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using Wfm.Server;
using Wfm.Server.Security;

namespace Wfm.Benchmarks.Server;

/// <summary>A real server in this process that limits nobody and takes no jobs.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MeasuredServer(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Its clock.</summary>
    public IClock Clock => _app.Services.GetRequiredService<IClock>();

    /// <summary>Starts it on a database.</summary>
    /// <param name="database">Where.</param>
    /// <param name="clock">What time it is; nothing for the machine's.</param>
    public static async Task<MeasuredServer> StartAsync(string database, IClock? clock = null)
    {
        ServerSettings settings = new() { Database = database, Urls = "http://127.0.0.1:0", TakesJobs = false, RequestsPerMinute = 1_000_000, LoginsPerMinute = 1_000_000, SourceRequestsPerMinute = 1_000_000 };
        WebApplication app = WfmServer.Create(settings, builder =>
        {
            if (clock is not null)
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(clock));
            }

            builder.Logging.SetMinimumLevel(LogLevel.Error);
        });
        await app.StartAsync();
        return new MeasuredServer(app);
    }

    /// <summary>Somebody's client, logged in.</summary>
    /// <param name="login">Who.</param>
    public async Task<HttpClient> LogInAsync(string login)
    {
        HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        using HttpResponseMessage session = await client.PostAsJsonAsync("/api/session", new { login, password = LargeHouse.Password });
        session.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add(SessionCookie.CsrfHeader, (await session.Content.ReadFromJsonAsync<JsonNode>())!["csrfToken"]!.GetValue<string>());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
