using NodaTime;
using Wfm.Domain;

namespace Wfm.Staffing;

/// <summary>Which days the requirement must be enough for.</summary>
public enum RequirementBasis
{
    /// <summary>All days together: the share of calls answered in time over many such days meets the target; busy days weigh more.</summary>
    OverTheDays,

    /// <summary>The day exactly as forecast. Its requirement falls a little short in truth, because busy days lose more than quiet ones gain.</summary>
    MeanDay,

    /// <summary>A share of the days, each by itself; see <see cref="RequirementSettings.ShareOfDays"/>.</summary>
    ShareOfDays,
}

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

    /// <summary>How handle time varies from day to day, by queue; a queue not named has the same every day.</summary>
    /// <remarks>Days are weighed by their load where the promise weighs them by their calls: with handle times that differ by 4 % between days that asks for 0.2 % more people, by 10 % for up to 2 %.</remarks>
    public IReadOnlyDictionary<QueueId, LoadVariation> Loads { get; init; } = new Dictionary<QueueId, LoadVariation>();

    /// <summary>Which days <see cref="RequirementInterval.Required"/> must be enough for. Default all days together.</summary>
    public RequirementBasis Basis { get; init; } = RequirementBasis.OverTheDays;

    /// <summary>
    /// With <see cref="RequirementBasis.ShareOfDays"/>: the share of days, strictly between 0 and 1, on which what can be expected of the
    /// day meets the target. The luck of single calls comes on top. Default 0.8.
    /// </summary>
    public double ShareOfDays { get; init; } = 0.8;
}
