using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing.Tests;

/// <summary>Small words to build forecasts and targets from.</summary>
internal static class Staffed
{
    public static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    public static readonly LocalDate Monday = new(2026, 1, 5);
    public static readonly Duration Quarter = Duration.FromMinutes(15);
    public static readonly RequirementSettings Settings = new(Stockholm, Monday);

    public static QueueTarget Target(
        double share = 0.8,
        double seconds = 30,
        StaffingModel model = StaffingModel.ErlangA,
        double? ceiling = null,
        double shrinkage = 0,
        ServiceLevelDefinition definition = ServiceLevelDefinition.OfOffered) => new(
        new ServiceLevelTarget(share, Duration.FromSeconds(seconds), definition),
        ceiling,
        null,
        model,
        Duration.FromSeconds(180),
        Shrinkage.Of(shrinkage));

    /// <summary>A day from 07:00 with the same calls every quarter.</summary>
    public static VolumeForecast Day(double calls, int quarters = 40, double? handleSeconds = 240) => new(
        new QueueId("första"),
        Quarter,
        [.. Enumerable.Range(0, quarters).Select(index => Interval(index, calls, handleSeconds))]);

    public static ForecastInterval Interval(int index, double calls, double? handleSeconds = 240) => new(
        (Monday + new LocalTime(7, 0)).InZoneStrictly(Stockholm).ToInstant() + (Quarter * index),
        calls, calls, calls, calls, calls, calls, handleSeconds, "test");

    /// <summary>The requirement; every day varies alike.</summary>
    public static StaffingRequirement Require(
        VolumeForecast forecast, QueueTarget target, RateVariation variation = default, RequirementSettings? settings = null) => RequirementMaker.Make(
        forecast,
        target,
        forecast.Intervals.Select(interval => interval.Start.InZone(Stockholm).Date).Distinct().ToDictionary(day => day, _ => variation),
        settings ?? Settings);
}
