using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wfm.Planning;
using Wfm.Server.Mail;
using Wfm.Server.Webhooks;

namespace Wfm.Server.Endpoints;

/// <summary>What requests, mail and webhooks are made of.</summary>
internal static class RequestParts
{
    public static void AddRequests(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(_ => new KeptPlans());
        services.AddHostedService<PlansAhead>();
        services.AddSingleton<SimulationTurn>();
        services.AddScoped<WeighStoredRequest>();
        services.AddScoped<WeighTogether>();
        services.AddScoped<LookAtLeave>();
        services.AddScoped<FileRequest>();
        services.AddScoped<SendRequest>();
        services.AddScoped<AcceptSwap>();
        services.AddScoped<AdviseOnRequest>();
        services.AddScoped<DecideRequest>();
        services.AddScoped<WithdrawRequest>();
        services.AddScoped<UndoAutomaticAnswer>();
        services.AddScoped<ExpireRequests>();
        services.AddScoped<OfferFreedSlots>();
        services.AddScoped<SendMail>();
        services.AddScoped<CallWebhooks>();
        services.AddSingleton<WebhookAddresses>();
        services.AddSingleton<WebhookClient>();
        if (settings.TakesJobs)
        {
            services.AddHostedService<RequestUpkeep>();
        }
    }
}

/// <summary>What has to be done now and then beside answering: expiry, the waiting list, mail, webhooks.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="log">Where trouble goes.</param>
internal sealed partial class RequestUpkeep(IServiceScopeFactory scopes, ILogger<RequestUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync("expiry", Seldom, parts => parts.GetRequiredService<ExpireRequests>().RunAsync(stoppingToken), stoppingToken),
        RepeatAsync("waiting list", Seldom, parts => parts.GetRequiredService<OfferFreedSlots>().RunAsync(stoppingToken), stoppingToken),
        RepeatAsync("mail", Often, parts => parts.GetRequiredService<SendMail>().RunAsync(stoppingToken), stoppingToken),
        RepeatAsync("webhooks", Often, parts => parts.GetRequiredService<CallWebhooks>().RunAsync(stoppingToken), stoppingToken));

    private async Task RepeatAsync(string name, TimeSpan pause, Func<IServiceProvider, Task<int>> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                await work(scope.ServiceProvider);
            }
            // The shell around the steps, like that of a job: trouble is told, and the next round tries again.
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, name, trouble);
            }

            await Task.Delay(pause, stoppingToken);
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "Upkeep of {Name} failed; trying again.")]
    private static partial void Failed(ILogger log, string name, Exception trouble);
}
