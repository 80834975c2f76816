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

    /// <summary>A day from 07:00 with the same calls every quarter and bands as wide as chance alone makes them.</summary>
    public static VolumeForecast Day(double calls, int quarters = 40, double? handleSeconds = 240, double widen = 1) => new(
        new QueueId("första"),
        Quarter,
        [.. Enumerable.Range(0, quarters).Select(index => Interval(index, calls, handleSeconds, widen))]);

    public static ForecastInterval Interval(int index, double calls, double? handleSeconds = 240, double widen = 1)
    {
        double half = 1.6448536269514722 * Math.Sqrt(calls) * widen;
        return new ForecastInterval(
            (Monday + new LocalTime(7, 0)).InZoneStrictly(Stockholm).ToInstant() + (Quarter * index),
            calls, calls - half, calls, calls, calls, calls + half, handleSeconds, "test");
    }
}
