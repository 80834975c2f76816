using System.Text.Json;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>What the night asks of one planning unit; kept with its run.</summary>
/// <param name="FirstDay">The Monday the period begins on.</param>
/// <param name="Weeks">Weeks in the period.</param>
/// <param name="Requirement">What the queues need.</param>
/// <param name="Queues">The unit's queues.</param>
public sealed record NightOrder(string FirstDay, int Weeks, int Requirement, IReadOnlyList<string> Queues)
{
    /// <summary>The weeks to plan.</summary>
    public SchedulePeriod Period => new(NodaTime.Text.LocalDatePattern.Iso.Parse(FirstDay).Value, Weeks);

    /// <summary>Which requirement.</summary>
    public RequirementId RequirementId => new(Requirement);

    /// <summary>The order of a planning unit.</summary>
    /// <param name="period">The weeks to plan.</param>
    /// <param name="requirement">What the queues need.</param>
    /// <param name="part">The planning unit.</param>
    public static NightOrder Of(SchedulePeriod period, RequirementId requirement, PlanningUnit part)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(part);
        return new NightOrder(NodaTime.Text.LocalDatePattern.Iso.Format(period.FirstDay), period.Weeks, requirement.Value, [.. part.Queues.Select(queue => queue.Value)]);
    }

    /// <summary>Reads it back.</summary>
    /// <param name="json">As kept with the run.</param>
    /// <exception cref="InvalidOperationException">The run has none.</exception>
    public static NightOrder Read(string? json) =>
        json is null ? throw new InvalidOperationException("The run does not say what to plan.") : JsonSerializer.Deserialize<NightOrder>(json)!;

    /// <summary>As kept with the run.</summary>
    public string Write() => JsonSerializer.Serialize(this);
}
