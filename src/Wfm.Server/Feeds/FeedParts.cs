using Microsoft.Extensions.DependencyInjection;
using Wfm.Planning;

namespace Wfm.Server.Feeds;

/// <summary>The parts that take in what telephone systems tell.</summary>
internal static class FeedParts
{
    public static void AddFeeds(this IServiceCollection services, ServerSettings settings)
    {
        services.AddScoped<TakeIntervals>();
        services.AddScoped<TakeQueueSnapshots>();
        services.AddScoped<ReportAway>();
        services.AddScoped<ReportBack>();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<StateIntake>();
        services.AddHostedService<FeedWatch>();
        if (settings.TakesJobs)
        {
            services.AddHostedService<AdherenceDays>();
        }

        services.AddHostedService(provider => provider.GetRequiredService<StateIntake>());
    }
}
