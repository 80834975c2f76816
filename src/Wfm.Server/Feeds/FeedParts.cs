using Microsoft.Extensions.DependencyInjection;
using Wfm.Planning;

namespace Wfm.Server.Feeds;

/// <summary>The parts that take in what telephone systems tell.</summary>
internal static class FeedParts
{
    public static void AddFeeds(this IServiceCollection services)
    {
        services.AddScoped<TakeIntervals>();
        services.AddScoped<TakeQueueSnapshots>();
        services.AddSingleton<StateIntake>();
        services.AddHostedService(provider => provider.GetRequiredService<StateIntake>());
    }
}
