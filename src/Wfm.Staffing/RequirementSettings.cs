using NodaTime;

namespace Wfm.Staffing;

/// <summary>What turning a forecast into people needs to know beside the forecast and the target.</summary>
/// <param name="Zone">The clock by which days are told.</param>
/// <param name="PlannedOn">The day the planning is done, from which shrinkage counts its lead.</param>
public sealed record RequirementSettings(DateTimeZone Zone, LocalDate PlannedOn)
{
    /// <summary>Mean handle time where the forecast knows none. Default 240 s.</summary>
    public Duration DefaultHandleTime { get; init; } = Duration.FromSeconds(240);

    /// <summary>
    /// Cost of one person above the requirement for one interval, in callers answered late; grows with the second one and so on.
    /// Small, so that people go where callers wait, and positive, so that nobody is scheduled where nobody calls. Default 0.02.
    /// </summary>
    public double IdleCost { get; init; } = 0.02;

    /// <summary>Largest number of people one queue and interval can ask for. Default 10,000.</summary>
    public int MostAgents { get; init; } = 10_000;
}
