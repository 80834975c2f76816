using Microsoft.Extensions.DependencyInjection;
using Wfm.Planning;

namespace Wfm.Server;

/// <summary>The steps of the flow, so that endpoints can ask for them by name.</summary>
internal static class PlanningSteps
{
    public static void AddPlanning(this IServiceCollection services)
    {
        services.AddScoped<ImportCalls>();
        services.AddScoped<MakeForecast>();
        services.AddScoped<AdjustForecast>();
        services.AddSingleton<KeptSizes>();
        services.AddScoped<LearnEventSizes>();
        services.AddScoped<RequireStaff>();
        services.AddScoped<BuildSchedule>();
        services.AddScoped<LoadPlan>();
        services.AddScoped<PlanPeriod>();
        services.AddScoped<MovePeriodOn>();
        services.AddScoped<EnterWishes>();
        services.AddScoped<ProposeDraft>();
        services.AddScoped<ApprovePeriod>();
        services.AddScoped<PublishPeriod>();
        services.AddScoped<EditDraft>();
        services.AddScoped<RestoreSchedule>();
        services.AddScoped<WatchDay>();
        services.AddScoped<LoadRunningDay>();
        services.AddScoped<DecideDayProposal>();
        services.AddScoped<OfferDayParts>();
        services.AddScoped<ProposeDay>();
        services.AddScoped<ListChanges>();
        services.AddScoped<MakeReport>();
        services.AddScoped<KeepReport>();
        services.AddScoped<DeliverReport>();
        services.AddScoped<ImportQualityFigures>();
    }
}
