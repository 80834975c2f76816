using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Wfm.Server.Api;
using Wfm.Server.Endpoints;
using Wfm.Server.Events;
using Wfm.Server.Feeds;
using Wfm.Server.Jobs;
using Wfm.Server.Pages;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server;

/// <summary>Puts the server together: the composition root.</summary>
public static class WfmServer
{
    // Answers in flight get this long when the process is told to stop.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(25);

    /// <summary>Builds a server that is ready to run.</summary>
    /// <param name="settings">What this installation sets.</param>
    /// <param name="configure">Changes parts, for tests: another clock, other limits.</param>
    public static WebApplication Create(ServerSettings settings, Action<WebApplicationBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        StartChecks.Run();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddEnvironmentVariables();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.LargestBodyMegabytes * 1024L * 1024;
        });
        AddParts(builder.Services, settings);
        configure?.Invoke(builder);
        WebApplication app = builder.Build();
        app.UseForwardedHeaders(TrustedProxies.Options(settings.TrustedProxies));
        app.UseMiddleware<SafeHeaders>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(empty => ApiProblem.OfStatus(empty.HttpContext.Response.StatusCode).WriteAsync(empty.HttpContext));
        if (settings.Oidc is not null)
        {
            app.UseAuthentication();
        }

        if (settings.Serves)
        {
            app.UsePages();
        }

        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<Gate>();
        app.MapWfm(settings);
        return app;
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The composition root is where the clock is read.")]
    private static IClock ClockOf(ServerSettings settings)
    {
        if (string.IsNullOrEmpty(settings.ClockStartsAt))
        {
            return SystemClock.Instance;
        }

        return InstantPattern.ExtendedIso.Parse(settings.ClockStartsAt) is { Success: true } start && settings.ClockSpeed is > 0 and <= 1000
            ? new DemonstrationClock(start.Value, settings.ClockSpeed)
            : throw new FormatException($"{nameof(settings.ClockStartsAt)} is \"{settings.ClockStartsAt}\", {nameof(settings.ClockSpeed)} {settings.ClockSpeed}; expected a moment such as 2026-01-12T05:45:00Z and a speed above 0, at most 1000.");
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The composition root is where the clock is read.")]
    private static void AddParts(IServiceCollection services, ServerSettings settings)
    {
        WfmDatabase database = WfmDatabase.Parse(settings.Database);
        services.AddSingleton(settings);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestDrain);
        services.AddSingleton(database);
        services.TryAddSingleton(ClockOf(settings));
        services.AddDbContext<WfmDb>(options => database.Configure(options));
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddSingleton<IPasswordHasher<StoredAccount>, PasswordHasher<StoredAccount>>();
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<FeedKeys>();
        services.AddDataProtection().SetApplicationName("wfm");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((keys, scopes) => keys.XmlRepository = new StoredKeyRing(scopes));
        if (settings.Oidc is { } oidc)
        {
            services.AddOidc(oidc);
        }

        services.AddSingleton(new PayrollExport(settings.Payroll));
        services.AddSingleton(new SecondFactorPolicy(settings));
        services.AddScoped<LogInChallenge>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<LogIn>();
        services.AddScoped<SessionAnswers>();
        services.AddScoped<Idempotent>();
        services.AddScoped<MasterDataWrite>();
        services.AddHostedService<DueMasterData>();
        services.AddPlanning();
        services.AddSingleton<EventSignal>();
        services.AddSingleton<SharedEvents>();
        services.AddHostedService(provider => provider.GetRequiredService<EventSignal>());
        services.AddRequests(settings);
        services.AddFeeds(settings);
        services.AddJobs(settings, database);
        services.AddRateLimiter(limits => Limits.Add(limits, settings));
        services.AddOpenApi("v1", ApiDocument.Configure);
        // Frameworks log every request with its address and every query; we log what was refused and what failed.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        }));
    }
}
