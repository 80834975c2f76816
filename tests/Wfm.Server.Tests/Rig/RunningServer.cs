using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Tests.Rig;

/// <summary>A real server on a free port, on a copy of the house, with a clock tests can turn.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private RunningServer(WebApplication app, WfmDatabase database, string folder, FixedClock clock)
    {
        _app = app;
        _folder = folder;
        Database = database;
        Clock = clock;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>For <c>TestFixtureSource</c>: what touches the database runs on both.</summary>
    public static DatabaseProvider[] Both { get; } = [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql];

    public WfmDatabase Database { get; }

    public FixedClock Clock { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningServer> StartAsync(
        DatabaseProvider provider, Action<WebApplicationBuilder>? configure = null, int loginsPerMinute = 10_000, int requestsPerMinute = 6_000, OidcSettings? oidc = null,
        bool readsAhead = false)
    {
        string folder = Directory.CreateTempSubdirectory("wfm-server-").FullName;
        WfmDatabase database = await House.CopyAsync(provider, folder);
        FixedClock clock = new(House.Planned + Duration.FromHours(1));
        ServerSettings settings = new()
        {
            Database = provider == DatabaseProvider.Sqlite ? Path.Combine(folder, "wfm.db") : database.ConnectionString,
            Urls = "http://127.0.0.1:0",
            TakesJobs = false,
            LoginsPerMinute = loginsPerMinute,
            RequestsPerMinute = requestsPerMinute,
            Oidc = oidc,
        };
        WebApplication app = WfmServer.Create(settings, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(clock));
            builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = House.HashIterations);
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            if (!readsAhead)
            {
                // Hundreds of servers are started here, and few are asked about days; internal to the server, hence by name.
                builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "PlansAhead"));
            }

            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new RunningServer(app, database, folder, clock);
    }

    /// <summary>Somebody logged in.</summary>
    public Task<ApiClient> AsAsync(string login) => ApiClient.LogInAsync(Address, login, House.Password);

    /// <summary>Nobody.</summary>
    public ApiClient AsNobody() => new(Address);

    /// <summary>The telephone exchange, with its key.</summary>
    public ApiClient AsExchange() => ApiClient.WithKey(Address, ApiClient.AcdKey);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (Database.Provider == DatabaseProvider.Sqlite)
        {
            using SqliteConnection connection = new(Database.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            // A pool per database would keep the cluster's connections after its server is gone.
            await using NpgsqlConnection connection = new(Database.ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
